// Looks a case id up among published digests, in the browser: the id is sent nowhere. All words are the page's.

const LONGEST_CASE = 200;

/** Give a case id's letters and digits in upper case; as canonical_case in generator/model/cases.py. */
function canonical(text) {
  return text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");
}

/** Say whether a text can be a case id; a pattern that this browser cannot read is not held against it. */
function fits(text, pattern) {
  if (text.length > LONGEST_CASE || !canonical(text)) return false;
  try {
    return !pattern || new RegExp(`^(?:${pattern})$`, "i").test(canonical(text));
  } catch {
    return true;
  }
}

/** Give the salted digest of a case id; as case_digest in generator/model/cases.py. */
async function digest(text, salt) {
  const bytes = new TextEncoder().encode(`${salt}\n${canonical(text)}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Look a case id up. Gives the answer's name, and the errors as {id, title, status} if it is "found". */
async function lookUp(text, { salt, pattern, digits, shards }) {
  if (!text.trim()) return { answer: "empty" };
  if (!fits(text, pattern)) return { answer: "pattern" };
  if (!globalThis.crypto?.subtle) return { answer: "insecure" };
  try {
    const key = await digest(text, salt);
    const response = await fetch(`${shards}${key.slice(0, Number(digits))}.json`);
    if (!response.ok) return { answer: "failed" };
    const shard = await response.json();
    const ids = Object.hasOwn(shard.digests, key) ? shard.digests[key] : [];
    const errors = ids.map((id) => ({ id, ...shard.errors[id] }));
    return errors.length ? { answer: "found", errors } : { answer: "missing" };
  } catch {
    return { answer: "failed" };
  }
}

function mount(root) {
  const form = root.querySelector("form");
  const input = form.elements.case;
  const place = root.querySelector(".lookup__answer");
  let asked = 0;

  function filled(answer, text, error) {
    const made = root.querySelector(`template[data-answer="${answer}"]`).content.cloneNode(true);
    const slot = (name, fill) => { for (const one of made.querySelectorAll(`[data-slot="${name}"]`)) fill(one); };
    slot("case", (one) => { one.textContent = text.normalize("NFKC").trim().toUpperCase(); });
    slot("route", (one) => { one.href = `${root.dataset.page}#route`; });
    slot("status", (one) => { one.textContent = error.status; });
    slot("link", (one) => {
      one.textContent = `${error.id}: ${error.title}`;
      one.href = `${root.dataset.corrections}${error.id.toLowerCase()}/`;
    });
    return made;
  }

  async function answer() {
    const text = input.value;
    const mine = (asked += 1);
    const { answer: name, errors = [null] } = await lookUp(text, root.dataset);
    if (mine !== asked) return;
    input.setAttribute("aria-invalid", String(name === "pattern" || name === "empty"));
    place.replaceChildren(...errors.map((error) => filled(name, text, error)));
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

if (typeof document !== "undefined") document.querySelectorAll('[data-module="case-lookup"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { canonical, fits, digest, lookUp };
