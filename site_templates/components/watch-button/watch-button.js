// "Follow" on an error's page. All text comes from the page.

function mount(root) {
  const { error, steps, follow, unfollow, denied, target, list } = root.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-quiet";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
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

if (typeof document !== "undefined") document.querySelectorAll('[data-module="watch-button"]').forEach(mount);
