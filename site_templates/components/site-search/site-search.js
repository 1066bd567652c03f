// Answers the theme's search box from Pagefind's index, fetched in parts as searches need them.
//
// This is a worker, which the theme starts instead of its own if a site has many errors. The theme sends
// {type: 0, data: index} once and {type: 2, data: query} for each query; the worker answers {type: 1} and
// {type: 3, data: {items}}. So the box, its keys and what it says to screen readers remain the theme's.

const MOST = 20;

/** Escape a string for HTML, as the theme puts titles into the page as HTML. */
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Remove the operators of the theme's own search (`+`, `*`, `~`, `^`, `:`) from a query; hyphens belong to ids. */
function plainQuery(query) {
  return query.replace(/[+*~^:"]+/g, " ").replace(/\s+/g, " ").trim();
}

/** Return a result of Pagefind in the theme's form: a group of one document, with an address below the site's root. */
function item(found, score) {
  const { title = "", id } = found.meta;
  return [{
    location: found.url.replace(/^\/+/, ""),
    title: escaped(id ? `${id}: ${title}` : title),
    text: `<p>${found.excerpt}</p>`,
    score,
    terms: {},
  }];
}

/** Put the page whose id the query names before those that mention the id; the rest keeps Pagefind's order. */
function namedFirst(found, query) {
  const words = query.toLowerCase().split(" ");
  const named = (one) => Boolean(one.meta.id) && words.includes(one.meta.id.toLowerCase());
  return [...found.filter(named), ...found.filter((one) => !named(one))];
}

/** Return a function that answers a query, loading Pagefind with `load`; null if a newer query has come meanwhile. */
function answerer(load) {
  let newest = 0;
  return async (query) => {
    newest += 1;
    const mine = newest;
    const text = plainQuery(query);
    if (!text) return { items: [] };
    const pagefind = await load();
    if (mine !== newest) return null;
    const { results } = await pagefind.search(text);
    const found = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
    if (mine !== newest) return null;
    return { items: namedFirst(found, text).map((one, at) => item(one, found.length - at)) };
  };
}

function serve(scope) {
  const root = new URL("../../", scope.location.href);
  let loading = null;
  async function start() {
    const pagefind = await import(new URL("search/pagefind/pagefind.js", root).href);
    await pagefind.options({ basePath: new URL("search/pagefind/", root).href, baseUrl: "/" });
    await pagefind.init();
    return pagefind;
  }
  function load() {
    // A failure is not remembered, so that the next query tries again.
    loading ??= start().catch((error) => { loading = null; throw error; });
    return loading;
  }
  const answer = answerer(load);
  scope.addEventListener("message", async ({ data: message }) => {
    if (message.type === 0) scope.postMessage({ type: 1 });
    if (message.type !== 2) return;
    try {
      const data = await answer(message.data);
      if (data) scope.postMessage({ type: 3, data });
    } catch (error) {
      console.warn("search:", error);
      scope.postMessage({ type: 3, data: { items: [] } });
    }
  });
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) serve(self);
if (typeof module !== "undefined") module.exports = { escaped, plainQuery, item, namedFirst, answerer };
