// Looks up case ids among the published digests, in the browser: what is typed is sent nowhere. All text comes from the
// page. A whole e-mail may be pasted, and ids of errors are recognised, too.

const LONGEST_CASE = 200;
const LONGEST_TEXT = 100_000;
const MOST_CASES = 10;
const MOST_PARTS = 6;

// A separator in the page's pattern, and what it is in a canonical case id, by which separators count.
const MARK = "(?:)";
const MARKED = {
  all: "(?:-|^|$)",
  "same-kind": "(?:-|^|$|(?<=[0-9])(?=[^0-9-])|(?<=[^0-9-])(?=[0-9]))",
  none: "(?:)",
};
const SIGN = "\\p{L}\\p{M}\\p{N}";

/** Return a text in upper case, with `-` for each separator that counts, like canonical_case in generator/model/cases.py. */
function canonical(text, separators) {
  const written = text.normalize("NFKC").toUpperCase().normalize("NFKC").replace(/\p{Cf}/gu, "");
  const parts = written.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  if (separators === "none") return parts.join("");
  const joined = parts.join("-");
  return separators === "all" ? joined : joined.replace(/([0-9])-(?![0-9])/g, "$1").replace(/([^0-9])-(?=[0-9])/g, "$1");
}

/** Return whether a string can be a case id; any string can if this browser cannot read the pattern. */
function fits(text, { pattern, separators }) {
  if (text.length > LONGEST_CASE || !canonical(text, separators)) return false;
  try {
    const expected = pattern.replaceAll(MARK, MARKED[separators]);
    return !pattern || new RegExp(`^(?:${expected})$`, "iu").test(canonical(text, separators));
  } catch {
    return true;
  }
}

/** Return the salted digest of a case id, like case_digest in generator/model/cases.py. */
async function digest(text, { salt, separators }) {
  const bytes = new TextEncoder().encode(`${salt}\n${canonical(text, separators)}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the case ids in a text, each once: the whole text, or everything in it that looks like one. */
function casesIn(text, page) {
  if (fits(text, page)) return [text];
  try {
    const written = page.pattern.replaceAll(MARK, `(?:[^${SIGN}]?)`);
    const whole = new RegExp(`(?<![${SIGN}])(?:${written})(?![${SIGN}])`, "giu");
    const found = page.pattern ? text.normalize("NFKC").match(whole) || [] : [];
    const ids = new Map();
    for (const id of found) {
      const form = canonical(id, page.separators);
      if (!ids.has(form) && fits(id, page)) ids.set(form, id);
    }
    return [...ids.values()];
  } catch {
    return [];
  }
}

/** Return the indexes of the error ids in a list that a text names; `nrc 1042` names `NRC-1042`, too. */
function errorsIn(text, ids) {
  const places = new Map(ids.map((id, place) => [canonical(id, "same-kind"), place]));
  const parts = canonical(text, "all").split("-");
  const named = new Set();
  for (const at of parts.keys()) {
    for (let end = at + 1; end <= at + MOST_PARTS; end += 1) {
      const place = places.get(canonical(parts.slice(at, end).join("-"), "same-kind"));
      if (place !== undefined) named.add(place);
    }
  }
  return [...named];
}

async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

async function ofCase(id, page) {
  const { digits, shards } = page;
  const key = await digest(id, page);
  const shard = await loaded(`${shards}${key.slice(0, Number(digits))}.json`);
  const errors = Object.hasOwn(shard.digests, key) ? shard.digests[key] : [];
  if (!errors.length) return [{ answer: "missing", id }];
  return errors.map((error) => ({ answer: "found", id, error: { id: error, ...shard.errors[error] } }));
}

async function ofErrors(text, address) {
  const index = await loaded(address);
  const ids = index.id.split("\n");
  const titles = index.title.split("\n");
  return errorsIn(text, ids).slice(0, MOST_CASES).map((at) => ({ answer: "error", error: { id: ids[at], title: titles[at] } }));
}

/** Look up what was typed or pasted. Return named answers, with the `id` of the case and the `error` they are about. */
async function lookUp(typed, page) {
  const text = typed.slice(0, LONGEST_TEXT);
  if (!text.trim()) return [{ answer: "empty" }];
  const cases = casesIn(text, page);
  if (cases.length && !globalThis.crypto?.subtle) return [{ answer: "insecure" }];
  try {
    const answers = (await Promise.all(cases.slice(0, MOST_CASES).map((id) => ofCase(id, page)))).flat();
    if (cases.length > MOST_CASES) answers.push({ answer: "more" });
    if (answers.some(({ answer }) => answer === "found")) return answers;
    // If no case is found, it may be the id of an error; only then is the list of all errors fetched.
    const named = [...(await ofErrors(text, page.index)), ...answers];
    return named.length ? named : [{ answer: "pattern" }];
  } catch {
    return [{ answer: "failed" }];
  }
}

/** Return an answer as the page says it, from its template in `root`. */
function filled(root, { answer, id, error }) {
  const made = root.querySelector(`template[data-answer="${answer}"]`).content.cloneNode(true);
  const slot = (name, fill) => { for (const one of made.querySelectorAll(`[data-slot="${name}"]`)) fill(one); };
  slot("case", (one) => { one.textContent = id.normalize("NFKC").trim().toUpperCase(); });
  slot("route", (one) => { one.href = `${root.dataset.page}#route`; });
  slot("status", (one) => { one.textContent = error.status; });
  slot("link", (one) => {
    one.textContent = `${error.id}: ${error.title}`;
    one.href = `${root.dataset.corrections}${error.id.toLowerCase()}/`;
  });
  return made;
}

function mount(root) {
  const form = root.querySelector("form");
  const input = form.elements.case;
  const place = root.querySelector(".lookup__answer");
  let asked = 0;

  async function answer() {
    const mine = (asked += 1);
    const answers = await lookUp(input.value, root.dataset);
    if (mine !== asked) return;
    input.setAttribute("aria-invalid", String(["pattern", "empty"].includes(answers[0].answer)));
    place.replaceChildren(...answers.map((one) => filled(root, one)));
  }

  // A link such as /corrections/case/#NS-204113, from an e-mail; the part after # is not sent to the server.
  function fromAddress() {
    const written = location.hash.slice(1);
    if (!written || document.getElementById(written)) return;
    if (new URL(root.dataset.page, location.href).pathname !== location.pathname) return;
    try { input.value = decodeURIComponent(written); } catch { input.value = written; }
    answer();
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

globalThis.document?.querySelectorAll('[data-module="case-lookup"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { canonical, fits, casesIn, errorsIn, digest, lookUp };
