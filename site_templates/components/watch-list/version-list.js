// The list of releases that the reader uses, and the form that adds one. Releases that are no longer listed are
// forgotten, and the list says so.

function mountVersions(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const { product, version } = part("form").elements;
  let products = new Map();

  function load() {
    return fetchIndex(root.dataset.index).then((index) => {
      products = new Map(index.products.map(([id, name, versions]) => [id, { name, versions }]));
    });
  }

  function item(release, known) {
    const made = part("release").content.firstElementChild.cloneNode(true);
    const [id] = release.split("/", 1);
    const name = `${products.get(id)?.name ?? id} ${versionIn(release)}`;
    const button = made.querySelector("button");
    made.querySelector("span").textContent = name;
    made.querySelector("small").hidden = known;
    button.hidden = !known;
    button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    button.addEventListener("click", () => { useVersion(release, false); show(); part("heading").focus(); });
    if (!known) useVersion(release, false);
    return made;
  }

  async function show() {
    const mine = myVersions();
    if (mine.length && !await load().then(() => true, () => false)) return;
    const known = (release) => products.get(release.split("/", 1)[0])?.versions.includes(versionIn(release));
    part("releases").replaceChildren(...mine.map((release) => item(release, known(release))));
  }

  product.addEventListener("input", async () => {
    await load().catch(() => {});
    const versions = products.get(product.value)?.versions ?? [];
    version.replaceChildren(...[...versions].reverse().map((one) => new Option(one)));
  });
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (version.value) useVersion(`${product.value}/${version.value}`, true);
    show();
  });
  root.hidden = !storeWorks();
  addEventListener("storage", show);
  show();
}
