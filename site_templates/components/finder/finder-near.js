// Finds words similar to one that is in no error: what was probably meant by a mistyped word. Pure.

const FEWEST_LETTERS = 4;
const MOST_NEAR = 20;

/** Return every word of the texts once, each after a newline. Splitting twice is quicker, as distinct words are few. */
function vocabulary(texts) {
  const words = new Set(texts.join(" ").split(" "));
  return `\n${[...new Set([...words].join(" ").split(/[^\p{L}]+/u))].join("\n")}`;
}

/**
 * Return the words that begin like a term in which one letter is inserted, removed, changed, or swapped with the next.
 * A term with a digit has none: another id or version belongs to another error.
 */
function nearWords(term, words) {
  if (term.length < FEWEST_LETTERS || /[^\p{L}]/u.test(term)) return [];
  const slips = term.split("").flatMap((letter, at) => {
    const [before, after] = [term.slice(0, at), term.slice(at + 1)];
    const less = term.length > FEWEST_LETTERS ? [before + after] : [];
    return [`${before}.${letter}${after}`, `${before}.${after}`, `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`, ...less];
  });
  return (words.match(new RegExp(`(?<=\n)(?:${slips.join("|")}).*`, "g")) || []).slice(0, MOST_NEAR);
}

if (typeof module !== "undefined") module.exports = { vocabulary, nearWords };
