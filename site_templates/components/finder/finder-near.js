// Finds words like one that was typed: its other forms, or what it was mistyped from if no error has it. Pure.

const FEWEST_LETTERS = 4;
const MOST_NEAR = 20;

/** Return every word of the texts once, each after a newline. Splitting twice is quicker, as distinct words are few. */
function vocabulary(texts) {
  const words = new Set(texts.join(" ").split(" "));
  return `\n${[...new Set([...words].join(" ").split(/[^\p{L}]+/u))].join("\n")}`;
}

/**
 * Return the other forms of a term: words that share its beginning, as long as that is not shorter than what they do not
 * share. If it has none, and no error has it (`known`), return words that begin like the term with one letter inserted,
 * removed, changed, or swapped with the next. A term with a digit has none: another id or version belongs to another
 * error.
 */
function alikeWords(term, words, known) {
  if (term.length < FEWEST_LETTERS || /[^\p{L}]/u.test(term)) return [];
  const beginning = (starts) => words.match(new RegExp(`(?<=\n)(?:${starts.join("|")}).*`, "g")) || [];
  const forms = beginning([term.slice(0, FEWEST_LETTERS)]).filter((word) => {
    let same = FEWEST_LETTERS;
    while (same < term.length && term[same] === word[same]) same += 1;
    return term.length + word.length <= same * 3;
  });
  if (known || forms.length) return forms;
  const slips = term.split("").flatMap((letter, at) => {
    const [before, after] = [term.slice(0, at), term.slice(at + 1)];
    const less = term.length > FEWEST_LETTERS ? [before + after] : [];
    return [`${before}.${letter}${after}`, `${before}.${after}`, `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`, ...less];
  });
  return beginning(slips).slice(0, MOST_NEAR);
}

if (typeof module !== "undefined") module.exports = { vocabulary, alikeWords };
