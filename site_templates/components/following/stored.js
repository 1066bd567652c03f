// What this browser keeps for its reader, and the finder's index: for all scripts that use either.

const VERSIONS = "corrigenda.versions";
const PROBE = "corrigenda.probe";
const MOST_VERSIONS = 100;

/** Return a stored value; null if there is none, it cannot be read, or the browser denies storage. */
function stored(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

/** Store a value; return whether the browser did. */
function store(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
}

/** Return whether this browser stores anything for the site. */
function storeWorks() {
  const works = store(PROBE, 1);
  if (works) localStorage.removeItem(PROBE);
  return works;
}

/** Return the releases that the reader uses, as the finder's index writes them: `product/version`. */
function myVersions() {
  const found = stored(VERSIONS);
  return Array.isArray(found) ? found.filter((one) => typeof one === "string" && one.includes("/")).slice(0, MOST_VERSIONS) : [];
}

/** Add a release to those that the reader uses, or remove it; return whether the browser stored it. */
function useVersion(release, used) {
  const others = myVersions().filter((one) => one !== release);
  return store(VERSIONS, used ? [...others, release] : others);
}

/** Fetch the finder's index, once a page; it fails if there is none, and is then fetched again when it is asked for. */
function fetchIndex(address) {
  fetchIndex.fetched ??= fetch(address)
    .then((response) => { if (!response.ok) throw new Error(response.status); return response.json(); })
    .catch((failure) => { fetchIndex.fetched = null; throw failure; });
  return fetchIndex.fetched;
}

/** Return the version of a release, which the index writes as `product/version`. */
function versionIn(release) {
  return release.slice(release.indexOf("/") + 1);
}

/** Return whether a place is in runs such as `0-3,5`; in `*`, it is not known, so it may be, or only those of `*0-3`. */
function inRuns(runs, place) {
  if (runs === "*") return true;
  return runs.replace("*", "").split(",").some((run) => {
    const [first, last = first] = run.split("-");
    return run !== "" && Number(first) <= place && place <= Number(last);
  });
}

if (typeof module !== "undefined") module.exports = { stored, store, myVersions, useVersion, versionIn, inRuns };
