const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const watch = require(path.join(__dirname, "../../site_templates/components/watch/watch.js"));
const { parseFollowing, writeFollowing, parseShared, visited, unpackIndex } = watch;

test("what is followed comes back as it was written", () => {
  const following = new Map([["NRC-1042", 5], ["constructor", 1]]);
  assert.deepEqual(parseFollowing(writeFollowing(following)), following);
});

test("a store that makes no sense means that nothing is followed", () => {
  for (const text of [null, "", "{", "null", "[1,2]", '"x"', '{"a b":1,"<b>":2,"x":-1,"y":1.5,"z":"2"}']) {
    assert.deepEqual([...parseFollowing(text)], text === "[1,2]" ? [["0", 1], ["1", 2]] : []);
  }
});

test("at most five hundred errors are followed", () => {
  const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`A-${at}`, 1]));
  assert.equal(parseFollowing(JSON.stringify(many)).size, 500);
});

test("a link's list is read with care", () => {
  assert.deepEqual(parseShared("#follow=NRC-1,NRC-2,%20NRC-2,<b>,,../x"), ["NRC-1", "NRC-2"]);
  assert.deepEqual(parseShared("#list"), []);
  assert.deepEqual(parseShared(""), []);
  assert.equal(parseShared(`#follow=${"A-1,".repeat(9)}${Array.from({ length: 900 }, (_, at) => `B-${at}`)}`).length, 500);
});

test("the visit before stays the same all day long", () => {
  const first = visited(null, "2026-11-20");
  assert.deepEqual(first, { day: "2026-11-20", before: "" });
  const second = visited(JSON.stringify(first), "2026-11-25");
  assert.deepEqual(second, { day: "2026-11-25", before: "2026-11-20" });
  assert.deepEqual(visited(JSON.stringify(second), "2026-11-25"), second);
  for (const broken of ["{", "null", "3", '{"day":"<b>","before":7}']) {
    assert.deepEqual(visited(broken, "2026-11-25"), { day: "2026-11-25", before: "" });
  }
});

test("the finder's index is read, an empty one too", () => {
  const index = { id: "A-1\nB-2", title: "one\ntwo", statuses: [["planned", "planned"], ["released", "done"]], s: [1, 0], steps: [3, 2] };
  assert.deepEqual(unpackIndex(index).get("B-2"), { title: "two", status: "planned", steps: 2 });
  assert.equal(unpackIndex({ id: "", title: "", statuses: [], s: [], steps: [] }).size, 0);
});
