// The result: the severity to expect, why, and what would change it. What is promised is in promises.js.

/** Return the view of the result of these answers. */
function resultView(page, answers) {
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
  countPromises(view, page, data.levels[worst]);
  handOver(part, page, answers, places);
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

/** Fill in the text for a report and the link to this result, each with a button that copies it. */
function handOver(part, page, answers, places) {
  const { data, messages } = page;
  const link = new URL(`#${writeFragment(data, answers, null)}`, location.href).href;
  const lines = [...answers].map(([name, answer]) => `${messages.asks[name]} ${page.label(name, answer)}`);
  const day = dayIn(Date.now() / 60000, page.zone, messages);
  const values = { level: page.names(places), answers: lines.join("\n"), version: data.version, day, link };
  part("text").value = fill(messages.text, values);
  part("text").rows = lines.length + 5;
  part("link").value = link;
  for (const [button, field] of [["copy-text", "text"], ["copy-link", "link"]]) {
    const source = part(field);
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
}
