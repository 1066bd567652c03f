// Where the finder's index comes from, for all that searches it.

/** Fetch the index from its address; it fails if there is none. */
async function fetchIndex(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}
