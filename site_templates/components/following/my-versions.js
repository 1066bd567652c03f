// Labels errors that affect a release which the reader uses. All text comes from the page; see my-versions.html.

/**
 * Return which of the reader's releases an error of the finder's index affects, by the release that corrects it in
 * their branch: pairs of that release (undefined if none is named), and the versions. Nothing if that is not known.
 */
function affectedOf(index, at, mine) {
  // An error in several products has a list of them.
  const runs = index.affects[index.a[at]].split("|");
  return [index.p[at]].flat().flatMap((number, nth) => affectedIn(index, at, mine, index.products[number], runs[nth]));
}

/** Return the same of one of its products. */
function affectedIn(index, at, mine, [product, , versions, branches = {}], runs) {
  const corrections = index.releases[index.r[at]].filter((one) => one.startsWith(`${product}/`)).map(versionIn);
  const found = new Map();
  if (runs.startsWith("*") || index.statuses[index.s[at]][1] === "closed") return [];
  for (const [place, version] of versions.entries()) {
    if (!mine.includes(`${product}/${version}`) || !inRuns(runs, place)) continue;
    const correction = corrections.find((one) => branches[one] === branches[version]);
    found.set(correction, [...(found.get(correction) ?? []), version]);
  }
  return [...found].map(([correction, affected]) => [correction, affected, versions.includes(correction)]);
}

/** Put a label after a place; nothing if there are no sentences. */
function label(place, sentences) {
  if (!sentences.length) return;
  const made = document.createElement("span");
  made.className = "my-version";
  made.classList.toggle("my-version--several", sentences.length > 1);
  made.textContent = sentences.join("\n");
  place.append(" ", made);
}

/** Label the rows inside `place` whose errors affect the reader; the index is only fetched for who uses a release. */
async function labelRows(place) {
  const page = document.querySelector("template[data-affects]")?.dataset;
  const rows = [...place.querySelectorAll("[data-changed]")];
  const mine = myVersions();
  if (!page || !rows.length || !mine.length) return;
  const index = await fetchIndex(page.index).catch(() => null);
  const places = new Map(index?.id.split("\n").map((id, at) => [new URL(`${page.corrections}${id.toLowerCase()}/`, location.href).pathname, at]));
  for (const row of rows) {
    const at = places.get(row.querySelector("a").pathname);
    if (at === undefined) continue;
    label(row.querySelector("th") ?? row, affectedOf(index, at, mine).map(([correction, versions, out]) => {
      const sentence = correction ? page[out ? "corrected" : "planned"] : page.affects;
      return sentence.replace("{version}", versions.join(", ")).replace("{release}", correction);
    }));
  }
}

/** Return what the page of an error says to the reader: it carries sentences, by product, with what they are about. */
function saidOf(affected, mine) {
  return affected.split("\n\n").flatMap((paragraph) => {
    const [[product, others], ...lines] = paragraph.split("\n").map((line) => line.split("\t"));
    const own = mine.filter((one) => one.startsWith(`${product}/`)).map(versionIn);
    const about = lines.map(([sentence, ...versions]) => [sentence, own.filter((one) => versions.includes(one))]);
    const shown = about.some(([, versions]) => versions.length) ? about : [[others, own]];
    return shown.filter(([, versions]) => versions.length).map(([sentence, versions]) => sentence.replace("{version}", versions.join(", ")));
  });
}

/** Make a button, of the page of a release, keep that the reader uses it. */
function mountVersion(button) {
  const { release } = button.dataset;
  const show = () => button.setAttribute("aria-pressed", myVersions().includes(release));
  button.addEventListener("click", () => { useVersion(release, !myVersions().includes(release)); show(); });
  addEventListener("storage", show);
  button.hidden = !storeWorks();
  show();
}

if (typeof module !== "undefined") module.exports = { affectedOf };
