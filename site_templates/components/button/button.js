// The buttons that copy a permanent link or a text, and that follow an error. All text comes from the page; see
// copy-link.html and pages/error.html.

/** Return a new button, and the status that says what it did. */
function buttonAndStatus() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  return [button, status];
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

function mountCopy(root) {
  const { text, target, label, about, done, failed } = root.dataset;
  const [button, status] = buttonAndStatus();
  button.textContent = label;
  button.setAttribute("aria-label", `${label}: ${about}`);
  status.className = "hidden-words";
  button.addEventListener("click", async () => {
    const address = new URL(target || "", document.baseURI).href;
    try {
      await navigator.clipboard.writeText(text || address);
      button.textContent = status.textContent = done;
    } catch {
      // Without permission (or on plain http), show what is to be copied: a link in the address bar, a text selected.
      if (text) select(root, text);
      else location.href = address;
      button.textContent = status.textContent = failed;
    }
    setTimeout(() => { button.textContent = label; status.textContent = ""; }, 4000);
  });
  root.append(button, status);
}

function mountFollow(root) {
  const { error, steps, follow, unfollow, denied, target, list } = root.dataset;
  const [button, status] = buttonAndStatus();
  const link = document.createElement("a");
  link.href = target;
  link.textContent = list;
  const seen = (following) => following.set(error, Number(steps));
  const show = () => {
    button.textContent = followed().has(error) ? unfollow : follow;
    button.setAttribute("aria-label", `${button.textContent}: ${error}`);
    link.hidden = !followed().has(error);
  };
  button.addEventListener("click", () => {
    const kept = changeFollowed(followed().has(error) ? (following) => following.delete(error) : seen);
    status.textContent = kept ? "" : denied;
    show();
  });
  // Whoever is on the error's page has seen all its steps.
  if (followed().has(error)) changeFollowed(seen);
  addEventListener("storage", show);
  show();
  root.append(button, link, status);
}

document.querySelectorAll('[data-module="copy-link"]').forEach(mountCopy);
document.querySelectorAll('[data-module="watch-button"]').forEach(mountFollow);
