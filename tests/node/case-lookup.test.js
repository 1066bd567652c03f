const assert = require("node:assert/strict");
const { test } = require("node:test");
const path = require("node:path");
const { fits, casesIn, errorsIn, digest, lookUp } = require(
  path.join(__dirname, "../../site_templates/components/case-lookup/case-lookup.js"),
);

// What Python tells the script comes from tests/test_case_lookup.py.
const page = { ...JSON.parse(process.env.CASE_VECTORS).page, digits: "1", shards: "/cases/", index: "/finder.json" };
const withPattern = (pattern) => ({ ...page, pattern });

/** Answer requests from files by their addresses; gives what was asked for. */
function serving(context, files) {
  const fetch = async (address) => ({ ok: address in files, status: 404, json: async () => files[address] });
  return context.mock.method(globalThis, "fetch", fetch).mock;
}

const index = { id: "NRC-1042\nNRC-1043\n2026-A-7", title: "Sleeps\nWakes\nOther" };
const empty = Object.fromEntries([..."0123456789abcdef"].map((digit) => [`/cases/${digit}.json`, { digests: {}, errors: {} }]));

test("case ids are found in an e-mail, each once, however they are written", () => {
  const mail = "Re: Case NS-204113 (ns 204113)\n> NS\u2011204270, NS/204113, RNS-204999, NS-2041133, NS-20411 on 2026-11-25.";
  assert.deepEqual(casesIn(mail, page), ["NS-204113", "NS\u2010204270"]);
  assert.deepEqual(casesIn("  ns 204 113\n", page), ["  ns 204 113\n"]);
  assert.deepEqual(casesIn("x ".repeat(200), withPattern("")), []);
  assert.deepEqual(casesIn("x ".repeat(200), withPattern("(?P<a>NS)")), []);
});

test("errors are named by their ids, however they are written", () => {
  const ids = index.id.split("\n");
  for (const text of ["NRC-1042", "nrc 1042", "nrc1042", "NRC\u20111042", "see NRC-1042, or NRC-1042."]) assert.deepEqual(errorsIn(text, ids), [0]);
  assert.deepEqual([errorsIn("A1-2", ["A-12", "A-1-2"]), errorsIn("A12", ["A-12", "A-1-2"])], [[1], [0]]);
  assert.deepEqual(errorsIn("2026 a 7 before nrc-1043", ids), [2, 1]);
  for (const text of ["NRC-104", "NRC-10420", "1042", "XNRC-1042", ""]) assert.deepEqual(errorsIn(text, ids), []);
});

test("the id of an error is told from that of a case, and asks for no shard", async (context) => {
  const asked = serving(context, { "/finder.json": index });
  assert.deepEqual(await lookUp("nrc 1042", page), [{ answer: "error", error: { id: "NRC-1042", title: "Sleeps" } }]);
  assert.deepEqual(asked.calls.map((call) => call.arguments), [["/finder.json"]]);
  assert.deepEqual(await lookUp("nrc 1049", page), [{ answer: "pattern" }]);
});

test("an error in an e-mail is told, besides the case that is none", async (context) => {
  serving(context, { ...empty, "/finder.json": index });
  const answers = await lookUp("Your case NS-204113 may be NRC-1043.", page);
  assert.deepEqual(answers, [{ answer: "error", error: { id: "NRC-1043", title: "Wakes" } }, { answer: "missing", id: "NS-204113" }]);
});

test("of very many case ids the first are looked up, and it is said", async (context) => {
  const asked = serving(context, { ...empty, "/finder.json": { id: "", title: "" } });
  const answers = await lookUp(Array.from({ length: 5000 }, (_, at) => `NS-${204113 + at}`).join(" "), page);
  assert.deepEqual(answers.map(({ answer }) => answer), [...Array(10).fill("missing"), "more"]);
  assert.equal(asked.calls.length, 11);
});

test("nothing but blanks is no question", async () => {
  assert.deepEqual(await lookUp(" \n", page), [{ answer: "empty" }]);
});

test("a pattern that the browser cannot read is not held against a case id", () => {
  assert.equal(fits("NS-204113", withPattern("(?P<a>NS)")), true);
  assert.equal(fits("-", withPattern("(?P<a>NS)")), false);
});

test("a list that cannot be fetched, or is none, is a failure and not an answer", async (context) => {
  for (const broken of [
    () => Promise.reject(new TypeError("offline")),
    () => Promise.resolve({ ok: false }),
    () => Promise.resolve({ ok: true, json: () => Promise.reject(new SyntaxError("cut short")) }),
    () => Promise.resolve({ ok: true, json: () => Promise.resolve({}) }),
  ]) {
    context.mock.method(globalThis, "fetch", broken);
    assert.deepEqual(await lookUp("NS-204113", page), [{ answer: "failed" }]);
    assert.deepEqual(await lookUp("nrc 1042", page), [{ answer: "failed" }]);
  }
});

test("only the digest's first digits are asked for, and every error behind the case is found", async (context) => {
  const key = await digest("ns 204113", page);
  const shard = { digests: { [key]: ["A-1", "B-2"] }, errors: { "A-1": { title: "a", status: "s" }, "B-2": { title: "b", status: "t" } } };
  const asked = serving(context, { ...empty, [`/cases/${key[0]}.json`]: shard, "/finder.json": index });
  const found = await lookUp("ns 204113", page);
  assert.deepEqual(found.map(({ id, error }) => [id, error.id]), [["ns 204113", "A-1"], ["ns 204113", "B-2"]]);
  assert.deepEqual(asked.calls.map((call) => call.arguments), [[`/cases/${key[0]}.json`]]);
  assert.deepEqual(await lookUp("NS-204114", page), [{ answer: "missing", id: "NS-204114" }]);
});
