// Finds the releases that a reader means by the version they type, and whether an error is in one of them. Pure.
// Which releases an error affects is decided where the site is built, in generator/model/affected.py.

/**
 * Return a version as it is compared: its numbers and words with points between, in lower case, without the `v` of
 * `v12.4`, the `x` of `12.x`, and zeros before a number.
 */
function plainVersion(text) {
  const parts = text.normalize("NFKC").toLowerCase().replace(/\.x$/, "").match(/\d+|[\p{L}\p{M}]+/gu) || [];
  return parts.join(".").replace(/^v\.(?=\d)/, "").replace(/\b0+(?=\d)/g, "");
}

/** Return the products of the index by id, each with its versions as listed and as they are compared. */
function productVersions(index) {
  return new Map(index.products.map(([id, , listed]) => [id, { listed, plain: listed.map(plainVersion) }]));
}

/** Return the places of the versions that are meant: those written so, else those equal to it, else what continues it. */
function meantPlaces({ listed, plain }, typed) {
  const wanted = plainVersion(typed);
  const without = wanted.replace(/(\.0)+$/, "");
  const kinds = [
    (at) => listed[at] === typed.trim(),
    (at) => wanted && plain[at] === wanted,
    // 12.4 and 12 SP1 continue 12.
    (at) => wanted && plain[at].startsWith(`${wanted}.`),
    // 12.4.0 is 12.4, if that is how the product counts.
    (at) => wanted && plain[at] === without,
  ];
  for (const kind of kinds) {
    const places = [...listed.keys()].filter(kind);
    if (places.length) return places;
  }
  return [];
}

/**
 * Return the version that begins most like what was typed, without the name of `Tool 12.4`, the newest of several; "" if
 * there is none at all.
 */
function nearestVersion(products, typed) {
  // With its end, 12.4 is more like 12.4.1 than 12.40 is, and most like itself.
  const ended = (version) => `${version}. `;
  const wanted = ended(plainVersion(typed.replace(/^\D*\p{L}{4}\W+(?=\S*\d)/u, "")));
  let [best, length] = ["", -1];
  for (const { listed, plain } of products) {
    plain.forEach((version, at) => {
      let same = 0;
      while (same < wanted.length && wanted[same] === ended(version)[same]) same += 1;
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
