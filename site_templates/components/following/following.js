// Which errors the reader follows, kept in this browser only: a Map from an error's id to how many of its steps were seen.

const FOLLOWING = "corrigenda.following";
const MOST_FOLLOWED = 500;
const ERROR_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** Read what is followed from the text that is kept. What makes no sense is dropped. */
function parseFollowing(text) {
  let pairs = [];
  try { pairs = Object.entries(JSON.parse(text || "{}")); } catch { /* not ours, or cut short: nothing is followed */ }
  return new Map(pairs.filter(([id, steps]) => ERROR_ID.test(id) && Number.isInteger(steps) && steps >= 0).slice(0, MOST_FOLLOWED));
}

/** Write what is followed as the text that is kept. */
function writeFollowing(following) {
  return JSON.stringify(Object.fromEntries(following));
}

/** Return what is followed; nothing where the browser's store is empty or denied. */
function followed() {
  try { return parseFollowing(localStorage.getItem(FOLLOWING)); } catch { return new Map(); }
}

/** Change what is followed; says whether the browser kept it. */
function changeFollowed(edit) {
  const following = followed();
  edit(following);
  try { localStorage.setItem(FOLLOWING, writeFollowing(following)); return true; } catch { return false; }
}

if (typeof module !== "undefined") module.exports = { FOLLOWING, MOST_FOLLOWED, ERROR_ID, parseFollowing, writeFollowing };
