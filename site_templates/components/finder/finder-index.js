// Where the finder's index comes from, for all that searches it.

/** Fetch the index from its address; it fails if there is none. */
async function fetchIndex(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

/** Fetch the index and prepare it for `search`, which is given `entries` and `alike`. */
async function fetchEntries(address) {
  const index = await fetchIndex(address);
  const entries = unpack(index);
  // Now, not at the first keystroke that needs it: it takes a moment if there are many errors.
  const words = vocabulary(entries.map(({ text }) => text));
  return { index, entries, alike: (term, known) => alikeWords(term, words, known) };
}
