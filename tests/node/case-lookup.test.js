const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { canonical, fits, digest, lookUp } = require(
  path.join(__dirname, "../../site_templates/components/case-lookup/case-lookup.js"),
);

// The vectors, with the digests Python makes of them, come from tests/test_case_lookup.py.
const { salt, pattern, vectors } = JSON.parse(process.env.CASE_VECTORS);
const page = { salt, pattern, digits: "1", shards: "/cases/" };

for (const vector of vectors) {
  test(`${JSON.stringify(vector.text)} comes to what Python makes of it`, async () => {
    assert.equal(canonical(vector.text), vector.canonical);
    assert.equal(fits(vector.text, pattern), vector.fits);
    assert.equal(await digest(vector.text, salt), vector.digest);
  });
}

test("ten kilobytes pasted are no case id", async () => {
  assert.deepEqual(await lookUp("NS-204113 ".repeat(1024), page), { answer: "pattern" });
});

test("nothing but blanks is no question", async () => {
  assert.deepEqual(await lookUp(" \n", page), { answer: "empty" });
});

test("a pattern that the browser cannot read is not held against a case id", () => {
  assert.equal(fits("NS-204113", "(?P<a>NS)"), true);
  assert.equal(fits("-", "(?P<a>NS)"), false);
});

test("a list that cannot be fetched, or is none, is a failure and not an answer", async (context) => {
  for (const broken of [
    () => Promise.reject(new TypeError("offline")),
    () => Promise.resolve({ ok: false }),
    () => Promise.resolve({ ok: true, json: () => Promise.reject(new SyntaxError("cut short")) }),
    () => Promise.resolve({ ok: true, json: () => Promise.resolve({}) }),
  ]) {
    context.mock.method(globalThis, "fetch", broken);
    assert.deepEqual(await lookUp("NS-204113", page), { answer: "failed" });
  }
});

test("only the digest's first digits are asked for, and every error behind the case is found", async (context) => {
  const key = await digest("ns 204113", salt);
  const shard = { digests: { [key]: ["A-1", "B-2"] }, errors: { "A-1": { title: "a", status: "s" }, "B-2": { title: "b", status: "t" } } };
  const fetched = context.mock.method(globalThis, "fetch", async () => ({ ok: true, json: async () => shard }));
  const found = await lookUp("ns 204113", page);
  assert.deepEqual(found.errors.map((error) => error.id), ["A-1", "B-2"]);
  assert.deepEqual(fetched.mock.calls[0].arguments, [`/cases/${key[0]}.json`]);
  assert.deepEqual(await lookUp("NS-204114", page), { answer: "missing" });
});
