// Which errors the reader follows, kept in this browser only: a Map from an error's id to the number of steps seen.

const FOLLOWING = "corrigenda.following";
const MOST_FOLLOWED = 500;
const ERROR_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** Read what is followed from the stored string. Invalid entries are dropped. */
function parseFollowing(text) {
  let pairs = [];
  try { pairs = Object.entries(JSON.parse(text || "{}")); } catch { /* not ours, or truncated: nothing is followed */ }
  return new Map(pairs.filter(([id, steps]) => ERROR_ID.test(id) && Number.isInteger(steps) && steps >= 0).slice(0, MOST_FOLLOWED));
}

/** Return what is followed as the string to store. */
function writeFollowing(following) {
  return JSON.stringify(Object.fromEntries(following));
}

/** Return what is followed; nothing if the browser's storage is empty or denied. */
function followed() {
  try { return parseFollowing(localStorage.getItem(FOLLOWING)); } catch { return new Map(); }
}

/** Change what is followed; return whether the browser stored it. */
function changeFollowed(edit) {
  const following = followed();
  edit(following);
  try { localStorage.setItem(FOLLOWING, writeFollowing(following)); return true; } catch { return false; }
}

if (typeof module !== "undefined") module.exports = { FOLLOWING, MOST_FOLLOWED, ERROR_ID, parseFollowing, writeFollowing };
