// The finder's search: its state in the address, the index, and the search itself. Pure.

const FACETS = ["product", "phase", "severity", "release"];
// Not "q": that would make the theme open its own search box over the page.
const FIELDS = ["find", ...FACETS, "version", "sort"];

const SENTENCE = 4;
const MOST_TERMS = 10;

/** Read the finder's state from a query string; unknown fields are ignored, long values cut. */
function readState(query) {
  const given = new URLSearchParams(query);
  return Object.fromEntries(FIELDS.map((name) => [name, (given.get(name) || "").slice(0, 200)]));
}

/** Return the query string of a state, with its fields in a fixed order; empty if nothing is chosen. */
function writeState(state) {
  const pairs = FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]);
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

/** Return a version as four numbers, or null if it is not a version, like generator/model/versions.py. */
function versionKey(text) {
  if (!/^\d{1,6}(\.\d{1,6}){0,3}$/.test(text)) return null;
  const parts = text.split(".").map(Number);
  return [0, 1, 2, 3].map((index) => parts[index] || 0);
}

function compare(left, right) {
  for (let index = 0; index < 4; index += 1) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1;
  }
  return 0;
}

/** Return whether a version is in a range such as `>=12.0 <12.5 || 13`; an empty range is unknown, so it may be. */
function holds(range, version) {
  if (!range) return true;
  return range.split("||").some((group) =>
    [...group.matchAll(/(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)*)/g)].every(([, operator, bound]) => {
      const order = compare(version, versionKey(bound));
      return { ">=": order >= 0, "<=": order <= 0, ">": order > 0, "<": order < 0 }[operator] ?? order === 0;
    }),
  );
}

/** Return whether a product with this newest release can have a version: one of that series or an older one. */
function canBeOf(newest, version) {
  const key = versionKey(newest);
  return !key || version[0] <= key[0];
}

/** Return a day of the index (the first day of the year 1 is 1) as pages write it for scripts: `2026-11-25`. */
function dayOf(ordinal) {
  return new Date((ordinal - 719163) * 86400000).toISOString().slice(0, 10);
}

/** Turn the fetched index into searchable entries, in the order in which they are shown unless another is chosen. */
function unpack(index) {
  const ids = index.id ? index.id.split("\n") : [];
  const titles = index.title.split("\n");
  const words = index.words.split("\n");
  const entries = ids.map((id, at) => {
    const [product, productName, newest] = index.products[index.p[at]];
    const [status, phase] = index.statuses[index.s[at]];
    const [when, order] = index.whens[index.w[at]];
    return {
      id, title: titles[at], product, productName, newest, status, phase, when, order,
      severity: index.levels[index.l[at]], rank: index.l[at], release: index.releases[index.r[at]],
      affects: index.affects[index.a[at]], changed: index.c[at],
      // An id is also found without its hyphens.
      text: `${id} ${id.replace(/-/g, "")} ${titles[at]} ${productName} ${words[at]}`.toLowerCase(), place: at,
    };
  });
  return entries.sort(SOONEST);
}

const SOONEST = (a, b) => a.order - b.order || a.rank - b.rank || a.place - b.place;
const SORTS = {
  severity: (a, b) => a.rank - b.rank || a.order - b.order,
  changed: (a, b) => b.changed - a.changed || a.rank - b.rank,
  id: (a, b) => a.place - b.place,
};

/**
 * Return the entries that match a state, sorted, and for each facet how many would match with each of its values.
 * If nothing has all the words, return the nearest matches, and `nearest` says how: "near" has words similar to all of
 * them (`nearOf` returns those similar to a word); "most" has more than half of the words, and as many as any entry.
 */
function search(entries, state, nearOf = () => []) {
  const typed = state.find.toLowerCase().split(/\s+/).filter(Boolean);
  const exact = fitting(entries, state, ({ text }) => typed.every((term) => text.includes(term)));
  if (exact.found.length || !typed.length) return exact;
  const known = (term) => entries.some(({ text }) => text.includes(term));
  // In a sentence, words such as "I" and "is" say nothing; they also occur inside other words.
  const telling = typed.filter((term) => typed.length < SENTENCE || term.length > 2).slice(0, MOST_TERMS);
  const terms = telling.map((term) => (known(term) ? [term] : nearOf(term)));
  const had = new Map();
  const half = fitting(entries, state, (entry) => {
    had.set(entry, terms.filter((words) => words.some((word) => entry.text.includes(word))).length);
    return had.get(entry) * 2 > terms.length;
  });
  if (!half.found.length) return exact;
  const best = half.found.reduce((most, entry) => Math.max(most, had.get(entry)), 0);
  const nearest = best === typed.length ? "near" : "most";
  if (half.found.every((entry) => had.get(entry) === best)) return { ...half, nearest };
  return { ...fitting(entries, state, (entry) => had.get(entry) >= best), nearest };
}

/** Return the entries that match a state, where `has` decides whether their texts match. */
function fitting(entries, state, has) {
  const version = state.version ? versionKey(state.version.trim()) : null;
  const ranges = new Map();
  const affects = ({ affects: range, newest }) => {
    if (!ranges.has(range)) ranges.set(range, holds(range, version));
    return ranges.get(range) && canBeOf(newest, version);
  };
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const found = [];
  for (const entry of entries) {
    if (!has(entry) || (version && !affects(entry))) continue;
    const missed = FACETS.filter((facet) => state[facet] && entry[facet] !== state[facet]);
    if (missed.length === 0) found.push(entry);
    for (const facet of FACETS) {
      // A facet counts what each of its values would give, so the value chosen for it does not matter.
      if (missed.length === 0 || (missed.length === 1 && missed[0] === facet)) {
        counts[facet].set(entry[facet], (counts[facet].get(entry[facet]) || 0) + 1);
      }
    }
  }
  const order = Object.hasOwn(SORTS, state.sort) ? SORTS[state.sort] : null;
  return { found: order ? found.sort(order) : found, counts };
}

if (typeof module !== "undefined") module.exports = { readState, writeState, versionKey, holds, dayOf, unpack, search };
