const assert = require("node:assert/strict");
const fs = require("node:fs");
const { test } = require("node:test");
const path = require("node:path");
const zlib = require("node:zlib");
const { due, readCalendar } = require(path.join(__dirname, "../../site_templates/components/assessment/deadlines.js"));

// Cases worked out by hand, with their calendars as a page holds them, come from tests/severity/test_deadlines.py.
const { worked, calendars } = JSON.parse(process.env.DEADLINES);
const packed = fs.readFileSync(path.join(__dirname, "../vectors/deadlines.json.gz"));
const vectors = JSON.parse(zlib.gunzipSync(packed));
const minute = (text) => text && Date.parse(text) / 60000;

for (const [calendar, reported, amount, unit, expected, about] of worked) {
  test(`${about}: ${reported} + ${amount} ${unit}`, () => {
    assert.equal(due(readCalendar(calendars[calendar]), minute(reported), amount, unit), minute(expected));
  });
}

test("5,000 random deadlines", () => {
  let count = 0;
  for (const one of vectors.calendars) {
    const calendar = { from: one.from, until: one.until, open: one.intervals, days: one.days };
    for (const [reported, unit, amount, expected] of one.cases) {
      assert.equal(due(calendar, reported, amount, vectors.units[unit]), expected, `${one.zone} ${reported}`);
      count += 1;
    }
  }
  assert.equal(count, 5000);
});
