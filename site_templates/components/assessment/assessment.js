// The self-assessment: one question at a time, then the result. The state is in the address' fragment and nowhere else,
// so that Back, reloading and sharing just work. The rule is severity-rule.js, the arithmetic deadlines.js; every word
// is the page's. See assessment.html.

/** Fill in the places of a phrase: `{level}`. */
function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? values[name] : place));
}

/** Give the wall-clock parts of a moment (minutes since 1970) in a time zone. */
function wallClock(minute, zone) {
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" };
  const parts = new Intl.DateTimeFormat("en", options).formatToParts(minute * 60000);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** Give a moment in words: the page's form of a date, the time of day and the zone. */
function momentIn(minute, zone, words, language) {
  const clock = wallClock(minute, zone);
  const weekday = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "long" }).format(minute * 60000);
  const day = fill(words.day, { ...clock, month: words.months[clock.month - 1] });
  return fill(words.moment, { weekday, day, time: `${clock.hour}:${clock.minute}`, zone });
}

class Assessment {
  constructor(root) {
    this.root = root;
    this.data = JSON.parse(root.querySelector("script").textContent);
    this.words = this.data.words;
    this.calendar = readCalendar(this.data.calendar);
    this.language = document.documentElement.lang || undefined;
    this.zone = Intl.DateTimeFormat().resolvedOptions().timeZone || this.data.calendar.zone;
    this.title = document.title;
    this.remembered = new Map();
    this.view = root.querySelector('[data-part="view"]');
    root.querySelector('[data-part="plain"]').remove();
    window.addEventListener("hashchange", () => this.show(true));
    this.show(false);
  }

  template(kind, id) {
    const found = [...this.root.querySelectorAll(`template[data-${kind}]`)].find((one) => one.dataset[kind] === id);
    return found.content.cloneNode(true);
  }

  /** Show what the fragment says; `moved` is true after the first time, when the focus follows. */
  show(moved) {
    const text = location.hash.slice(1);
    if (text && document.getElementById(text)) return;
    const state = text ? readFragment(this.data, text) : { answers: new Map(), ask: null, older: null };
    const { answers, ask, older } = state ?? { answers: new Map(), ask: null, older: null };
    if (!text) this.remembered = new Map();
    for (const [question, answer] of answers) this.remembered.set(question, answer);
    const question = this.data.questions.find(({ id }) => id === ask) ?? nextQuestion(this.data, answers);
    const page = question ? this.question(question, answers) : this.result(answers);
    const past = older ?? this.olderVersion(text);
    const notices = [...(state ? [] : [this.template("part", "refused")]), ...(past ? [this.older(past)] : [])];
    this.view.replaceChildren(...notices, page);
    const heading = this.view.querySelector('[data-part="heading"]');
    document.title = text ? `${heading.textContent.trim()} – ${this.title}` : this.title;
    if (moved) (state ? heading : this.view.querySelector('[role="alert"]')).focus();
  }

  /** Give the earlier version that a fragment names, though the rest of it may not be readable any more. */
  olderVersion(text) {
    const version = text.slice(0, 60).match(/^v=([\w.-]+)(&|$)/)?.[1];
    return version !== this.data.version && this.data.versions.includes(version) ? version : null;
  }

  older(version) {
    const notice = this.template("part", "older");
    notice.querySelector('[data-slot="text"]').textContent = fill(this.words.older, { version, now: this.data.version });
    const newer = this.data.versions.slice(this.data.versions.indexOf(version) + 1);
    notice.querySelector("ul").append(...newer.map((one) => this.template("version", one)));
    return notice;
  }

  go(fragment) {
    location.hash = fragment;
  }

  question(question, answers) {
    const page = this.template("question", question.id);
    const form = page.querySelector("form");
    this.offer(page, question, answers);
    const at = this.data.questions.indexOf(question);
    this.back(page, at ? this.data.questions[at - 1] : null, answers);
    const chosen = answers.get(question.id) ?? this.remembered.get(question.id);
    const radios = [...form.querySelectorAll("input[type=radio]")];
    for (const radio of radios) radio.checked = radio.value === chosen;
    const summary = form.querySelector('[data-part="error"]');
    form.querySelector('[data-part="to-answer"]').addEventListener("click", (event) => {
      event.preventDefault();
      radios[0].focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const radio = radios.find((one) => one.checked);
      if (radio) return this.answer(question, radio.value, answers);
      summary.hidden = false;
      for (const message of form.querySelectorAll('[data-part="message"]')) message.hidden = false;
      form.querySelector("fieldset").setAttribute("aria-describedby", form.querySelector('[data-part="message"]').id);
      document.title = fill(this.words.errorTitle, { title: this.title });
      summary.focus();
      return undefined;
    });
    const others = new Map([...answers].filter(([name]) => name !== question.id));
    if (others.size) page.append(this.answerList(others, answers));
    return page;
  }

  /** Leave the answers that can be given now, each with the hint for the answers before. */
  offer(page, question, answers) {
    const open = new Set(offered(question, answers).map((answer) => answer.id));
    for (const choice of page.querySelectorAll("[data-answer]")) {
      if (!open.has(choice.dataset.answer) && choice.dataset.answer !== UNSURE) {
        choice.remove();
        continue;
      }
      const hints = [...choice.querySelectorAll("[data-hint]")];
      const fits = (hint) => !hint.dataset.question || hint.dataset.ids.split(" ").includes(answers.get(hint.dataset.question));
      // The last hint that fits is the most particular one: the answer's own stands first.
      const chosen = hints.filter(fits).at(-1);
      for (const hint of hints) if (hint !== chosen) hint.remove();
      if (chosen) choice.querySelector("input").setAttribute("aria-describedby", chosen.id);
    }
  }

  answer(question, value, answers) {
    const given = stillValid(this.data, new Map([...this.remembered, ...answers, [question.id, value]]));
    this.remembered = new Map(given);
    // The entry that is left keeps the answer, so that the browser's Back finds it chosen.
    history.replaceState(null, "", `#${writeFragment(this.data, given, question.id)}`);
    this.go(writeFragment(this.data, given, null));
  }

  back(page, question, answers) {
    const link = page.querySelector('[data-part="back"]');
    if (question) link.href = `#${writeFragment(this.data, answers, question.id)}`;
    else link.parentElement.remove();
  }

  label(question, answer) {
    return answer === UNSURE ? this.words.unsure : this.data.labels[question][answer];
  }

  answerList(shown, answers) {
    const list = this.template("part", "answers");
    const rows = this.data.questions.filter(({ id }) => shown.has(id)).map(({ id }) => {
      const row = this.template("part", "answer");
      row.querySelector('[data-slot="question"]').textContent = this.words.asks[id];
      row.querySelector('[data-slot="answer"]').textContent = this.label(id, shown.get(id));
      const link = row.querySelector("a");
      link.href = `#${writeFragment(this.data, answers, id)}`;
      link.querySelector('[data-slot="about"]').textContent = this.words.asks[id];
      return row;
    });
    list.querySelector("dl").append(...rows);
    return list;
  }

  tag(place) {
    return this.template("tag", this.data.levels[place].id);
  }

  name(place) {
    return this.data.levels[place].name;
  }

  names(places) {
    return new Intl.ListFormat(this.language, { type: "disjunction" }).format(places.map((place) => this.name(place)));
  }

  result(answers) {
    const places = possible(this.data, answers);
    const page = this.template("part", "result");
    const part = (name) => page.querySelector(`[data-part="${name}"]`);
    this.back(page, this.data.questions.at(-1), answers);
    part("heading").append(...(places.length > 1 ? [this.names(places)] : [this.tag(places[0])]));
    if (places.length > 1) part("range").hidden = false;
    else this.explain(part, answers, places[0]);
    this.list(part("changes"), changes(this.data, answers).map((change) => {
      const item = document.createElement("li");
      const values = { question: this.words.asks[change.question], answer: this.label(change.question, change.answer) };
      item.append(fill(this.words.change, { ...values, level: this.names(change.levels) }));
      return item;
    }));
    part("promises").append(...places.map((place) => this.template("promise", this.data.levels[place].id)));
    this.deadlines(page, places);
    const next = this.template("next", this.data.levels[places[0]].id);
    part("next").prepend(next);
    this.share(part, answers, places);
    page.append(this.answerList(answers, answers));
    return page;
  }

  list(section, items) {
    if (items.length) section.querySelector("ul").append(...items);
    else section.remove();
  }

  /** Say which sentence decided the level, and which one kept it from being worse. */
  explain(part, answers, place) {
    const { before } = assess(this.data, answers);
    const why = part("why");
    why.hidden = false;
    const stepped = before !== place ? [this.template("part", "step-down")] : [];
    why.querySelector("ul").append(this.template("criteria", this.data.levels[before].id), ...stepped);
    const above = whyNotAbove(this.data, answers);
    if (!above) return;
    const section = part("above");
    section.hidden = false;
    section.querySelector("h3").textContent = fill(this.words.above, { level: this.name(above.level) });
    const criteria = this.template("criteria", this.data.levels[above.level].id);
    for (const item of criteria.querySelectorAll("li")) {
      const name = item.dataset.question;
      if (!above.criteria.includes(name)) item.remove();
      else item.append(` ${fill(this.words.answered, { answer: this.label(name, answers.get(name)) })}`);
    }
    section.querySelector("ul").append(criteria, ...(above.steppedDown ? [this.template("part", "step-down")] : []));
  }

  deadlines(page, places) {
    const field = page.querySelector("input[type=datetime-local]");
    const counted = page.querySelector('[data-part="counted"]');
    const soonest = page.querySelector('[data-part="soonest"]');
    const cells = [...page.querySelectorAll("[data-promise]")];
    const inZone = (minute, zone) => momentIn(minute, zone, this.words, this.language);
    const first = this.data.levels[places[0]].targets[0];
    page.querySelector('[data-slot="zone"]').textContent = this.zone;
    const update = () => {
      const planned = field.value ? new Date(field.value).getTime() : Date.now();
      const reported = Math.floor(planned / 60000);
      const when = field.value ? this.words.planned : this.words.now;
      counted.textContent = fill(when, { moment: inZone(reported, this.zone) });
      for (const cell of cells) {
        const place = this.data.levels.findIndex(({ id }) => id === cell.dataset.level);
        const target = this.data.levels[place].targets.find(({ id }) => id === cell.dataset.promise);
        const minute = due(this.calendar, reported, target.amount, target.unit);
        const [desk, own] = cell.querySelectorAll("[data-slot]");
        desk.textContent = minute === null ? this.words.notKnown : inZone(minute, this.data.calendar.zone);
        const same = minute === null || this.zone === this.data.calendar.zone;
        own.textContent = same ? "" : fill(this.words.own, { moment: inZone(minute, this.zone) });
      }
      const minute = due(this.calendar, reported, first.amount, first.unit);
      soonest.hidden = minute === null;
      if (minute !== null) {
        const phrase = field.value ? this.words.soonestPlanned : this.words.soonest;
        soonest.textContent = fill(phrase, { moment: inZone(minute, this.zone) });
      }
    };
    field.addEventListener("input", update);
    page.querySelector('[data-part="now"]').addEventListener("click", () => {
      field.value = "";
      update();
    });
    update();
  }

  share(part, answers, places) {
    const link = new URL(`#${writeFragment(this.data, answers, null)}`, location.href).href;
    const today = wallClock(Math.floor(Date.now() / 60000), this.zone);
    const lines = [...answers].map(([name, answer]) => `${this.words.asks[name]} ${this.label(name, answer)}`);
    const day = fill(this.words.day, { ...today, month: this.words.months[today.month - 1] });
    const values = { level: this.names(places), answers: lines.join("\n"), version: this.data.version, day, link };
    part("text").value = fill(this.words.text, values);
    part("text").rows = lines.length + 5;
    part("link").value = link;
    for (const [button, field] of [["copy-text", "text"], ["copy-link", "link"]]) {
      const source = part(field);
      const status = part(`${button}-done`);
      part(button).addEventListener("click", async () => {
        source.select();
        try {
          await navigator.clipboard.writeText(source.value);
          status.textContent = this.words.copied;
        } catch {
          // Without permission the text is at least selected, to be copied by hand.
          source.focus();
          status.textContent = this.words.selected;
        }
      });
    }
  }
}

if (typeof document !== "undefined") {
  document.querySelectorAll('[data-module="assessment"]').forEach((root) => new Assessment(root));
}
if (typeof module !== "undefined") module.exports = { fill };
