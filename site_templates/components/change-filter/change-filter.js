// On the pages of changes: shows only those of a product, a severity and a kind. The choice is in the address, and goes
// along to the further pages.

/** Return whether an entry has everything that is chosen; an entry may be of several products. */
function isChosen(entry, chosen) {
  return chosen.every(([name, value]) => !value || (entry[name] ?? "").split(" ").includes(value));
}

function mount(root) {
  const given = new URLSearchParams(location.search);
  const entries = [...document.querySelectorAll(".change-list>li")];
  const count = root.querySelector("[data-part=count]");
  const everything = count.textContent;
  const links = [...document.querySelectorAll(".pager a")];
  for (const select of root.querySelectorAll("select")) {
    select.value = given.get(select.name) ?? "";
    // What is not among the options would leave the field empty.
    if (select.selectedIndex < 0) select.value = "";
  }
  const update = () => {
    const chosen = [...new FormData(root)].filter(([, value]) => value);
    const query = chosen.length ? `?${new URLSearchParams(chosen)}` : "";
    for (const entry of entries) entry.hidden = !isChosen(entry.dataset, chosen);
    for (const day of document.querySelectorAll(".change-list")) {
      day.hidden = day.previousElementSibling.hidden = !day.querySelector("li:not([hidden])");
    }
    const shown = entries.filter((entry) => !entry.hidden).length;
    const text = shown ? count.dataset.text : count.dataset.none;
    count.textContent = query ? text.replace("{shown}", shown).replace("{count}", entries.length) : everything;
    root.querySelector("button").hidden = !query;
    for (const link of links) link.search = query;
    return location.pathname + query + location.hash;
  };
  const change = () => history.replaceState(null, "", update());
  root.addEventListener("change", change);
  // A form is empty only after its event.
  root.addEventListener("reset", () => setTimeout(change));
  root.addEventListener("submit", (event) => event.preventDefault());
  update();
  root.hidden = false;
}

globalThis.document?.querySelectorAll('[data-module="change-filter"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { isChosen };
