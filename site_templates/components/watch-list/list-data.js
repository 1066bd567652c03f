// The data of the list: the ids that a link carries, the errors of the finder's index, days in words. Pure.

/** Read the ids that a link carries: `#follow=NRC-1,NRC-2`. */
function parseShared(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("follow") || "";
  return [...new Set(given.split(",").map((id) => id.trim()).filter((id) => ERROR_ID.test(id)))].slice(0, MOST_FOLLOWED);
}

/** Return the errors of the finder's index as a Map from id to {title, status, plan, steps}; `plan` may be empty. */
function unpackIndex(index) {
  const titles = index.title.split("\n");
  const ids = index.id.split("\n").filter(Boolean);
  const plan = (at) => [versionIn(index.releases[index.r[at]][0]), index.whens[index.w[at]][0]].filter(Boolean).join(", ");
  return new Map(ids.map((id, at) => [
    id, { title: titles[at], status: index.statuses[index.s[at]][0], plan: plan(at), steps: index.steps[at] },
  ]));
}

/** Return a day, given as `2026-11-05T…`, in the page's own format, such as `{day} {month} {year}`. */
function dayInWords(text, form, months) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const values = { day, month: months[month - 1], year };
  return form.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

if (typeof module !== "undefined") module.exports = { parseShared, unpackIndex, dayInWords };
