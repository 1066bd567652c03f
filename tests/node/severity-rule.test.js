const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const rule = require(path.join(__dirname, "../../site_templates/components/assessment/severity-rule.js"));

// What the page is given, and what Python makes of it, comes from tests/severity/test_rule_in_javascript.py.
const { shared, matrices } = JSON.parse(process.env.SEVERITY_RULE);
const publisher = matrices.content.data;
const idOf = (data) => (place) => data.levels[place].id;

test("all 42 combinations have the level worked out by hand", () => {
  assert.equal(rule.combinations(publisher).length, 42);
  for (const row of shared.cases) {
    const answers = new Map(shared.questions.map((question, at) => [question, row[at]]));
    assert.equal(publisher.levels[rule.assess(publisher, answers).level].id, row.at(-1), row.join());
  }
});

for (const [name, { data, explained }] of Object.entries(matrices)) {
  test(`the matrix '${name}' is explained as Python explains it`, () => {
    for (const one of explained) {
      const answers = new Map(one.answers);
      const label = one.answers.join();
      assert.deepEqual(rule.possible(data, answers).map(idOf(data)), one.possible, label);
      const changes = rule.changes(data, answers).map((c) => [c.question, c.answer, c.levels.map(idOf(data))]);
      assert.deepEqual(changes, one.changes, label);
      if (!one.complete) continue;
      const above = rule.whyNotAbove(data, answers);
      assert.deepEqual(above && [data.levels[above.level].id, above.criteria, above.steppedDown], one.above, label);
    }
  });

  test(`every combination of the matrix '${name}' is read from the fragment it is written as`, () => {
    for (const one of explained) {
      const fragment = rule.writeFragment(data, new Map(one.answers), null);
      assert.equal(fragment, one.fragment);
      const unsure = (id) => data.questions.find((question) => question.id === id).unsure;
      if (one.answers.some(([id, answer]) => answer === "unknown" && !unsure(id))) continue;
      assert.deepEqual([...rule.readFragment(data, fragment).answers], one.answers);
    }
  });
}

const V = "v=1.0";
const ALL = `${V}&environment=production&impact=severe&interruption=continuous&workaround=no`;
const REFUSED = {
  "nothing of ours": "how-severe",
  "no version": "environment=lab",
  "a version nobody knows": "v=9.9&environment=lab",
  "the version twice": `${V}&v=1.0`,
  "an unknown question": `${V}&mood=bad`,
  "an unknown answer": `${V}&environment=moon`,
  "an answer that earlier ones rule out": `${V}&environment=lab&impact=severe`,
  "other order": `${V}&impact=severe&environment=production`,
  "the same question twice": `${V}&environment=lab&environment=lab`,
  "I don't know, where it is not offered": `${V}&environment=unknown`,
  "an empty answer": `${V}&environment=`,
  "__proto__": `${V}&__proto__=x`,
  "__proto__ as an answer": `${V}&environment=__proto__`,
  constructor: `${V}&constructor=name`,
  "toString as an answer": `${V}&environment=toString`,
  markup: `${V}&environment=<img src=x onerror=alert(1)>`,
  "percent signs": `${V}&environment=%6cab`,
  "a pair without a value": `${V}&environment`,
  "an end that is open": `${ALL}&`,
  "asking for an unknown question": `${V}&ask=mood`,
  "asking for a question before its turn": `${V}&ask=workaround`,
  "asking in the middle": `${V}&ask=environment&environment=lab`,
  "100 KB": `${ALL}&${"a=b&".repeat(25600)}`,
  "100 KB of one letter": "v".repeat(102400),
};
for (const [name, fragment] of Object.entries(REFUSED)) {
  test(`a fragment is refused as a whole: ${name}`, () => assert.equal(rule.readFragment(publisher, fragment), null));
}

test("a fragment that asks a question again keeps the answers", () => {
  const { answers, ask } = rule.readFragment(publisher, `${ALL}&ask=impact`);
  assert.equal(ask, "impact");
  assert.equal(answers.size, 4);
});

test("an older version is read with the answers that still fit, and named", () => {
  const { data } = matrices.german;
  assert.equal(rule.readFragment(data, "v=2025-a&sicherheit=nein&umfang=alle").older, "2025-a");
  assert.equal(rule.readFragment(data, "v=2026-b&sicherheit=nein&umfang=alle").older, null);
});

test("changing an answer drops the later ones that it rules out, and no others", () => {
  const answers = new Map([["environment", "lab"], ["impact", "severe"], ["interruption", "none"], ["workaround", "no"]]);
  assert.deepEqual([...rule.stillValid(publisher, answers).keys()], ["environment", "interruption", "workaround"]);
  assert.equal(rule.nextQuestion(publisher, rule.stillValid(publisher, answers)).id, "impact");
});
