const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { parseShared, unpackIndex, dayInWords } = require(path.join(__dirname, "../../site_templates/components/watch-list/list-data.js"));

// On a page, what the list builds on has been loaded before it.
for (const script of ["stored", "following"]) {
  Object.assign(globalThis, require(path.join(__dirname, `../../site_templates/components/following/${script}.js`)));
}

test("a link's list is read with care", () => {
  assert.deepEqual(parseShared("#follow=NRC-1,NRC-2,%20NRC-2,<b>,,../x"), ["NRC-1", "NRC-2"]);
  assert.deepEqual(parseShared("#list"), []);
  assert.deepEqual(parseShared(""), []);
  assert.equal(parseShared(`#follow=${"A-1,".repeat(9)}${Array.from({ length: 900 }, (_, at) => `B-${at}`)}`).length, 500);
});

test("the finder's index is read, an empty one too", () => {
  const index = {
    id: "A-1\nB-2\nC-3",
    title: "one\ntwo\nthree",
    statuses: [["planned", "planned"], ["released", "done"]],
    s: [1, 0, 0],
    releases: [["a-product/12.6", "a-product/11.9"], [""]],
    r: [0, 1, 1],
    whens: [["16 February 2027", 2], ["autumn", 3], ["", 9]],
    w: [0, 1, 2],
    steps: [3, 2, 1],
  };
  const errors = unpackIndex(index);
  assert.deepEqual(errors.get("A-1"), { title: "one", status: "released", plan: "12.6, 16 February 2027", steps: 3 });
  assert.deepEqual(errors.get("B-2"), { title: "two", status: "planned", plan: "autumn", steps: 2 });
  assert.equal(errors.get("C-3").plan, "");
  const none = { id: "", title: "", statuses: [], s: [], releases: [], r: [], whens: [], w: [], steps: [] };
  assert.equal(unpackIndex(none).size, 0);
});

test("a day is written in the page's own form", () => {
  const months = ["Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
  assert.equal(dayInWords("2026-11-05T00:00:00Z", "{day}. {month} {year}", months), "5. November 2026");
  assert.equal(dayInWords("2027-01-31", "{year} {month}", months), "2027 Jänner");
});
