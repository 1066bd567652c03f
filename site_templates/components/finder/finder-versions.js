// Finds the releases that a reader means by the version they type, and whether an error is in one of them. Pure.
// Which releases an error affects is decided where the site is built, in generator/model/affected.py.

/** Return a version as it is compared: in lower case, with points for commas, without the `v` of `v12.4`. */
function plainVersion(text) {
  return text.trim().toLowerCase().replace(/\s+/g, " ").replace(/,/g, ".").replace(/^v\.? ?(?=\d)/, "");
}

/** Return the products of the index by id, each with its versions as listed and as they are compared. */
function productVersions(index) {
  return new Map(index.products.map(([id, , listed]) => [id, { listed, plain: listed.map(plainVersion) }]));
}

/** Return whether a version continues another at a part's border: `12.4` and `12 SP1` continue `12`, `120` does not. */
function continues(version, start) {
  if (!version.startsWith(start)) return false;
  const [before, after] = [start.slice(-1), version.charAt(start.length)];
  return ![/\d/, /\p{L}/u].some((kind) => kind.test(before) && kind.test(after));
}

/** Return the places of the versions that are meant: those written so, else those equal to it, else what continues it. */
function meantPlaces({ listed, plain }, typed) {
  const wanted = plainVersion(typed);
  const without = wanted.replace(/(\.0)+$/, "");
  const kinds = [
    (at) => listed[at] === typed.trim(),
    (at) => plain[at] === wanted,
    (at) => continues(plain[at], wanted),
    // 12.4.0 is 12.4, if that is how the product counts.
    (at) => plain[at] === without,
  ];
  for (const kind of wanted ? kinds : []) {
    const places = [...listed.keys()].filter(kind);
    if (places.length) return places;
  }
  return [];
}

/** Return the version that begins most like what was typed, the newest of several; "" if there is none at all. */
function nearestVersion(products, typed) {
  const wanted = plainVersion(typed);
  let [best, length] = ["", -1];
  for (const { listed, plain } of products) {
    plain.forEach((version, at) => {
      let same = 0;
      while (same < wanted.length && wanted[same] === version[same]) same += 1;
      if (same >= length) [best, length] = [listed[at], same];
    });
  }
  return best;
}

/**
 * Return what a typed version means: `affects` says whether an error may be in it. If no product, or not the chosen
 * one, has it, `nearest` is the one that it may have been, and `affects` is true of every error.
 */
function typedVersion(products, typed, chosen) {
  if (!typed.trim()) return { affects: () => true };
  const asked = [...products].filter(([id]) => !chosen || id === chosen);
  const places = new Map(asked.map(([id, product]) => [id, meantPlaces(product, typed)]));
  if (![...places.values()].some((found) => found.length)) {
    return { nearest: nearestVersion(asked.map(([, product]) => product), typed), affects: () => true };
  }
  const known = new Map();
  const affects = ({ products: own, affects: runs }) => {
    const key = `${own} ${runs}`;
    if (!known.has(key)) known.set(key, own.some((id) => (places.get(id) || []).some((place) => inRuns(runsIn(own, runs, id), place))));
    return known.get(key);
  };
  return { affects };
}

/** Return an entry's runs in one of its products: `0-3|*` has those in the first and in the second. */
function runsIn(products, runs, product) {
  return runs.split("|")[products.indexOf(product)];
}

if (typeof module !== "undefined") module.exports = { plainVersion, productVersions, meantPlaces, nearestVersion, typedVersion, runsIn };
