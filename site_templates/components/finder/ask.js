// Answers what was typed into the box of the home page, below it: a case id by the look-up, anything else by the finder.
// Both work in the browser, so nothing is sent. All text comes from the page. See ask.html.

const FIRST = 5;

function mountAsk(root) {
  const form = root.querySelector("form");
  const input = form.elements.find;
  const place = root.querySelector(".ask__answer");
  const part = (name) => root.querySelector(`[data-part="${name}"]`).content;
  const copy = (name) => part(name).cloneNode(true);
  let loading = null;
  let asked = 0;

  function load() {
    loading ??= fetchEntries(root.dataset.index).catch((failure) => { loading = null; throw failure; });
    return loading;
  }

  function result(entry) {
    const { release, when, overdue } = entry;
    const made = copy("result");
    const slot = filledIn(made, entry, root.dataset.corrections);
    slot("when").textContent = [release && versionOf(release, entry), when].filter(Boolean).join(" · ")
      || part(entry.phase === "closed" ? "when-closed" : "when-none").textContent;
    if (overdue) slot("when").className = "overdue";
    return made;
  }

  /** Return a line that leads to what affects a release, if the text is one, with or without its product's name. */
  function ofRelease(text, index) {
    const isNamed = ([, name]) => text.toLowerCase().startsWith(`${name.toLowerCase()} `);
    const [product, name] = index.products.find(isNamed) || ["", ""];
    const version = text.slice(name.length).trim();
    if (!version || typedVersion(productVersions(index), version, product).nearest !== undefined) return null;
    const made = copy("release");
    const link = made.querySelector("a");
    link.textContent = link.textContent.replace("{version}", () => text);
    link.href = root.dataset.corrections + writeState({ ...readState(""), product, version });
    return made;
  }

  async function ofWords(text) {
    const { index, entries, alike } = await load();
    const release = ofRelease(text, index);
    if (release) return [release];
    const state = { ...readState(""), find: text };
    const { found } = search(entries, state, alike);
    if (!found.length) return [copy("none")];
    const made = copy("results");
    made.querySelector("ul").append(...found.slice(0, FIRST).map(result));
    const all = made.querySelector('[data-slot="all"]');
    all.textContent = part(`all-${found.length === 1 ? "one" : "other"}`).textContent.replace("{count}", found.length);
    all.href = root.dataset.corrections + writeState(state);
    return [made];
  }

  async function answersTo(text) {
    if (!text) return [copy("nothing")];
    // Without a pattern, any words could be a case id, so they are searched for if there is no such case.
    const looked = root.dataset.salt && casesIn(text, root.dataset).length ? await lookUp(text, root.dataset) : [];
    if (looked.some(({ answer }) => answer === "found") || (root.dataset.pattern && looked.length)) {
      return looked.map((one) => filled(root, one));
    }
    return ofWords(text);
  }

  async function answer() {
    const mine = (asked += 1);
    const made = await answersTo(input.value.trim()).catch(() => [copy("broken")]);
    if (mine === asked) place.replaceChildren(...made);
  }

  form.hidden = false;
  form.addEventListener("focusin", () => { load().catch(() => {}); }, { once: true });
  form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
}
