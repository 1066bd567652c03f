// Copies a permanent link, or a text, to the clipboard. All text comes from the page; see copy-link.html.

/** Return the absolute address of a target such as `#id` or `./`, seen from a page. */
function absolute(target, page) {
  return new URL(target, page).href;
}

/** Show a text after a button, selected. */
function select(root, text) {
  const field = root.querySelector("textarea") || root.appendChild(document.createElement("textarea"));
  field.readOnly = true;
  field.rows = text.split("\n").length;
  field.className = "copy-text";
  field.setAttribute("aria-label", root.dataset.label);
  field.value = text;
  field.select();
  field.focus();
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
    const { text } = root.dataset;
    const address = absolute(root.dataset.target || "", document.baseURI);
    try {
      await navigator.clipboard.writeText(text || address);
      button.textContent = status.textContent = root.dataset.done;
    } catch {
      // Without permission (or on plain http), show what is to be copied: a link in the address bar, a text selected.
      if (text) select(root, text);
      else location.href = address;
      button.textContent = status.textContent = root.dataset.failed;
    }
    setTimeout(() => { button.textContent = root.dataset.label; status.textContent = ""; }, 4000);
  });
  root.append(button, status);
}

if (typeof document !== "undefined") document.querySelectorAll('[data-module="copy-link"]').forEach(mount);
if (typeof module !== "undefined") module.exports = { absolute };
