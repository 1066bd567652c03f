// Labels what changed since the reader's last visit. The days of the visits are kept in this browser only.

const VISIT = "corrigenda.visit";

/** Return the visit to store on a day: that day, and the day of the visit before, which is the same all day long. */
function visited(visit, today) {
  const kept = visit ?? {};
  const day = (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? value : "");
  return kept.day === today ? { day: today, before: day(kept.before) } : { day: today, before: day(kept.day) };
}

/** Store today's visit, and return the day of the one before; empty if there was none or nothing can be stored. */
function visitBefore() {
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const visit = visited(stored(VISIT), today);
  return store(VISIT, visit) ? visit.before : "";
}

/** Put the page's label, once, on all rows inside `place` that changed since the visit before this page was opened. */
function markNew(place) {
  const mark = document.querySelector('template[data-module="new-labels"]');
  if (!mark) return;
  mark.dataset.since ??= visitBefore();
  if (!mark.dataset.since) return;
  for (const row of place.querySelectorAll("[data-changed]")) {
    // The day of the last visit counts too: something may have been published after it.
    if (row.dataset.changed >= mark.dataset.since) row.querySelector("a").after(mark.content.cloneNode(true));
  }
}

if (typeof module !== "undefined") module.exports = { visited };
