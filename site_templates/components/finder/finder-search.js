// The finder's search: its state in the address, the index, and the search itself. Pure.

const FACETS = ["product", "phase", "severity", "release", "platform"];
// Not "q": that would make the theme open its own search box over the page.
const FIELDS = ["find", ...FACETS, "version", "sort"];

const SENTENCE = 4;
const MOST_TERMS = 10;
const RARE = 0.1;

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

/** Return a text as it is compared: in lower case, not in full width, with one kind of hyphen for all that look like it. */
function plainText(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-");
}

/** Return the pairs of neighbouring words of a text, each joined after a space: ` smartcard 4gb wifi`. */
function joinedWords(text) {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.slice(1).map((word, at) => ` ${words[at]}${word}`).join("");
}

/** Return how well a word fits an entry: 5 as its id, 4 in its title, 3 elsewhere in it, 0 if it is not in it. */
function fitOf({ id, text, head, joined }, word) {
  const at = text.indexOf(word);
  if (at >= 0) return (at === 0 || at === id.length + 1) && text[at + word.length] === " " ? 5 : at < head ? 4 : 3;
  const plain = word.replace(/-/g, "");
  if (plain.length < 3) return 0;
  // The title has it as two words, or it was typed as two.
  return joined.includes(` ${plain}`) ? 4 : plain !== word && text.includes(plain) ? 3 : 0;
}

/** Return a day of the index (the first day of the year 1 is 1) as pages write it for scripts: `2026-11-25`. */
function dayOf(ordinal) {
  return new Date((ordinal - 719163) * 86400000).toISOString().slice(0, 10);
}

/** Turn the fetched index into searchable entries, in the order in which they are shown unless another is chosen. */
function unpack(index) {
  const ids = index.id.split("\n").filter(Boolean);
  const titles = index.title.split("\n");
  const words = index.words.split("\n");
  const entries = ids.map((id, at) => {
    // An error in several products has a list of them.
    const [products, productNames] = [0, 1].map((field) => [index.p[at]].flat().map((place) => index.products[place][field]));
    const [status, phase] = index.statuses[index.s[at]];
    const [when, order, others, overdue] = index.whens[index.w[at]];
    const [release, ...further] = index.releases[index.r[at]];
    const title = plainText(titles[at]);
    return {
      id, title: titles[at], products, productNames, status, phase, when, order, overdue, release,
      severity: index.levels[index.l[at]], rank: index.l[at], others: further.map((other, number) => [other, others[number]]),
      affects: index.affects[index.a[at]], changed: index.c[at], helped: index.k[at], platforms: index.platforms[index.o[at]],
      // An id is also found without its hyphens; `head` is where the title ends.
      text: plainText(`${id} ${id.replace(/-/g, "")} ${title} ${productNames.join(" ")} ${words[at]}`),
      head: 2 * id.length + title.length,
      joined: joinedWords(title), place: at,
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

/** Return the words of a search as they are compared, without the marks around them. */
function termsOf(find) {
  const typed = plainText(find).split(/\s+/).filter(Boolean);
  // In a sentence, words such as "I" and "is" say nothing; they also occur inside other words.
  return typed.filter((term) => typed.length < SENTENCE || term.length > 2 || /\d/.test(term)).slice(0, MOST_TERMS)
    .map((term) => term.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || term);
}

/**
 * Return the entries that match a state, sorted; for each facet how many would match with each of its values; and the
 * words that none of them has, as `missed`; `close` says that nothing has exactly the words, and an entry is `coded` if
 * it has a rare word with a digit, as a code has. `affects` says whether an error may be in the reader's version. Unless
 * an order is chosen, they are ranked by words:
 * 1. A word counts most as the error's id, then in the title, then elsewhere, then as a word like it: another form, or,
 *    if no error has it, what it may have been mistyped from (`alike`).
 * 2. The fewer errors have a word, the more it counts.
 * 3. If errors have all the words, only they are shown;
 * 4. else those with half of the words or a rare one, down to half of what the best one has.
 */
function search(entries, state, alike = () => [], affects = () => true) {
  const terms = termsOf(state.find);
  let guessed = false;
  for (const entry of entries) Object.assign(entry, { had: [], rare: false, coded: false, score: 0 });
  for (const term of terms) {
    let fits = entries.map((entry) => fitOf(entry, term));
    const known = fits.some(Boolean);
    guessed ||= !known;
    const others = alike(term, known);
    if (others.length) fits = fits.map((fit, at) => fit || (others.some((word) => entries[at].text.includes(word)) ? 2 : 0));
    const count = fits.filter(Boolean).length;
    entries.forEach((entry, at) => {
      if (!fits[at]) return;
      entry.had.push(term);
      const rare = count <= Math.max(1, entries.length * RARE);
      entry.rare ||= rare;
      entry.coded ||= rare && fits[at] > 2 && /\d/.test(term);
      entry.score += fits[at] * Math.log(1 + entries.length / count);
    });
  }
  const fitting = (has, close) => {
    const result = narrowed(entries, state, (entry) => has(entry) && affects(entry));
    return { ...result, close, missed: terms.filter((term) => !result.found.some(({ had }) => had.includes(term))) };
  };
  const all = fitting(({ had }) => had.length === terms.length, guessed);
  if (all.found.length) return all;
  const some = ({ had, rare }) => had.length * 2 >= terms.length || rare;
  const best = Math.max(0, ...fitting(some).found.map(({ score }) => score));
  return best ? fitting((entry) => some(entry) && entry.score * 2 >= best, true) : { ...all, close: false };
}

/** Return the values that an entry has in a facet: platforms, releases of all its corrections; its phase and what includes it. */
function valuesOf(entry, facet) {
  const current = ["open", "planned"].includes(entry.phase) ? ["current"] : [];
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

/** Return the entries that `has` lets pass and that match the facets of a state, sorted as chosen, or by their score. */
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
  const order = Object.hasOwn(SORTS, state.sort) ? SORTS[state.sort] : (a, b) => b.score - a.score;
  return { found: found.sort(order), counts };
}

if (typeof module !== "undefined") module.exports = { readState, writeState, dayOf, unpack, search, versionOf };
