const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { parseShared, unpackIndex, dayInWords } = require(path.join(__dirname, "../../site_templates/components/watch-list/list-data.js"));

// On a page, what the list builds on has been loaded before it.
Object.assign(globalThis, require(path.join(__dirname, "../../site_templates/components/following/following.js")));

test("a link's list is read with care", () => {
  assert.deepEqual(parseShared("#follow=NRC-1,NRC-2,%20NRC-2,<b>,,../x"), ["NRC-1", "NRC-2"]);
  assert.deepEqual(parseShared("#list"), []);
  assert.deepEqual(parseShared(""), []);
  assert.equal(parseShared(`#follow=${"A-1,".repeat(9)}${Array.from({ length: 900 }, (_, at) => `B-${at}`)}`).length, 500);
});

test("the finder's index is read, an empty one too", () => {
  const index = { id: "A-1\nB-2", title: "one\ntwo", statuses: [["planned", "planned"], ["released", "done"]], s: [1, 0], steps: [3, 2] };
  assert.deepEqual(unpackIndex(index).get("B-2"), { title: "two", status: "planned", steps: 2 });
  assert.equal(unpackIndex({ id: "", title: "", statuses: [], s: [], steps: [] }).size, 0);
});

test("a day is written in the page's own form", () => {
  const months = ["Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
  assert.equal(dayInWords("2026-11-05T00:00:00Z", "{day}. {month} {year}", months), "5. November 2026");
  assert.equal(dayInWords("2027-01-31", "{year} {month}", months), "2027 Jänner");
});
