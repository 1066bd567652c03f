// While there is a case id in a search box, offers the look-up, and Enter follows it. It also lets the theme's box hear
// what is pasted with the mouse. What is typed is sent nowhere. All text comes from the page.
for (const link of document.querySelectorAll("[data-search-case]")) {
  const box = link.closest('[role="search"]').querySelector("input");
  box.addEventListener("input", () => {
    // The theme listens to keys only.
    box.dispatchEvent(new Event("keyup"));
    const [id] = box.value.normalize("NFKC").match(new RegExp(link.dataset.pattern, "iu")) ?? [];
    link.hidden = !id;
    link.textContent = link.dataset.text.replace("{case}", id);
    link.hash = encodeURIComponent(id);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || link.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    link.click();
  });
  box.form.addEventListener("reset", () => { link.hidden = true; });
}
