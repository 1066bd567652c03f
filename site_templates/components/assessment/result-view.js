// The result: the severity to expect, why, and what would change it. What is promised is in promises.js.

/** Return the view of the result of these answers, for a report at a moment (minutes since 1970); null means now. */
function resultView(page, answers, at) {
  const { data, messages } = page;
  const places = possible(data, answers);
  const view = page.template("part", "result");
  const part = (name) => view.querySelector(`[data-part="${name}"]`);
  page.linkBack(view, data.questions.at(-1), answers);
  const [worst] = places;
  if (places.length > 1) {
    part("heading").append(page.names(places));
    part("range").hidden = false;
  } else {
    part("heading").append(page.template("tag", data.levels[worst].id));
    explain(part, page, answers, worst);
  }
  part("next").append(page.template("next", data.levels[worst].id));
  listChanges(part("changes"), page, answers);
  part("promises").append(...places.map((place) => page.template("promise", data.levels[place].id)));
  countPromises(view, page, data.levels[worst], at, handOver(part, page, answers, places));
  view.append(page.answerList(answers, answers));
  return view;
}

/** Say which sentence decided the level, and which one kept it from being worse. */
function explain(part, page, answers, place) {
  const { data, messages } = page;
  const criteria = (level) => page.template("criteria", data.levels[level].id);
  const stepDown = (applies) => (applies ? [page.template("part", "step-down")] : []);
  const { before } = assess(data, answers);
  part("why").hidden = false;
  part("why").querySelector("ul").append(criteria(before), ...stepDown(before !== place));
  const above = whyNotAbove(data, answers);
  if (!above) return;
  const section = part("above");
  section.hidden = false;
  section.querySelector("h3").textContent = fill(messages.above, { level: page.names([above.level]) });
  const missed = criteria(above.level);
  for (const item of missed.querySelectorAll("li")) {
    const name = item.dataset.question;
    if (!above.criteria.includes(name)) item.remove();
    else item.append(` ${fill(messages.answered, { answer: page.label(name, answers.get(name)) })}`);
  }
  section.querySelector("ul").append(missed, ...stepDown(above.steppedDown));
}

/** List the single answers that would change the level; if there are none, remove the section. */
function listChanges(section, page, answers) {
  const items = changes(page.data, answers).map(({ question, answer, levels }) => {
    const item = document.createElement("li");
    const values = { question: page.messages.asks[question], answer: page.label(question, answer), level: page.names(levels) };
    item.textContent = fill(page.messages.change, values);
    return item;
  });
  if (items.length) section.querySelector("ul").append(...items);
  else section.remove();
}

/**
 * Make the buttons copy the text for a report and the link to this result. Return what fills in both: for a moment that
 * was chosen (null means now), the sentence that names it, and the promises, a line each.
 */
function handOver(part, page, answers, places) {
  const { data, messages } = page;
  const lines = [...answers].map(([name, answer]) => `${messages.asks[name]} ${page.label(name, answer)}`);
  const day = dayIn(Date.now() / 60000, page.zone, messages);
  // Taken now: once the view is on the page, its parts are no longer found in it.
  const fields = { text: part("text"), link: part("link") };
  for (const [button, field] of [["copy-text", "text"], ["copy-link", "link"]]) {
    const source = fields[field];
    const status = part(`${button}-done`);
    part(button).addEventListener("click", async () => {
      source.select();
      try {
        await navigator.clipboard.writeText(source.value);
        status.textContent = messages.copied;
      } catch {
        // Without permission, at least select the text, to be copied by hand.
        source.focus();
        status.textContent = messages.selected;
      }
    });
  }
  return (at, counted, promises) => {
    const link = new URL(`#${writeFragment(data, answers, null, at)}`, location.href).href;
    const said = { level: page.names(places), answers: lines.join("\n"), counted, promises: promises.join("\n") };
    fields.text.value = fill(messages.text, { ...said, version: data.version, day, link });
    fields.text.rows = lines.length + promises.length + 6;
    fields.link.value = link;
    return link;
  };
}
