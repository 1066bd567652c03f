// On the 404 page: leads from a page that a list no longer has to the list itself.

/** Return the address of the list to which a page (`…/page/3/`) belongs; null for other addresses. */
function listOf(path) {
  const parts = /^(.*\/)page\/\d+\/?$/.exec(path);
  return parts && parts[1];
}

function mount(root) {
  const list = listOf(location.pathname);
  if (!list) return;
  root.querySelector("a").href = list;
  root.hidden = false;
}

globalThis.document?.querySelectorAll('[data-module="shorter-list"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { listOf };
