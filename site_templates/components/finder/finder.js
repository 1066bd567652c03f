// Finds errors as you type. The search is in finder-search.js, versions are in finder-versions.js, typing errors in
// finder-near.js, labels in new-labels.js; all text comes from the page. See finder.html.

const ROWS = 25;

function mount(root) {
  const form = root.querySelector("form");
  const results = root.querySelector('[data-part="results"]');
  const groups = document.querySelector("[data-finder-groups]");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const copy = (name) => part(name).content.cloneNode(true);
  let entries = null;
  let alike = null;
  let products = new Map();
  let loading = null;
  let shown = ROWS;
  let only = false;

  function load() {
    loading ??= fetchEntries(root.dataset.index)
      .then((fetched) => {
        ({ entries, alike } = fetched);
        products = productVersions(fetched.index);
        offerVersions();
        part("failed").hidden = true;
      })
      .catch(() => { loading = null; part("failed").hidden = false; });
    return loading;
  }

  function fromForm() {
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  }

  function toForm(state) {
    for (const name of FIELDS) form.elements[name].value = state[name];
    offerVersions();
  }

  /** Offer the versions of the chosen product, or of all, the newest first. */
  function offerVersions() {
    const chosen = form.elements.product.value;
    const offered = [...products].filter(([id]) => !chosen || id === chosen).flatMap(([, { listed }]) => [...listed].reverse());
    part("versions").replaceChildren(...[...new Set(offered)].map((version) => new Option("", version)));
  }

  /** Say that no release has the typed version, and offer the nearest one; say nothing if there is one. */
  function showBadVersion(typed, nearest) {
    const notice = part("bad-version");
    notice.hidden = nearest === undefined;
    if (notice.hidden) return;
    part("bad-version-text").textContent = notice.dataset.text.replace("{version}", typed);
    part("nearest").hidden = !nearest;
    part("nearest").textContent = notice.dataset.nearest.replace("{version}", nearest);
    part("nearest").value = nearest;
  }

  function announce(count, kind = "count", missed = [], besides = []) {
    const say = (name, value) => part(name).content.textContent.replace(/\{\w+\}/, () => value);
    part("count").textContent = say(`${kind}-${count === 1 ? "one" : "other"}`, count);
    if (missed.length) part("count").append(` ${say("missed", missed.join(", "))}`);
    for (const [name, number] of besides) if (number) part("count").append(` ${say(name, number)}`);
  }

  function row(entry) {
    const made = copy("row");
    const slot = filledIn(made, entry, root.dataset.corrections);
    made.firstElementChild.dataset.changed = dayOf(entry.changed);
    if (!entry.helped) slot("helped").remove();
    slot("product").textContent = entry.productNames.join(", ");
    slot("when").classList.toggle("overdue", !!entry.overdue);
    slot("when").append(entry.when || copy(entry.phase === "closed" ? "when-closed" : "when-none"));
    for (const [release, when] of entry.others) {
      const label = slot("release").cloneNode();
      label.textContent = versionOf(release, entry);
      slot("when").parentNode.append(document.createElement("br"), label, ` ${when}`);
    }
    if (entry.release) slot("release").textContent = versionOf(entry.release, entry);
    else slot("release").remove();
    slot("severity").append(root.querySelector(`template[data-severity="${entry.severity}"]`).content.cloneNode(true));
    slot("status").append(root.querySelector(`template[data-status="${entry.status}"]`).content.cloneNode(true));
    return made;
  }

  /** Return how many errors are listed for a version although they are not known in it: kinds with their counts. */
  function besides(found) {
    const closed = found.filter(({ phase }) => phase === "closed");
    const unknown = found.filter(({ phase, affects }) => phase !== "closed" && /^[*]/.test(affects));
    return [["closed", closed.length], ["unknown", unknown.length]];
  }

  function show(result, version = false) {
    const { found, counts, close, missed } = result;
    only = found.length === 1 && !close;
    announce(found.length, close ? "close" : "count", found.length ? missed : [], version ? besides(found) : []);
    for (const facet of FACETS) {
      for (const option of form.elements[facet].options) {
        if (option.value) option.textContent = `${option.dataset.name} (${counts[facet].get(option.value) || 0})`;
      }
    }
    if (!found.length) { results.replaceChildren(copy("empty")); return; }
    const table = copy("table");
    table.querySelector("tbody").append(...found.slice(0, shown).map(row));
    markNew(table);
    labelRows(table);
    results.replaceChildren(table);
    if (found.length > shown) {
      results.append(copy("more"));
      results.querySelector("button").addEventListener("click", () => {
        const next = shown;
        shown += ROWS;
        show(result);
        // The button that had the focus is gone; whoever pressed it wants the rows after those already read.
        results.querySelectorAll("tbody a")[next].focus();
      });
    }
  }

  // Until the index has loaded, and if it never does, the rows already on the page are searched.
  function showFromPage(state) {
    const terms = termsOf(state.find);
    let count = 0;
    for (const line of groups.querySelectorAll("tr[data-error]")) {
      // The text of a label is not part of the error.
      const text = [...line.querySelectorAll("a, .errors__id, td")].map((one) => one.textContent).join(" ").toLowerCase();
      line.hidden = !terms.every((term) => text.includes(term));
      count += !line.hidden;
    }
    announce(count);
  }

  function render(state) {
    const active = Boolean(writeState(state));
    part("clear").hidden = !active;
    const version = typedVersion(products, state.version, state.product);
    showBadVersion(state.version, entries ? version.nearest : undefined);
    results.hidden = !active || !entries;
    only = false;
    groups.hidden = !results.hidden;
    if (!active) {
      part("count").textContent = copy("count-all").textContent;
      for (const line of groups.querySelectorAll("tr[data-error]")) line.hidden = false;
    } else if (entries) {
      show(search(entries, state, alike, version.affects), state.version && version.nearest === undefined);
    } else {
      showFromPage(state);
      load().then(() => { if (entries) render(fromForm()); });
    }
  }

  // Back undoes a choice; typing a word does not add a history entry for each letter.
  function changed(step) {
    shown = ROWS;
    const state = fromForm();
    // An address may be sent, and a case id must not be.
    const query = part("case").hidden ? writeState(state) : "";
    const address = location.pathname + query + location.hash;
    try {
      if (step && query !== location.search) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // Some browsers refuse more than a hundred addresses in half a minute; the results are shown all the same.
    }
    render(state);
  }

  function arrived() {
    toForm(readState(location.search));
    render(fromForm());
  }

  // On a phone the filters are folded away, unless a shared search uses them.
  const narrowed = FIELDS.some((name) => name !== "find" && readState(location.search)[name]);
  part("facets").open = narrowed || matchMedia("(min-width: 45em)").matches;
  form.hidden = false;
  form.addEventListener("focusin", load, { once: true });
  form.addEventListener("input", (event) => {
    if (event.target.name === "product") offerVersions();
    changed(event.target.matches("select"));
  });
  part("nearest").addEventListener("click", (event) => {
    form.elements.version.value = event.target.value;
    form.elements.version.focus();
    changed(true);
  });
  // Enter follows the only exact hit.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await load();
    if (only) results.querySelector("a").click();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    toForm(readState(""));
    changed(true);
    form.elements.find.focus();
  });
  addEventListener("popstate", arrived);
  arrived();
}

if (globalThis.document) {
  for (const [name, start] of Object.entries({ finder: mount, ask: mountAsk, compare: mountCompare })) {
    document.querySelectorAll(`[data-module="${name}"]`).forEach(start);
  }
}
