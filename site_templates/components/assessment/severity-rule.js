// The rule of the severity matrix, and its shareable fragment. Pure; does the same as generator/severity, on the page's
// data. Answers are Maps from a question's id to an answer's id, so that no name (`__proto__`) has a special meaning.

const UNSURE = "unknown";
const LONGEST = 2000;

/** Return the answers that a question offers after the answers given; an unknown one rules nothing out. */
function offered(question, given) {
  return question.answers.filter((answer) => answer.onlyIf.every(([name, ids]) => {
    const found = given.get(name) ?? UNSURE;
    return found === UNSURE || ids.includes(found);
  }));
}

/** Return whether an answer, or "I don't know", can be given to a question after others. */
function mayAnswer(question, answer, given) {
  return answer === UNSURE ? question.unsure : offered(question, given).some((one) => one.id === answer);
}

/** Return every combination of answers that the rule allows, in the order of the questions. */
function combinations(rule) {
  return rule.questions.reduce((waiting, question) => waiting.flatMap((given) =>
    offered(question, given).map((answer) => new Map(given).set(question.id, answer.id))), [new Map()]);
}

function rank(question, answer) {
  return question.answers.findIndex((one) => one.id === answer);
}

/** Return the criteria of a level that complete answers do not meet. */
function lacking(rule, level, answers) {
  return level.criteria.filter(({ question: name, atLeast }) => {
    if (rule.stepDown && rule.stepDown.question === name) return false;
    const question = rule.questions.find((one) => one.id === name);
    return rank(question, answers.get(name)) > rank(question, atLeast);
  });
}

/** Return the index of the level of complete answers, and of the one before stepping down. */
function assess(rule, answers) {
  const met = rule.levels.findIndex((level) => !lacking(rule, level, answers).length);
  const before = met < 0 ? rule.levels.length - 1 : met;
  const step = rule.stepDown;
  const down = step && answers.get(step.question) === step.answer ? step.by : 0;
  return { level: Math.min(before + down, rule.levels.length - 1), before };
}

/** Return the indexes of the levels that incomplete or unknown answers may still give, the worst first. */
function possible(rule, answers) {
  const fits = (whole) => [...whole].every(([name, answer]) => [answer, UNSURE].includes(answers.get(name) ?? UNSURE));
  const places = combinations(rule).filter(fits).map((whole) => assess(rule, whole).level);
  return [...new Set(places)].sort((a, b) => a - b);
}

/** Return why the level above was not reached: {level, criteria} not met, or {level, steppedDown: true}. */
function whyNotAbove(rule, answers) {
  const { level, before } = assess(rule, answers);
  if (level === 0) return null;
  const above = level - 1;
  if (before <= above) return { level: above, criteria: [], steppedDown: true };
  const criteria = lacking(rule, rule.levels[above], answers).map((criterion) => criterion.question);
  return { level: above, criteria, steppedDown: false };
}

/** Return the single answers that would give other levels: for each question and level, the nearest such answer. */
function changes(rule, answers) {
  const now = possible(rule, answers).join();
  return rule.questions.flatMap((question) => {
    const current = rank(question, answers.get(question.id));
    const near = (answer) => Math.abs(rank(question, answer.id) - current);
    const seen = new Set([now]);
    return [...question.answers].sort((a, b) => near(a) - near(b)).flatMap((answer) => {
      const levels = possible(rule, new Map(answers).set(question.id, answer.id));
      if (!levels.length || seen.has(levels.join())) return [];
      seen.add(levels.join());
      return [{ question: question.id, answer: answer.id, levels }];
    });
  });
}

/** Return the first question that is not answered, or null. */
function nextQuestion(rule, answers) {
  return rule.questions.find((question) => !answers.has(question.id)) ?? null;
}

/** Return the answers without those that earlier answers no longer allow. */
function stillValid(rule, answers) {
  const kept = new Map();
  for (const question of rule.questions) {
    const answer = answers.get(question.id);
    if (answer !== undefined && mayAnswer(question, answer, kept)) kept.set(question.id, answer);
  }
  return kept;
}

/**
 * Write a fragment: the version, the answers in the order of the questions, and the question that is asked again; or the
 * moment of the report (minutes since 1970, in UTC as 20261224T1700), if one was chosen.
 */
function writeFragment(rule, answers, ask, at = null) {
  const pairs = rule.questions.filter(({ id }) => answers.has(id)).map(({ id }) => [id, answers.get(id)]);
  const moment = at === null ? [] : [["at", new Date(at * 60000).toISOString().replace(/-|:/g, "").slice(0, 13)]];
  return [["v", rule.version], ...pairs, ...(ask ? [["ask", ask]] : moment)].map((pair) => pair.join("=")).join("&");
}

/**
 * Read a fragment as a whole: {answers, ask, older, at}, or null if anything in it differs from what writeFragment writes.
 * `older` is the version of the matrix in an older link whose answers this version still knows; otherwise null.
 */
function readFragment(rule, text) {
  if (text.length > LONGEST || !/^v=[\w.-]+(&[\w-]+=[\w-]+)*$/.test(text)) return null;
  const pairs = text.split("&").map((part) => part.split("="));
  const [, version] = pairs.shift();
  if (!rule.versions.includes(version)) return null;
  const last = pairs.length ? pairs.at(-1) : [];
  const at = last[0] === "at" ? readMoment(pairs.pop()[1]) : null;
  if (Number.isNaN(at)) return null;
  const ask = pairs.length && pairs.at(-1)[0] === "ask" ? pairs.pop()[1] : null;
  const answers = new Map();
  let before = -1;
  for (const [name, answer] of pairs) {
    const at = rule.questions.findIndex((question) => question.id === name);
    if (at <= before || !mayAnswer(rule.questions[at], answer, answers)) return null;
    before = at;
    answers.set(name, answer);
  }
  if (ask !== null) {
    const at = rule.questions.findIndex((question) => question.id === ask);
    if (at < 0 || rule.questions.slice(0, at).some(({ id }) => !answers.has(id))) return null;
  }
  return { answers, ask, older: version === rule.version ? null : version, at };
}

/** Return a moment of a fragment in minutes since 1970, NaN if it is none. */
function readMoment(text) {
  const parts = text.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)$/);
  return parts ? Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}Z`) / 60000 : NaN;
}

if (typeof module !== "undefined") {
  module.exports = {
    offered, combinations, assess, possible, whyNotAbove, changes, nextQuestion, stillValid, writeFragment, readFragment,
  };
}
