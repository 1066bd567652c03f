// Shows the sentence that the site was checked more than three days ago, if the reader's clock says so.

/** Return whether more than three days have passed since the end of a day, wherever on earth it ended. */
function longAgo(day, now) {
  return now - Date.parse(day) > 4.5 * 864e5;
}

if (globalThis.document) {
  for (const sentence of document.querySelectorAll('[data-module="footer"]')) sentence.hidden = !longAgo(sentence.dataset.day, Date.now());
}
if (typeof module !== "undefined") module.exports = { longAgo };
