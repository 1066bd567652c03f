// The feeds of several errors as OPML, which feed readers import. Pure, apart from the document it fills.

const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g; // in XML; the browser's serializer lets it pass

/** Fill an OPML document with the feeds of errors, given as [id, title]. */
function fillOpml(opml, errors, { title, feeds, pages }) {
  const add = (parent, name, attributes = {}) => {
    const made = parent.appendChild(opml.createElement(name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value.replace(IMPOSSIBLE, "\ufffd"));
    return made;
  };
  opml.documentElement.setAttribute("version", "2.0");
  add(add(opml.documentElement, "head"), "title").textContent = title;
  const body = add(opml.documentElement, "body");
  for (const [id, name] of errors) {
    const slug = id.toLowerCase();
    const text = `${id}: ${name}`;
    add(body, "outline", { type: "rss", text, title: text, xmlUrl: `${feeds}${slug}.atom`, htmlUrl: `${pages}${slug}/` });
  }
  return opml;
}
