// Which errors the reader follows, kept in this browser only: a Map from an error's id to the number of steps seen.

const FOLLOWING = "corrigenda.following";
const MOST_FOLLOWED = 500;
const ERROR_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** Return what is followed by what is stored. Invalid entries are dropped. */
function parseFollowing(kept) {
  const pairs = Object.entries(kept ?? {});
  return new Map(pairs.filter(([id, steps]) => ERROR_ID.test(id) && Number.isInteger(steps) && steps >= 0).slice(0, MOST_FOLLOWED));
}

/** Return what is followed; nothing if the browser's storage is empty or denied. */
function followed() {
  return parseFollowing(stored(FOLLOWING));
}

/** Change what is followed; return whether the browser stored it. */
function changeFollowed(edit) {
  const following = followed();
  edit(following);
  return store(FOLLOWING, Object.fromEntries(following));
}

if (globalThis.document) {
  for (const place of document.querySelectorAll("[data-affected]")) label(place, saidOf(place.dataset.affected, myVersions()));
  document.querySelectorAll("button[data-release]").forEach(mountVersion);
  labelRows(document);
  markNew(document);
  for (const place of document.querySelectorAll("[data-following]")) {
    const count = followed().size;
    if (!count) continue;
    place.textContent = ` (${count})`;
    place.closest("[hidden]")?.removeAttribute("hidden");
  }
}
if (typeof module !== "undefined") module.exports = { FOLLOWING, MOST_FOLLOWED, ERROR_ID, parseFollowing };
