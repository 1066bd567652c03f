// Copies a permanent link to the clipboard. All text comes from the page; see copy-link.html.

/** Return the absolute address of a target such as `#id` or `./`, seen from a page. */
function absolute(target, page) {
  return new URL(target, page).href;
}

function mount(root) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet";
  button.textContent = root.dataset.label;
  button.setAttribute("aria-label", `${root.dataset.label}: ${root.dataset.about}`);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "hidden-words";
  button.addEventListener("click", async () => {
    const address = absolute(root.dataset.target, document.baseURI);
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = status.textContent = root.dataset.done;
    } catch {
      // Without permission (or on plain http), at least put the link into the address bar, to be copied from there.
      location.href = address;
      button.textContent = status.textContent = root.dataset.failed;
    }
    setTimeout(() => { button.textContent = root.dataset.label; status.textContent = ""; }, 4000);
  });
  root.append(button, status);
}

if (typeof document !== "undefined") document.querySelectorAll('[data-module="copy-link"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { absolute };
