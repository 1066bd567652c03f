const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");

const component = path.join(__dirname, "../../site_templates/components/following");
const { stored, store, myVersions, useVersion } = Object.assign(globalThis, require(path.join(component, "stored.js")));
const { parseFollowing } = require(path.join(component, "following.js"));
const { affectedOf } = require(path.join(component, "my-versions.js"));

/** Keep strings as a browser does. */
function keep(entries = {}) {
  const kept = new Map(Object.entries(entries));
  globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) };
}


test("what is followed comes back as it was written", () => {
  const following = new Map([["NRC-1042", 5], ["constructor", 1]]);
  keep();
  assert.equal(store("key", Object.fromEntries(following)), true);
  assert.deepEqual(parseFollowing(stored("key")), following);
});

test("a store that makes no sense means that nothing is followed", () => {
  for (const text of [ "", "{", "null", "[1,2]", '"x"', '{"a b":1,"<b>":2,"x":-1,"y":1.5,"z":"2"}']) {
    keep({ key: text });
    assert.deepEqual([...parseFollowing(stored("key"))], text === "[1,2]" ? [["0", 1], ["1", 2]] : []);
  }
});

test("at most five hundred errors are followed", () => {
  const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`A-${at}`, 1]));
  assert.equal(parseFollowing(many).size, 500);
});

test("a browser that denies storage keeps nothing, and nothing breaks", () => {
  globalThis.localStorage = { getItem() { throw new Error("denied"); }, setItem() { throw new Error("denied"); } };
  assert.deepEqual([stored("key"), store("key", 1), myVersions(), useVersion("a/1", true)], [null, false, [], false]);
});

test("releases are used once each, and no longer used", () => {
  keep();
  for (const release of ["a/1", "b/2", "a/1"]) useVersion(release, true);
  assert.deepEqual(myVersions(), ["b/2", "a/1"]);
  useVersion("b/2", false);
  assert.deepEqual(myVersions(), ["a/1"]);
});

test("stored releases that make no sense are dropped", () => {
  for (const text of ["", "{", "null", "7", '"a/1"', '{"a":"1"}', '[1,null,"a","/1","a/",["a/1"]]']) {
    keep({ "corrigenda.versions": text });
    assert.deepEqual(myVersions().filter((one) => typeof one !== "string" || !one.includes("/")), [], text);
  }
});

test("an error affects the reader's release, and is corrected in its branch", () => {
  const branches = { "1.1": "1", "1.2": "1", "2.0": "2", "2.1": "2" };
  const index = {
    products: [["a", "A", ["1.1", "1.2", "2.0"], branches], ["b", "B", ["1.1"]]],
    statuses: [["planned", "planned"], ["rejected", "closed"]],
    affects: ["0,2", "*", "0"],
    releases: [["a/2.1", "a/1.2"], [""]],
    p: [0, 0, 0, 1],
    a: [0, 0, 1, 2],
    r: [0, 0, 0, 1],
    s: [0, 1, 0, 0],
  };
  const of = (at, ...mine) => affectedOf(index, at, mine);
  assert.deepEqual(of(0, "a/1.1"), [["1.2", ["1.1"], true]]);
  assert.deepEqual(of(0, "a/2.0", "a/1.1"), [["1.2", ["1.1"], true], ["2.1", ["2.0"], false]]);
  assert.deepEqual([of(0, "a/1.2"), of(0, "b/1.1"), of(0, "a/9"), of(0)], [[], [], [], []]);
  assert.deepEqual(of(1, "a/1.1"), [], "closed");
  assert.deepEqual(of(2, "a/1.1"), [], "not known");
  assert.deepEqual(of(3, "b/1.1"), [[undefined, ["1.1"], false]]);
});
