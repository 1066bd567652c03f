const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { parseFollowing, writeFollowing } = require(path.join(__dirname, "../../site_templates/components/following/following.js"));

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
