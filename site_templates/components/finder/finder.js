// Finds errors as you type. Pure functions first; the component below them touches the page. All words are the page's.

const FACETS = ["product", "phase", "severity", "release"];
const FIELDS = ["q", ...FACETS, "version", "sort"];
const ROWS = 50;

/** Read the finder's state from a query string; unknown fields are left out, long ones cut. */
function readState(query) {
  const given = new URLSearchParams(query);
  return Object.fromEntries(FIELDS.map((name) => [name, (given.get(name) || "").slice(0, 200)]));
}

/** Give the query string of a state, fields in a fixed order; empty for the state in which nothing is chosen. */
function writeState(state) {
  const pairs = FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]);
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

/** Give a version as four numbers, or null if the text is none; as generator/model/versions.py does. */
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

/** Say whether a version lies in a range such as `>=12.0 <12.5 || 13`; an empty range is not known, so it may. */
function holds(range, version) {
  if (!range) return true;
  return range.split("||").some((group) =>
    [...group.matchAll(/(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)*)/g)].every(([, operator, bound]) => {
      const order = compare(version, versionKey(bound));
      return { ">=": order >= 0, "<=": order <= 0, ">": order > 0, "<": order < 0 }[operator] ?? order === 0;
    }),
  );
}

/** Turn the fetched index into entries that can be searched, in the order they are shown in unless another is chosen. */
function unpack(index) {
  const ids = index.id ? index.id.split("\n") : [];
  const titles = index.title.split("\n");
  const words = index.words.split("\n");
  const entries = ids.map((id, at) => {
    const [product, productName] = index.products[index.p[at]];
    const [status, phase] = index.statuses[index.s[at]];
    const [when, order] = index.whens[index.w[at]];
    return {
      id, title: titles[at], product, productName, status, phase, when, order,
      severity: index.levels[index.l[at]], rank: index.l[at], release: index.releases[index.r[at]],
      affects: index.affects[index.a[at]], changed: index.c[at],
      text: `${id} ${titles[at]} ${productName} ${words[at]}`.toLowerCase(), place: at,
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

/** Give the entries that fit a state, sorted, and for each facet how many would fit with each of its values. */
function search(entries, state) {
  const terms = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const version = state.version ? versionKey(state.version.trim()) : null;
  const ranges = new Map();
  const affects = (range) => {
    if (!ranges.has(range)) ranges.set(range, holds(range, version));
    return ranges.get(range);
  };
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const found = [];
  for (const entry of entries) {
    if (!terms.every((term) => entry.text.includes(term)) || (version && !affects(entry.affects))) continue;
    const missed = FACETS.filter((facet) => state[facet] && entry[facet] !== state[facet]);
    if (missed.length === 0) found.push(entry);
    for (const facet of FACETS) {
      // A facet counts what choosing another of its values would give, so its own choice does not matter.
      if (missed.length === 0 || (missed.length === 1 && missed[0] === facet)) {
        counts[facet].set(entry[facet], (counts[facet].get(entry[facet]) || 0) + 1);
      }
    }
  }
  const order = Object.hasOwn(SORTS, state.sort) ? SORTS[state.sort] : null;
  return { found: order ? found.sort(order) : found, counts };
}

function mount(root) {
  const form = root.querySelector("form");
  const results = root.querySelector('[data-part="results"]');
  const groups = document.querySelector("[data-finder-groups]");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const copy = (name) => part(name).content.cloneNode(true);
  let entries = null;
  let loading = null;
  let shown = ROWS;

  function load() {
    loading ??= fetch(root.dataset.index)
      .then((response) => { if (!response.ok) throw new Error(response.status); return response.json(); })
      .then((index) => { entries = unpack(index); part("failed").hidden = true; })
      .catch(() => { loading = null; part("failed").hidden = false; });
    return loading;
  }

  function fromForm() {
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  }

  function toForm(state) {
    for (const name of FIELDS) form.elements[name].value = state[name];
  }

  function announce(count) {
    const words = part(count === 1 ? "count-one" : "count-other").content.textContent;
    part("count").textContent = words.replace("{count}", count);
  }

  function row(entry) {
    const made = copy("row");
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    slot("title").textContent = entry.title;
    slot("title").href = `${root.dataset.corrections}${entry.id.toLowerCase()}/`;
    slot("id").textContent = entry.id;
    slot("product").textContent = entry.productName;
    slot("when").textContent = [entry.when, entry.release.split("/")[1]].filter(Boolean).join(" · ");
    slot("severity").append(root.querySelector(`template[data-severity="${entry.severity}"]`).content.cloneNode(true));
    slot("status").append(root.querySelector(`template[data-status="${entry.status}"]`).content.cloneNode(true));
    return made;
  }

  function show({ found, counts }) {
    announce(found.length);
    for (const facet of FACETS) {
      for (const option of form.elements[facet].options) {
        if (option.value) option.textContent = `${option.dataset.name} (${counts[facet].get(option.value) || 0})`;
      }
    }
    if (!found.length) { results.replaceChildren(copy("empty")); return; }
    const table = copy("table");
    table.querySelector("tbody").append(...found.slice(0, shown).map(row));
    results.replaceChildren(table);
    if (found.length > shown) {
      results.append(part("more").content.cloneNode(true));
      results.querySelector("button").addEventListener("click", () => { shown += ROWS; show({ found, counts }); });
    }
  }

  // Until the index is here, and if it never comes, what the page already shows is searched.
  function showFromPage(state) {
    const terms = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const line of groups.querySelectorAll("tr[data-error]")) {
      line.hidden = !terms.every((term) => line.textContent.toLowerCase().includes(term));
      count += line.hidden ? 0 : 1;
    }
    announce(count);
  }

  function render(state) {
    const active = Boolean(writeState(state));
    part("clear").hidden = !active;
    part("bad-version").hidden = !state.version || versionKey(state.version) !== null;
    results.hidden = !active || !entries;
    groups.hidden = active && Boolean(entries);
    if (!active) {
      part("count").textContent = "";
      for (const line of groups.querySelectorAll("tr[data-error]")) line.hidden = false;
    } else if (entries) {
      show(search(entries, state));
    } else {
      showFromPage(state);
      load().then(() => { if (entries) render(fromForm()); });
    }
  }

  // A choice is a step that Back takes back; a word being typed is not a step for each letter.
  function changed(step) {
    shown = ROWS;
    const state = fromForm();
    const address = location.pathname + writeState(state) + location.hash;
    if (step && writeState(state) !== location.search) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    render(state);
  }

  function arrived() {
    const state = readState(location.search);
    toForm(state);
    render(fromForm());
  }

  // On a phone what narrows the search is folded away, unless a shared search uses it.
  const narrowed = FACETS.some((facet) => readState(location.search)[facet]);
  part("facets").open = narrowed || matchMedia("(min-width: 45em)").matches;
  form.hidden = false;
  form.addEventListener("focusin", load, { once: true });
  form.addEventListener("input", (event) => changed(event.target.matches("select")));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    toForm(readState(""));
    changed(true);
    form.elements.q.focus();
  });
  addEventListener("popstate", arrived);
  arrived();
}

if (typeof document !== "undefined") document.querySelectorAll('[data-module="finder"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { readState, writeState, versionKey, holds, unpack, search };
