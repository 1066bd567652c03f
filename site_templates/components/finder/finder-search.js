// The finder's search: its state in the address, the index, and the search itself. Pure.

const FACETS = ["product", "phase", "severity", "release", "platform"];
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

/** Return a text as it is compared: in lower case, with one kind of hyphen for all that look like it. */
function plainText(text) {
  return text.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-");
}

/** Return the pairs of neighbouring words of a text, each joined after a space: ` smartcard 4gb wifi`. */
function joinedWords(text) {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.slice(1).map((word, at) => ` ${words[at]}${word}`).join("");
}

/** Return whether an entry has a word that was typed, also if its title has it as two (`smart-card`, `smart card`). */
function hasWord(entry, word) {
  const joined = word.replace(/-/g, "");
  return entry.text.includes(word) || (joined.length > 2 && entry.joined.includes(` ${joined}`));
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
    // An error in several products has a list of them.
    const [products, productNames] = [0, 1].map((field) => [index.p[at]].flat().map((place) => index.products[place][field]));
    const [status, phase] = index.statuses[index.s[at]];
    const [when, order, others, overdue] = index.whens[index.w[at]];
    const [release, ...further] = index.releases[index.r[at]];
    return {
      id, title: titles[at], products, productNames, status, phase, when, order, overdue, release,
      severity: index.levels[index.l[at]], rank: index.l[at], others: further.map((other, number) => [other, others[number]]),
      affects: index.affects[index.a[at]], changed: index.c[at], helped: index.k[at], platforms: index.platforms[index.o[at]],
      // An id is also found without its hyphens.
      text: plainText(`${id} ${id.replace(/-/g, "")} ${titles[at]} ${productNames.join(" ")} ${words[at]}`),
      joined: joinedWords(plainText(titles[at])), place: at,
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
 * `affects` says whether an error may be in the reader's version.
 */
function search(entries, state, nearOf = () => [], affects = () => true) {
  const typed = plainText(state.find).split(/\s+/).filter(Boolean);
  const fitting = (has) => narrowed(entries, state, (entry) => has(entry) && affects(entry));
  const exact = fitting((entry) => typed.every((term) => hasWord(entry, term)));
  if (exact.found.length || !typed.length) return exact;
  const known = (term) => entries.some((entry) => hasWord(entry, term));
  // In a sentence, words such as "I" and "is" say nothing; they also occur inside other words.
  const telling = typed.filter((term) => typed.length < SENTENCE || term.length > 2).slice(0, MOST_TERMS);
  const terms = telling.map((term) => (known(term) ? [term] : nearOf(term)));
  const had = new Map();
  const half = fitting((entry) => {
    had.set(entry, terms.filter((words) => words.some((word) => hasWord(entry, word))).length);
    return had.get(entry) * 2 > terms.length;
  });
  if (!half.found.length) return exact;
  const best = half.found.reduce((most, entry) => Math.max(most, had.get(entry)), 0);
  const nearest = best === typed.length ? "near" : "most";
  if (half.found.every((entry) => had.get(entry) === best)) return { ...half, nearest };
  return { ...fitting((entry) => had.get(entry) >= best), nearest };
}

/** Return the values that an entry has in a facet: platforms, releases of all its corrections; its phase and what includes it. */
function valuesOf(entry, facet) {
  const current = entry.phase === "open" || entry.phase === "planned" ? ["current"] : [];
  if (facet === "phase") return [entry.phase, ...current, ...(entry.overdue ? ["overdue"] : [])];
  if (facet === "platform") return entry.platforms;
  if (facet === "product") return entry.products;
  return facet === "release" ? [entry.release, ...entry.others.map(([release]) => release)] : [entry[facet]];
}

/** Return the version of a release, which the index writes as `product/version`; of an entry's further product with its name. */
function versionOf(release, { products, productNames }) {
  const end = release.indexOf("/");
  const place = products.indexOf(release.slice(0, end));
  return (place > 0 ? `${productNames[place]} ` : "") + release.slice(end + 1);
}

/** Return the entries of those that `has` lets pass that match the facets of a state. */
function narrowed(entries, state, has) {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const found = [];
  for (const entry of entries) {
    if (!has(entry)) continue;
    const missed = FACETS.filter((facet) => state[facet] && !valuesOf(entry, facet).includes(state[facet]));
    if (missed.length === 0) found.push(entry);
    for (const facet of FACETS) {
      // A facet counts what each of its values would give, so the value chosen for it does not matter.
      if (missed.length === 0 || (missed.length === 1 && missed[0] === facet)) {
        for (const value of valuesOf(entry, facet)) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
      }
    }
  }
  const order = Object.hasOwn(SORTS, state.sort) ? SORTS[state.sort] : null;
  return { found: order ? found.sort(order) : found, counts };
}

if (typeof module !== "undefined") module.exports = { readState, writeState, dayOf, unpack, search, versionOf };
