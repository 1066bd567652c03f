// Where the finder's index comes from, for all that searches it.

/** Fetch the index, and prepare it for `search`, which is given `entries` and `alike`; fail if there is none. */
async function fetchEntries(address) {
  const index = await fetchIndex(address);
  const entries = unpack(index);
  // Now, not at the first keystroke that needs it: it takes a moment if there are many errors.
  const words = vocabulary(entries.map(({ text }) => text));
  return { index, entries, alike: (term, known) => alikeWords(term, words, known) };
}

/** Fill in the id, the title and the link of an entry, and return what finds its other slots. */
function filledIn(made, { id, title }, corrections) {
  const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
  slot("id").textContent = id;
  slot("title").textContent = title;
  slot("title").href = `${corrections}${id.toLowerCase()}/`;
  return slot;
}
