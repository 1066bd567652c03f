// When a promise falls due, given opening hours in minutes since 1970 (UTC). Pure, and integers only: the time zone and
// its clock changes were resolved when the page was built. Does the same as generator/business_time/deadlines.py.

/** Unpack openings written as [start, length, gap, length, …] into pairs of start and end. */
function unpackOpenings(packed) {
  const openings = [];
  let at = 0;
  for (let index = 0; index < packed.length; index += 2) {
    const start = at + packed[index];
    at = start + packed[index + 1];
    openings.push([start, at]);
  }
  return openings;
}

/** Return a calendar as the page holds it, with its openings unpacked. */
function readCalendar(packed) {
  return { ...packed, open: unpackOpenings(packed.open), days: unpackOpenings(packed.days) };
}

/** Return the minute at which `amount` of a unit has passed since the minute of the report; null if not known. */
function due(calendar, reported, amount, unit) {
  if (unit === "hours") return reported + 60 * amount;
  if (reported < calendar.from || reported >= calendar.until) return null;
  if (unit === "business days") {
    const received = calendar.days.findIndex(([, end]) => end > reported);
    const day = received < 0 ? undefined : calendar.days[received + amount];
    return day ? day[1] : null;
  }
  let left = 60 * amount;
  for (const [start, end] of calendar.open) {
    if (end <= reported) continue;
    const from = Math.max(start, reported);
    if (left <= end - from) return from + left;
    left -= end - from;
  }
  return null;
}

if (typeof module !== "undefined") module.exports = { unpackOpenings, readCalendar, due };
