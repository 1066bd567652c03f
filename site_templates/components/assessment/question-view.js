// One question: the answers that can be given now, with their hints, and the message if none is chosen.

/** Return the view of a question; `chosen` is shown as chosen, and `answered` is called with the reader's answer. */
function questionView(page, question, answers, chosen, answered) {
  const view = page.template("question", question.id);
  const form = view.querySelector("form");
  offer(view, question, answers);
  page.linkBack(view, page.data.questions[page.data.questions.indexOf(question) - 1], answers);
  const radios = [...form.querySelectorAll("input[type=radio]")];
  for (const radio of radios) radio.checked = radio.value === chosen;
  form.querySelector('[data-part="to-answer"]').addEventListener("click", (event) => {
    event.preventDefault();
    radios[0].focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const radio = radios.find((one) => one.checked);
    if (radio) answered(radio.value);
    else showMissing(form, page);
  });
  const others = new Map([...answers].filter(([name]) => name !== question.id));
  if (others.size) view.append(page.answerList(others, answers));
  return view;
}

/** Keep only the answers that can be given now, each with the hint that fits the earlier answers. */
function offer(view, question, answers) {
  const open = new Set(offered(question, answers).map((answer) => answer.id));
  for (const choice of view.querySelectorAll("[data-answer]")) {
    if (!open.has(choice.dataset.answer) && choice.dataset.answer !== UNSURE) {
      choice.remove();
      continue;
    }
    const hints = [...choice.querySelectorAll("[data-hint]")];
    const fits = (hint) => !hint.dataset.question || hint.dataset.ids.split(" ").includes(answers.get(hint.dataset.question));
    // The last hint that fits is the most specific one: the general hint of the answer comes first.
    const chosen = hints.filter(fits).at(-1);
    for (const hint of hints) if (hint !== chosen) hint.remove();
    if (chosen) choice.querySelector("input").setAttribute("aria-describedby", chosen.id);
  }
}

/** Show that an answer is missing: in the summary, which gets the focus, at the question, and in the page's title. */
function showMissing(form, page) {
  const summary = form.querySelector('[data-part="error"]');
  const message = form.querySelector('[data-part="message"]');
  summary.hidden = message.hidden = false;
  form.querySelector("fieldset").setAttribute("aria-describedby", message.id);
  document.title = fill(page.messages.errorTitle, { title: page.title });
  summary.focus();
}
