// The list of errors that the reader follows, with what changed since each was looked at. All words are the page's.

/** Read the ids that a link carries: `#follow=NRC-1,NRC-2`. */
function parseShared(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("follow") || "";
  return [...new Set(given.split(",").map((id) => id.trim()).filter((id) => ERROR_ID.test(id)))].slice(0, MOST_FOLLOWED);
}

/** Give the errors of the finder's index as a Map from id to {title, status, steps}. */
function unpackIndex(index) {
  const titles = index.title.split("\n");
  const ids = index.id ? index.id.split("\n") : [];
  return new Map(ids.map((id, at) => [id, { title: titles[at], status: index.statuses[index.s[at]][0], steps: index.steps[at] }]));
}

/** Say whether this browser keeps anything for the site. */
function storeWorks() {
  const probe = `${FOLLOWING}.probe`;
  try { localStorage.setItem(probe, "1"); localStorage.removeItem(probe); return true; } catch { return false; }
}

function mount(root) {
  const data = root.dataset;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const canKeep = storeWorks();
  let known = null;
  const shared = () => parseShared(location.hash);
  // Where nothing can be kept, a link's own list is shown as long as the page is open.
  const listed = () => (canKeep ? followed() : new Map(shared().map((id) => [id, 0])));

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
    slot("remove").addEventListener("click", () => { changeFollowed((following) => following.delete(id)); show(); });
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
      changeFollowed((following) => { for (const id of shared()) if (known.has(id) && !following.has(id)) following.set(id, known.get(id).steps); });
      history.replaceState(null, "", location.pathname);
    },
    seen() {
      changeFollowed((following) => { for (const [id] of following) if (known.has(id)) following.set(id, known.get(id).steps); });
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

if (typeof document !== "undefined") document.querySelectorAll('[data-module="watch-list"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { parseShared, unpackIndex };
