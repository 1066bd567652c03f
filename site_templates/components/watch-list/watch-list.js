// The list of errors that the reader follows, with what changed since each was last seen. following.js stores what is
// followed, opml.js makes the file for feed readers; all text comes from the page. See pages/watching.html.

// How long, in milliseconds, the list waits for its news.
const PATIENCE = 3_000;

function mount(root) {
  const data = root.dataset;
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const months = data.months.split(",");
  const canKeep = storeWorks();
  const feeds = new Map();
  let known = null;
  let loading = null;
  const shared = () => parseShared(location.hash);
  // If nothing can be stored, the list in a link is shown as long as the page is open.
  const listed = () => (canKeep ? followed() : new Map(shared().map((id) => [id, 0])));

  // What was fetched is kept as long as the page is open; a failure is not.
  // News is fetched before the list is shown, or it would push down what is below; a slow answer is added later.
  function loadIndex() {
    loading ??= fetchIndex(data.index)
      .then((index) => { known = unpackIndex(index); return Promise.allSettled(changed().map(feedOf)); })
      .then(() => { part("failed").hidden = true; show(); })
      .catch(() => { loading = null; part("failed").hidden = false; });
  }

  function changed() {
    return canKeep ? [...listed()].filter(([id, seen]) => known.get(id)?.steps > seen).map(([id]) => id) : [];
  }

  async function feedOf(id) {
    if (!data.entries) return [];
    if (!feeds.has(id)) {
      const answer = await fetch(`${data.entries}${id.toLowerCase()}.json`, { signal: AbortSignal.timeout(PATIENCE) });
      feeds.set(id, (await answer.json()).items);
    }
    return feeds.get(id);
  }

  async function news(slot, id, seen) {
    try {
      const entries = await feedOf(id);
      slot.replaceChildren(...entries.slice(0, Math.max(0, entries.length - seen)).map((entry) => {
        const line = document.createElement("li");
        line.textContent = `${dayInWords(entry.date_published, data.day, months)}: ${entry.title}`;
        return line;
      }));
    } catch { /* the page already says that it changed */ }
  }

  function remove(id) {
    const at = [...listed().keys()].indexOf(id);
    changeFollowed((following) => following.delete(id));
    show();
    // The button that had the focus is gone: focus the one that took its place, or the page's heading.
    const left = part("list").querySelectorAll('[data-slot="remove"]');
    (left[Math.min(at, left.length - 1)] ?? part("heading")).focus();
  }

  function item(id, seen) {
    const error = known.get(id);
    const made = part(error ? "item" : "gone").content.firstElementChild.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    slot("id").textContent = id;
    slot("remove").hidden = !canKeep;
    slot("remove").setAttribute("aria-label", `${slot("remove").textContent}: ${id}`);
    slot("remove").addEventListener("click", () => remove(id));
    if (!error) return made;
    slot("link").href = `${data.corrections}${id.toLowerCase()}/`;
    slot("link").textContent = error.title;
    slot("status").append(root.querySelector(`template[data-status="${error.status}"]`)?.content.cloneNode(true) ?? "");
    slot("plan").textContent = error.plan;
    if (canKeep && error.steps > seen) {
      slot("news").hidden = false;
      news(slot("steps"), id, seen);
    }
    return made;
  }

  function show() {
    const following = listed();
    if (following.size || shared().length) loadIndex();
    const offered = canKeep ? shared().filter((id) => known?.has(id) && !following.has(id)) : [];
    part("denied").hidden = canKeep;
    part("empty").hidden = following.size > 0 || !canKeep || offered.length > 0;
    // What is below the list appears with it, so that it is not pushed down.
    part("actions").hidden = !following.size || !known;
    part("offer").hidden = !offered.length;
    part("offer").querySelector('[data-slot="ids"]').textContent = offered.join(", ");
    if (known) part("list").replaceChildren(...[...following].map(([id, seen]) => item(id, seen)));
    part("actions").querySelector('[data-action="seen"]').hidden = !known || !changed().length;
  }

  const act = {
    add() {
      changeFollowed((following) => { for (const id of shared()) if (known.has(id) && !following.has(id)) following.set(id, known.get(id).steps); });
      history.replaceState(null, "", location.pathname);
      part("heading").focus();
    },
    seen() {
      changeFollowed((following) => { for (const [id] of following) if (known.has(id)) following.set(id, known.get(id).steps); });
      part("heading").focus();
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
}

document.querySelectorAll('[data-module="watch-list"]').forEach(mount);
document.querySelectorAll('[data-module="version-list"]').forEach(mountVersions);
