// The self-assessment: one question at a time, then the result. The state is in the fragment of the address and nowhere
// else, so that Back, reloading and sharing just work. The rule is in severity-rule.js; all text comes from the page.
// See assessment.html.

function mount(root) {
  const page = new AssessmentPage(root);
  const { data, title } = page;
  const place = root.querySelector('[data-part="view"]');
  // Answers given before going back are offered again.
  let remembered = new Map();

  /** Show what the fragment says; `moved` is true except on the first call, and moves the focus to the view. */
  function show(moved) {
    const text = location.hash.slice(1);
    if (text && document.getElementById(text)) return;
    const start = { answers: new Map(), ask: null, older: null, at: null };
    const state = text ? readFragment(data, text) : start;
    const { answers, ask, older, at } = state ?? start;
    if (!text) remembered = new Map();
    for (const [question, answer] of answers) remembered.set(question, answer);
    const question = data.questions.find(({ id }) => id === ask) ?? nextQuestion(data, answers);
    const past = older ?? olderVersion(text);
    const notices = [...(state ? [] : [page.template("part", "refused")]), ...(past ? [noticeOf(past)] : [])];
    place.replaceChildren(...notices, question ? viewOf(question, answers) : resultView(page, answers, at));
    const heading = place.querySelector('[data-part="heading"]');
    document.title = text ? `${heading.textContent.trim()} – ${title}` : title;
    if (moved) (state ? heading : place.querySelector('[role="alert"]')).focus();
  }

  function viewOf(question, answers) {
    const chosen = answers.get(question.id) ?? remembered.get(question.id);
    return questionView(page, question, answers, chosen, (answer) => {
      const given = stillValid(data, new Map([...remembered, ...answers, [question.id, answer]]));
      remembered = new Map(given);
      // The history entry being left keeps the answer, so that the browser's Back finds it chosen.
      history.replaceState(null, "", `#${writeFragment(data, given, question.id)}`);
      location.hash = writeFragment(data, given, null);
    });
  }

  /** Return the earlier version that a fragment names, even if the rest can no longer be read; null if none. */
  function olderVersion(text) {
    const version = text.slice(0, 60).match(/^v=([\w.-]+)(&|$)/)?.[1];
    return version !== data.version && data.versions.includes(version) ? version : null;
  }

  function noticeOf(version) {
    const notice = page.template("part", "older");
    notice.querySelector('[data-slot="text"]').textContent = fill(page.messages.older, { version, now: data.version });
    const newer = data.versions.slice(data.versions.indexOf(version) + 1);
    notice.querySelector("ul").append(...newer.map((one) => page.template("version", one)));
    return notice;
  }

  root.querySelector('[data-part="plain"]').remove();
  addEventListener("hashchange", () => show(true));
  show(false);
}

document.querySelectorAll('[data-module="assessment"]').forEach(mount);
