const assert = require("node:assert/strict");
const path = require("node:path");
const { canonical, fits, digest } = require(path.join(__dirname, "../../site_templates/components/case-lookup/case-lookup.js"));

/** Compare what the script makes of case ids with what Python makes of them; writes how many there were. */
module.exports = async ({ page, vectors }) => {
  for (const { text, ...expected } of vectors) {
    const made = { canonical: canonical(text, page.separators), fits: fits(text, page), digest: await digest(text, page) };
    assert.deepEqual(made, expected, JSON.stringify({ text, made, expected }));
  }
  process.stdout.write(`${vectors.length}\n`);
};
