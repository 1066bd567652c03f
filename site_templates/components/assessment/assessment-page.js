// What the assessment works with: the page's data, its templates and its messages.

class AssessmentPage {
  constructor(root) {
    this.root = root;
    this.data = JSON.parse(root.querySelector("script").textContent);
    this.messages = this.data.messages;
    this.calendar = readCalendar(this.data.calendar);
    this.language = document.documentElement.lang || undefined;
    this.title = document.title;
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone || this.data.calendar.zone;
  }

  /** Return a copy of the template that has `data-<kind>` with a value. */
  template(kind, value) {
    const found = [...this.root.querySelectorAll(`template[data-${kind}]`)].find((one) => one.dataset[kind] === value);
    return found.content.cloneNode(true);
  }

  /** Return the label of an answer, as the reader saw it. */
  label(question, answer) {
    return answer === UNSURE ? this.messages.unsure : this.data.labels[question][answer];
  }

  /** Return the names of the levels at these indexes: `High or Medium`. */
  names(places) {
    const names = places.map((place) => this.data.levels[place].name);
    return new Intl.ListFormat(this.language, { type: "disjunction" }).format(names);
  }

  /** Return a moment in words, in the reader's own time zone unless another is given. */
  moment(minute, zone = this.zone) {
    return momentIn(minute, zone, this.messages, this.language);
  }

  /** Make the link back ask a question again; remove the link if there is no earlier question. */
  linkBack(view, question, answers) {
    const link = view.querySelector('[data-part="back"]');
    if (question) link.href = `#${writeFragment(this.data, answers, question.id)}`;
    else link.parentElement.remove();
  }

  /** Return the list of answers to show, each with a link that asks its question again and keeps the others. */
  answerList(shown, answers) {
    const list = this.template("part", "answers");
    const rows = this.data.questions.filter(({ id }) => shown.has(id)).map(({ id }) => {
      const row = this.template("part", "answer");
      row.querySelector('[data-slot="question"]').textContent = this.messages.asks[id];
      row.querySelector('[data-slot="answer"]').textContent = this.label(id, shown.get(id));
      const link = row.querySelector("a");
      link.href = `#${writeFragment(this.data, answers, id)}`;
      link.querySelector('[data-slot="about"]').textContent = this.messages.asks[id];
      return row;
    });
    list.querySelector("dl").append(...rows);
    return list;
  }
}
