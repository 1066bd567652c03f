// What readers mean by the version they type; see tests/test_finder.py, which runs this.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { productVersions, meantPlaces, nearestVersion, typedVersion } = require(
  path.join(__dirname, "../../site_templates/components/finder/finder-versions.js"),
);
const { inRuns } = Object.assign(globalThis, require(path.join(__dirname, "../../site_templates/components/following/stored.js")));

const versions = (...listed) => productVersions({ products: [["p", "P", listed]] }).get("p");
const meant = (typed, ...listed) => meantPlaces(versions(...listed), typed).map((place) => listed[place]);

test("the same version is meant, however it is typed", () => {
  for (const typed of ["12.4", " 12.4 ", "v12.4", "V12.4", "v. 12.4", "12,4", "12.4.0", "12.4.0.0", "１２．４", "12.04", "12 4"]) {
    assert.deepEqual(meant(typed, "12.3", "12.4", "12.40", "12.5"), ["12.4"], typed);
  }
  for (const typed of ["R12 SP2", "r12  sp2", "R12 sp2 ", "R12SP2", "R 12 SP 2", "r12-sp2"]) {
    assert.deepEqual(meant(typed, "R12", "R12 SP2", "R12 SP20"), ["R12 SP2"], typed);
  }
  const others = { "8.0 u2b": "8.0U2b", "15.2.4m": "15.2(4)M", "1.3.0-RC1": "1.3.0-rc.1", "22 h2": "22H2", "2026.9": "2026.9" };
  for (const [typed, version] of Object.entries(others)) {
    assert.deepEqual(meant(typed, ...Object.values(others), "2026.10", "7X"), [version], typed);
  }
  assert.deepEqual(meant("★", "☆", "★"), ["★"]);
  assert.deepEqual(meant("7x", "7", "7X"), ["7X"]);
  assert.deepEqual(meant("v1.2", "1.2", "v1.2"), ["v1.2"]);
  assert.deepEqual(meant("V1.2", "1.2", "v1.2"), ["1.2", "v1.2"]);
});

test("all versions are meant that begin with it, at the border of a part", () => {
  const twelve = ["12.0", "12.10", "12-rc1", "12U2"];
  for (const typed of ["12", "12.x", "12.*", "v12."]) assert.deepEqual(meant(typed, "11.12", ...twelve, "120.1"), twelve, typed);
  assert.deepEqual(meant("12.4", "12.4", "12.4.1"), ["12.4"]);
  assert.deepEqual(meant("R1", "R12", "R1 SP1", "R1b"), ["R1 SP1", "R1b"]);
  assert.deepEqual(meant("r", "R12", "RC1"), ["R12"]);
  for (const typed of ["", " ", "2", "12.40", "v", "twelve", "."]) {
    assert.deepEqual(meant(typed, "12.4"), [], typed);
  }
});

test("the nearest version begins most alike", () => {
  const products = [versions("11.9", "12.4", "12.4.2", "12.40", "12.5"), versions("2.0", "2.1")];
  const nearest = { 12.99: "12.5", "12.4.1": "12.4.2", 11: "11.9", 2.7: "2.1", v12: "12.5", zz: "2.1", "12.4-rc1": "12.4.2", "Version 12.4": "12.4", "Tool 2": "2.1" };
  for (const [typed, near] of Object.entries(nearest)) assert.equal(nearestVersion(products, typed), near, typed);
  assert.equal(nearestVersion([versions()], "1"), "");
});

test("an error may be in a version if that is in its runs, or if these are not known", () => {
  const products = productVersions({ products: [["a", "A", ["1.0", "1.1", "2.0"]], ["b", "B", ["2.0"]]] });
  const errors = [["a", "0-1"], ["a", "2"], ["a", ""], ["a", "*"], ["b", "0"], ["b", "*"], ["a+b", "2|"]];
  const affected = (typed, chosen = "") => {
    const { affects, nearest } = typedVersion(products, typed, chosen);
    return [errors.map(([product, runs]) => Number(affects({ products: product.split("+"), affects: runs }))).join(""), nearest];
  };
  assert.deepEqual(affected(" "), ["1111111", undefined]);
  assert.deepEqual(affected("1"), ["1001000", undefined]);
  assert.deepEqual(affected("2.0"), ["0101111", undefined]);
  assert.deepEqual(affected("2.0", "b"), ["0000110", undefined]);
  assert.deepEqual(affected("1.1", "b"), ["1111111", "2.0"]);
  const inside = [-1, 0, 3, 4, 5, 9, 10].filter((place) => inRuns("0-3,5,10", place));
  assert.deepEqual(inside, [0, 3, 5, 10]);
  // What is not known may be in any version, or only in those without the correction.
  assert.deepEqual([-1, 0, 3, 4].map((place) => inRuns("*", place) && !inRuns("*0-3", place)), [true, false, false, true]);
});
