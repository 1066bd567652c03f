// Compares two releases: what is corrected from one to the other, what is still there, and what is new. It uses the
// finder's index (finder-search.js) and what errors affect (finder-versions.js); all text comes from the page.

const MANY = 25;

/** Return the errors that are only in the first of two releases, in both, and only in the second. */
function compared(entries, product, first, second) {
  const parts = { gained: [], still: [], fresh: [] };
  for (const entry of entries) {
    const runs = entry.products.includes(product) && entry.phase !== "closed" ? runsIn(entry.products, entry.affects, product) : "*";
    if (runs.startsWith("*")) continue;
    const [before, after] = [inRuns(runs, first), inRuns(runs, second)];
    if (before || after) parts[before && after ? "still" : before ? "gained" : "fresh"].push(entry);
  }
  for (const found of Object.values(parts)) found.sort((a, b) => a.rank - b.rank || a.place - b.place);
  return parts;
}

/**
 * Return the two versions that are compared if the reader chooses none: theirs and the newest of its branch or of all
 * or, if that is theirs, the last two.
 */
function pairOf([product, , versions, branches = {}], mine) {
  const own = versions.filter((version) => mine.includes(`${product}/${version}`)).at(-1);
  const [before, newest] = versions.slice(-2);
  const later = [versions.filter((version) => branches[version] === branches[own]).at(-1), newest].find((version) => version !== own);
  return own && later ? [own, later] : [before, newest];
}

/** Return under which heading a version is offered: its branch or, of many without branches, its first number. */
function headingOf(version, [, , versions, branches, names]) {
  if (branches) return names[branches[version]] ?? "";
  return versions.length > MANY ? version.match(/^\D*\d+/)?.[0] ?? "" : "";
}

function mountCompare(root) {
  const form = root.querySelector("form");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const fields = ["product", "from", "to"];
  let entries = null;
  let products = null;

  function fill(select, values, chosen) {
    const groups = new Map([["", select]]);
    select.replaceChildren();
    for (const [value, name, label = ""] of values) {
      if (!groups.has(label)) {
        groups.set(label, Object.assign(document.createElement("optgroup"), { label }));
        select.append(groups.get(label));
      }
      groups.get(label).append(new Option(name, value));
    }
    if (values.some(([value]) => value === chosen)) select.value = chosen;
  }

  /** Offer a product's versions, the newest first. */
  function offer(from, to) {
    const product = products.get(form.elements.product.value);
    const versions = [...product[2]].reverse().map((version) => [version, version, headingOf(version, product)]);
    const [first, second] = pairOf(product, myVersions());
    fill(form.elements.from, versions, from ?? first);
    fill(form.elements.to, versions, to ?? second);
  }

  function line(entry) {
    const made = part("line").content.firstElementChild.cloneNode(true);
    const slot = filledIn(made, entry, root.dataset.corrections);
    slot("severity").append(root.querySelector(`template[data-severity="${entry.severity}"]`).content.cloneNode(true));
    return made;
  }

  function show() {
    const versions = products.get(form.elements.product.value)[2];
    const [first, second] = ["from", "to"].map((name) => versions.indexOf(form.elements[name].value));
    const parts = compared(entries, form.elements.product.value, first, second);
    for (const [name, found] of Object.entries(parts)) {
      const section = part(name);
      section.querySelector('[data-slot="count"]').textContent = `(${found.length})`;
      section.querySelector("ul").replaceChildren(...found.map(line));
      section.querySelector('[data-slot="none"]').hidden = found.length > 0;
    }
    part("result").hidden = false;
  }

  function changed(event) {
    if (event.target.name === "product") offer();
    const chosen = new URLSearchParams(fields.map((name) => [name, form.elements[name].value]));
    history.replaceState(null, "", `?${chosen}`);
    show();
  }

  fetchEntries(root.dataset.index)
    .then(({ index, entries: all }) => {
      const given = new URLSearchParams(location.search);
      entries = all;
      products = new Map(index.products.filter(([, , versions]) => versions.length > 1).map((product) => [product[0], product]));
      if (!products.size) { part("empty").hidden = false; return; }
      const own = myVersions().map((one) => one.split("/")[0]).find((product) => products.has(product));
      fill(form.elements.product, [...products.values()].map(([id, name]) => [id, name]), given.get("product") ?? own);
      const same = form.elements.product.value === given.get("product");
      offer(same ? given.get("from") ?? undefined : undefined, same ? given.get("to") ?? undefined : undefined);
      form.hidden = false;
      form.addEventListener("input", changed);
      form.addEventListener("submit", (event) => event.preventDefault());
      show();
    })
    .catch(() => { part("failed").hidden = false; });
}

if (typeof module !== "undefined") module.exports = { compared, pairOf, headingOf };
