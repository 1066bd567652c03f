// Follows errors, and marks what changed since the last visit, in this browser only. All words are the page's.

const FOLLOWING = "corrigenda.following";
const VISIT = "corrigenda.visit";
const MOST_FOLLOWED = 500;
const ERROR_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** Read what is followed: a Map from an error's id to how many of its steps were seen. What makes no sense is dropped. */
function parseFollowing(text) {
  let pairs = [];
  try { pairs = Object.entries(JSON.parse(text || "{}")); } catch { /* not ours, or cut short: nothing is followed */ }
  return new Map(pairs.filter(([id, steps]) => ERROR_ID.test(id) && Number.isInteger(steps) && steps >= 0).slice(0, MOST_FOLLOWED));
}

/** Write what is followed. */
function writeFollowing(following) {
  return JSON.stringify(Object.fromEntries(following));
}

/** Read the ids that a link carries: `#follow=NRC-1,NRC-2`. */
function parseShared(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("follow") || "";
  return [...new Set(given.split(",").map((id) => id.trim()).filter((id) => ERROR_ID.test(id)))].slice(0, MOST_FOLLOWED);
}

/** Give the visit to keep on a day: its own day, and that of the visit before, which stays the same all day long. */
function visited(text, today) {
  let kept = {};
  try { kept = JSON.parse(text) || {}; } catch { /* not ours: as if the reader had not been here */ }
  const day = (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? value : "");
  return kept.day === today ? { day: today, before: day(kept.before) } : { day: today, before: day(kept.day) };
}

/** Give the errors of the finder's index as a Map from id to {title, status, steps}. */
function unpackIndex(index) {
  const titles = index.title.split("\n");
  const ids = index.id ? index.id.split("\n") : [];
  return new Map(ids.map((id, at) => [id, { title: titles[at], status: index.statuses[index.s[at]][0], steps: index.steps[at] }]));
}

/** Fill an OPML document with the feeds of errors, given as [id, title]. */
function fillOpml(opml, errors, { title, feeds, pages }) {
  const add = (parent, name, attributes = {}) => {
    const made = parent.appendChild(opml.createElement(name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  opml.documentElement.setAttribute("version", "2.0");
  add(add(opml.documentElement, "head"), "title").textContent = title;
  const body = add(opml.documentElement, "body");
  for (const [id, name] of errors) {
    const slug = id.toLowerCase();
    const text = `${id}: ${name}`;
    add(body, "outline", { type: "rss", text, title: text, xmlUrl: `${feeds}${slug}.atom`, htmlUrl: `${pages}${slug}/` });
  }
  return opml;
}

/** Read from the browser's store; null if it is empty or denied. */
function load(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

/** Write to the browser's store; says whether it was allowed. */
function save(key, value) {
  try { localStorage.setItem(key, value); return true; } catch { return false; }
}

function change(edit) {
  const following = parseFollowing(load(FOLLOWING));
  edit(following);
  return save(FOLLOWING, writeFollowing(following));
}

function mountButton(root) {
  const { error, steps, follow, unfollow, denied } = root.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const followed = () => parseFollowing(load(FOLLOWING)).has(error);
  const show = () => {
    button.textContent = followed() ? unfollow : follow;
    button.setAttribute("aria-label", `${button.textContent}: ${error}`);
  };
  button.addEventListener("click", () => {
    const on = !followed();
    const kept = change((following) => (on ? following.set(error, Number(steps)) : following.delete(error)));
    status.textContent = kept ? "" : denied;
    show();
  });
  // Whoever is on the error's page has seen all its steps.
  if (followed()) change((following) => following.set(error, Number(steps)));
  addEventListener("storage", show);
  show();
  root.append(button, status);
}

function markChanges(template) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const visit = visited(load(VISIT), today);
  save(VISIT, JSON.stringify(visit));
  if (!visit.before) return;
  for (const row of document.querySelectorAll("[data-changed]")) {
    // The day of the last visit counts too: something may have been published after it.
    if (row.dataset.changed >= visit.before) row.querySelector("a").after(template.content.cloneNode(true));
  }
}

function mountList(root) {
  const data = root.dataset;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const canKeep = save(`${FOLLOWING}.probe`, "1");
  if (canKeep) localStorage.removeItem(`${FOLLOWING}.probe`);
  let known = null;
  const shared = () => parseShared(location.hash);
  // Where nothing can be kept, a link's own list is shown as long as the page is open.
  const listed = () => (canKeep ? parseFollowing(load(FOLLOWING)) : new Map(shared().map((id) => [id, 0])));

  const form = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "long", timeZone: "UTC" });
  const day = (text) => form.format(new Date(text));

  async function news(item, id, seen) {
    const slot = item.querySelector('[data-slot="steps"]');
    if (!data.entries) return;
    try {
      const response = await fetch(`${data.entries}${id.toLowerCase()}.json`);
      const { items } = await response.json();
      for (const entry of items.slice(0, Math.max(0, items.length - seen))) {
        const line = document.createElement("li");
        line.textContent = `${day(entry.date_published)}: ${entry.title}`;
        slot.append(line);
      }
    } catch { /* that it changed is said already */ }
  }

  function item(id, seen) {
    const error = known.get(id);
    const made = part(error ? "item" : "gone").content.firstElementChild.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    slot("link").textContent = id;
    slot("remove").hidden = !canKeep;
    slot("remove").setAttribute("aria-label", `${slot("remove").textContent}: ${id}`);
    slot("remove").addEventListener("click", () => { change((following) => following.delete(id)); show(); });
    if (!error) return made;
    slot("link").href = `${data.corrections}${id.toLowerCase()}/`;
    slot("title").textContent = error.title;
    slot("status").append(root.querySelector(`template[data-status="${error.status}"]`)?.content.cloneNode(true) ?? "");
    if (canKeep && error.steps > seen) {
      slot("news").hidden = false;
      news(made, id, seen);
    }
    return made;
  }

  function show() {
    const following = listed();
    const offered = canKeep ? shared().filter((id) => known?.has(id) && !following.has(id)) : [];
    part("denied").hidden = canKeep;
    part("empty").hidden = following.size > 0 || !canKeep || offered.length > 0;
    part("actions").hidden = !following.size;
    part("offer").hidden = !offered.length;
    part("offer").querySelector('[data-slot="ids"]').textContent = offered.join(", ");
    if (known) part("list").replaceChildren(...[...following].map(([id, seen]) => item(id, seen)));
    const changed = [...following].some(([id, seen]) => known?.get(id)?.steps > seen);
    part("actions").querySelector('[data-action="seen"]').hidden = !canKeep || !changed;
  }

  const act = {
    add() {
      change((following) => { for (const id of shared()) if (known.has(id) && !following.has(id)) following.set(id, known.get(id).steps); });
      history.replaceState(null, "", location.pathname);
    },
    seen() {
      change((following) => { for (const [id] of following) if (known.has(id)) following.set(id, known.get(id).steps); });
    },
    opml() {
      const errors = [...listed().keys()].filter((id) => known?.has(id)).map((id) => [id, known.get(id).title]);
      const pages = new URL(data.pages, location.href).href;
      const opml = fillOpml(document.implementation.createDocument(null, "opml"), errors, { title: data.opmlTitle, feeds: data.feeds, pages });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(opml)], { type: "text/x-opml" }));
      link.download = "corrections.opml";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
    async share(button) {
      const link = `${location.href.split("#")[0]}#follow=${[...listed().keys()].join(",")}`;
      try {
        await navigator.clipboard.writeText(link);
        part("status").textContent = button.dataset.done;
      } catch {
        history.replaceState(null, "", link);
        part("status").textContent = button.dataset.failed;
      }
    },
  };

  for (const button of root.querySelectorAll("[data-action]")) {
    button.addEventListener("click", async () => { await act[button.dataset.action](button); show(); });
  }
  addEventListener("storage", show);
  addEventListener("hashchange", show);
  show();
  if (!listed().size && !shared().length) return;
  fetch(data.index)
    .then((response) => { if (!response.ok) throw new Error(response.status); return response.json(); })
    .then((index) => { known = unpackIndex(index); show(); })
    .catch(() => { part("failed").hidden = false; });
}

if (typeof document !== "undefined") {
  document.querySelectorAll('[data-module="watch-button"]').forEach(mountButton);
  document.querySelectorAll('[data-module="changed-marks"]').forEach(markChanges);
  document.querySelectorAll('[data-module="watch-list"]').forEach(mountList);
}
if (typeof module !== "undefined") module.exports = { parseFollowing, writeFollowing, parseShared, visited, unpackIndex, fillOpml };
