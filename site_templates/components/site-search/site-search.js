// Answers the theme's search box: errors by the finder's search, pages from Pagefind's index, fetched in parts as
// searches need them.
//
// This is a worker, which the theme starts instead of its own if a site has many errors; its address names the finder's
// script. The theme sends {type: 0, data: index} once and {type: 2, data: query} for each query; the worker answers
// {type: 1} and {type: 3, data: {items}}. So the box, its keys and what it says to screen readers remain the theme's.

const MOST = 20;

/** Escape a string for HTML, as the theme puts titles into the page as HTML. */
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Return what was found in the theme's form, groups of one document, the best first: each page once. */
function itemsOf({ found, close, missed }, pages) {
  const lacks = Object.fromEntries(missed.map((word) => [word, false]));
  const item = (location, title, text, terms) => [location, { location, title: escaped(title), text: `<p>${text}</p>`, terms }];
  const errors = new Map(found.slice(0, MOST).map(({ id, title, productNames, when }) =>
    item(`corrections/${id.toLowerCase()}/`, `${id}: ${title}`, escaped(`${productNames.join(", ")} ${when}`), lacks)));
  const texts = pages.map(({ url, meta: { title, id }, excerpt }) => {
    const location = url.slice(1);
    return item(location, id ? `${id}: ${title}` : title, excerpt, errors.has(location) ? lacks : {});
  });
  // A page that has the words is better than an error that only comes close and has no code that was typed; what is in
  // it is better than a date.
  const coded = found.filter((one) => one.coded).map(({ id }) => `corrections/${id.toLowerCase()}/`);
  const first = [...errors].filter(([location]) => coded.includes(location));
  const items = new Map(close ? [...first, ...texts, ...errors, ...texts] : [...errors, ...texts]);
  return [...items.values()].map((one, at) => [{ ...one, score: items.size - at }]);
}

/** Return a function that answers a query with what `load` loads; null if a newer query has come meanwhile. */
function answerer(load) {
  let newest = 0;
  return async (query) => {
    const mine = (newest += 1);
    const text = query.trim();
    if (!text) return { items: [] };
    const { pagefind, find } = await load();
    const { results } = await pagefind.search(text);
    const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    return mine === newest ? { items: itemsOf(find(text), pages) } : null;
  };
}

function serve() {
  importScripts(...location.search.slice(1).split(","));
  const root = new URL("../../", location.href);
  let loading = null;
  async function start() {
    const { entries, alike } = await fetchEntries(new URL("corrections/finder.json", root));
    const pagefind = await import(new URL("search/pagefind/pagefind.js", root));
    await pagefind.options({ basePath: new URL("search/pagefind/", root).href, baseUrl: "/" });
    await pagefind.init();
    return { pagefind, find: (text) => search(entries, { ...readState(""), find: text }, alike) };
  }
  const answer = answerer(() => {
    // A failure is not remembered, so that the next query tries again.
    loading ??= start().catch((error) => { loading = null; throw error; });
    return loading;
  });
  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === 0) postMessage({ type: 1 });
    if (type !== 2) return;
    try {
      const items = await answer(data);
      if (items) postMessage({ type: 3, data: items });
    } catch (error) {
      console.warn(error);
      postMessage({ type: 3, data: { items: [] } });
    }
  });
}

if (globalThis.importScripts) serve();
if (typeof module !== "undefined") module.exports = { escaped, itemsOf, answerer };
