const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { visited } = require(path.join(__dirname, "../../site_templates/components/following/new-labels.js"));

test("the visit before stays the same all day long", () => {
  const first = visited(null, "2026-11-20");
  assert.deepEqual(first, { day: "2026-11-20", before: "" });
  const second = visited(first, "2026-11-25");
  assert.deepEqual(second, { day: "2026-11-25", before: "2026-11-20" });
  assert.deepEqual(visited(second, "2026-11-25"), second);
  for (const broken of [null, 3, [], { day: "<b>", before: 7 }]) {
    assert.deepEqual(visited(broken, "2026-11-25"), { day: "2026-11-25", before: "" });
  }
});
