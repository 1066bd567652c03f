"""A step appended to a history changes nothing else: comments, layout and line ends live on."""

from __future__ import annotations

from pathlib import Path

import pytest
from corrigenda.edits.cases import with_cases
from corrigenda.edits.draft import Draft, draft_text, next_id
from corrigenda.edits.history import append_step, replace_last_step
from corrigenda.edits.replacing import with_value
from corrigenda.edits.scalars import block, scalar
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.read_source import read_source
from corrigenda.yaml_text.nodes import plain
from corrigenda.yaml_text.reader import read_text
from corrigenda.yaml_text.text import UNWANTED
from hypothesis import given
from hypothesis import strategies as st

from tests.project import SAMPLE, TODAY

STEP = {"date": "2026-11-25", "status": "planned", "release": "12.7", "note": "Tests failed."}
ENTRY = '{date: 2026-11-25, status: planned, release: "12.7", note: Tests failed.}'
HEAD = "id: A-1\nhistory:\n"

CASES = {
    "one line each": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\ncases: [X]\n",
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n  - {ENTRY}\ncases: [X]\n",
    ),
    "a comment behind the last entry": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}} # seen by jh\n# the end\n",
        f"{HEAD}  - {{date: 2026-01-01, status: registered}} # seen by jh\n  - {ENTRY}\n# the end\n",
    ),
    "fields below one another": (
        f"{HEAD}  - date: 2026-01-01\n    status: registered\n\n# private\ncases: [X]\n",
        f"{HEAD}  - date: 2026-01-01\n    status: registered\n  - {ENTRY}\n\n# private\ncases: [X]\n",
    ),
    "dashes that are not indented": (
        f"{HEAD}- {{date: 2026-01-01, status: registered}}\n",
        f"{HEAD}- {{date: 2026-01-01, status: registered}}\n- {ENTRY}\n",
    ),
    "a dash on a line of its own": (
        f"{HEAD}  -\n    date: 2026-01-01\n    status: registered\n",
        f"{HEAD}  -\n    date: 2026-01-01\n    status: registered\n  - {ENTRY}\n",
    ),
    "a block at the end": (
        f"{HEAD}  - date: 2026-01-01\n    note: |\n      One.\n\n      # Two.\n\n  # outer\ncases: [X]\n",
        f"{HEAD}  - date: 2026-01-01\n    note: |\n      One.\n\n      # Two.\n  - {ENTRY}\n\n  # outer\ncases: [X]\n",
    ),
    "a folded block at the end of the file": (
        f"{HEAD}  - date: 2026-01-01\n    note: >-\n      One\n      two.\n",
        f"{HEAD}  - date: 2026-01-01\n    note: >-\n      One\n      two.\n  - {ENTRY}\n",
    ),
    "a plain text over two lines": (
        f"{HEAD}  - date: 2026-01-01\n    note: One\n      two.\ncases: [X]\n",
        f"{HEAD}  - date: 2026-01-01\n    note: One\n      two.\n  - {ENTRY}\ncases: [X]\n",
    ),
    "no line end at the end": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}",
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n  - {ENTRY}",
    ),
    "line ends of Windows": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\ncases: [X]\n".replace("\n", "\r\n"),
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n  - {ENTRY}\ncases: [X]\n".replace("\n", "\r\n"),
    ),
    "line ends of an old Macintosh": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\ncases: [X]\n".replace("\n", "\r"),
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n  - {ENTRY}\ncases: [X]\n".replace("\n", "\r"),
    ),
    "line ends of Windows, none at the end": (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}".replace("\n", "\r\n"),
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n  - {ENTRY}".replace("\n", "\r\n"),
    ),
    "a list in brackets": (
        "id: A-1\nhistory: [{date: 2026-01-01, status: registered}] # short\n",
        f"id: A-1\nhistory: [{{date: 2026-01-01, status: registered}}, {ENTRY}] # short\n",
    ),
    "a list in brackets behind a byte order mark": (
        "\ufeffid: A-1\nhistory: [{date: 2026-01-01, status: registered}]\n",
        f"\ufeffid: A-1\nhistory: [{{date: 2026-01-01, status: registered}}, {ENTRY}]\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_step_is_appended_below_the_last_one(case: str) -> None:
    before, after = CASES[case]
    assert append_step(before, STEP) == after
    assert read_text(after.removeprefix("\ufeff"), "x.yml").problems == ()


@pytest.mark.parametrize("case", CASES)
def test_the_last_step_is_taken_back_as_if_it_had_not_been_appended(case: str) -> None:
    before, after = CASES[case]
    assert replace_last_step(after, None) == before


@pytest.mark.parametrize("case", CASES)
def test_the_last_step_is_replaced_where_it_is(case: str) -> None:
    before, after = CASES[case]
    wrong = append_step(before, {**STEP, "note": "Tests failed: the lab is closed, and the driver needs a build." * 2})
    assert replace_last_step(wrong, STEP) == after


ONLY = "{date: 2026-01-01, status: registered}"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}  - {ONLY}\n  - {ENTRY} # allow: plan-passed because\n",
        f"{HEAD}  - {ONLY}\n  - date: 2026-11-25  # a Wednesday\n    status: confirmed\n",
        f"{HEAD}  - {ONLY}\n  - # now\n    {ENTRY}\n",
        f"id: A-1\nhistory: [{ONLY}, # first\n  {ENTRY}]\n",
    ],
)
def test_a_step_with_a_comment_of_its_own_is_not_replaced(text: str) -> None:
    assert replace_last_step(text, None) is None


def test_a_number_sign_in_a_note_is_no_comment_and_comments_around_a_step_stay() -> None:
    first, note = f"{HEAD}  - {ONLY}\n  # above\n", "{date: 2026-11-25, status: confirmed, note: 'See # 1.'}"
    text = f"{first}  - {note}\n# below\ncases: [X]\n"
    assert replace_last_step(text, None) == f"{first}# below\ncases: [X]\n"
    assert replace_last_step(text, STEP) == f"{first}  - {ENTRY}\n# below\ncases: [X]\n"


def test_a_long_step_is_written_below_one_another() -> None:
    note = "The driver needs a signed build: it takes longer than 12.5 can wait, and the lab is closed until October."
    text = append_step(f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n", {**STEP, "note": note})
    assert text == (
        f"{HEAD}  - {{date: 2026-01-01, status: registered}}\n"
        "  - date: 2026-11-25\n"
        "    status: planned\n"
        '    release: "12.7"\n'
        f'    note: "{note}"\n'
    )


@pytest.mark.parametrize("path", sorted((SAMPLE / "roadmap").rglob("*.yml")), ids=lambda path: path.stem)
def test_a_step_appended_to_a_real_file_is_its_only_change(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    after = append_step(before, STEP)
    old, new = before.split("\n"), after.split("\n")
    assert [line for line in new if ENTRY not in line] == old
    source = read_source(after.encode(), "x.yml", ErrorSource).source
    assert source is not None
    assert source.history[-1].note == "Tests failed."
    assert source.history[:-1] == read_source(before.encode(), "x.yml", ErrorSource).source.history  # type: ignore[union-attr]


ANY_LINE = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1)
    .map(lambda text: text.strip())
    .filter(lambda text: UNWANTED.search(text) is None)
)


@given(ANY_LINE.filter(bool))
def test_any_line_is_read_back_from_its_scalar(text: str) -> None:
    for source in (f"a: {scalar(text)}\n", f"a: {{b: {scalar(text)}, c: d}}\n"):
        root = read_text(source, "x.yml").root
        assert root is not None, source
        values = plain(root)
        assert isinstance(values, dict)
        assert values["a"] in (text, {"b": text, "c": "d"})


@given(st.lists(ANY_LINE, min_size=1).map("\n".join).filter(lambda text: bool(text.strip())))
def test_any_text_is_read_back_from_its_block(text: str) -> None:
    root = read_text(f"a: {block(text, '  ')}\nb: c\n", "x.yml").root
    assert root is not None
    values = plain(root)
    assert isinstance(values, dict)
    assert str(values["a"]).strip() == "\n".join(line.rstrip() for line in text.strip().split("\n"))


@pytest.mark.parametrize(
    ("ids", "taken", "found"),
    [
        (["NRC-1063", "NRC-1001"], [], "NRC-1064"),
        (["NRC-9", "NRC-10"], [], "NRC-11"),
        (["NRC-0099"], [], "NRC-0100"),
        (["NRC-1"], ["nrc-2", "NRC-3"], "NRC-4"),
        (["NRC-A"], [], None),
        ([], [], None),
    ],
)
def test_the_next_id_is_the_first_free_one_after_the_highest(ids: list[str], taken: list[str], found: str) -> None:
    assert next_id(ids, [*ids, *taken]) == found


def test_a_draft_is_a_valid_file_with_the_line_that_editors_look_for() -> None:
    draft = Draft(
        id="NRC-1064",
        title="Session: ends [early]",
        product="remote-control",
        answers=(("environment", "production"), ("workaround", "no")),
        summary="It ends.\n\n  Early.",
        history=({"date": TODAY.isoformat(), "status": "registered"},),
        affects=">=12.0 <12.5",
        cases=("NS-1", "NS-2"),
        internal=(("owner", "jh"),),
    )
    assert draft_text(draft) == (
        "# yaml-language-server: $schema=../../../schemas/error.schema.json\n"
        "id: NRC-1064\n"
        'title: "Session: ends [early]"\n'
        "product: remote-control\n"
        'assessment: {environment: production, workaround: "no"}\n'
        'affects: ">=12.0 <12.5"\n'
        "summary: |\n"
        "  It ends.\n"
        "\n"
        "    Early.\n"
        "history:\n"
        "  - {date: 2026-11-25, status: registered}\n"
        "cases: [NS-1, NS-2]\n"
        "internal: {owner: jh}\n"
    )
    assert read_source(draft_text(draft).encode(), "x.yml", ErrorSource).problems == ()


ERROR = """\
id: NVS-1  # permanent
title: "A: b"  # in quotes
assessment: {impact: minor}
summary: >-
  It ends
  early.
# about the history
history:
  - {date: 2026-11-25, status: registered}
internal:
  owner: jh  # who
  source: X-1
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "It ends: early", 'title: "A: b"', 'title: "It ends: early"'),
        (("assessment", "impact"), "no", "impact: minor", 'impact: "no"'),
        (("summary",), "It\n\nends.", "summary: >-\n  It ends\n  early.\n", "summary: |\n  It\n\n  ends.\n"),
        (("internal", "owner"), "[x]", "owner: jh", 'owner: "[x]"'),
        (("internal", "source"), "X-2", "source: X-1\n", "source: X-2\n"),
        (("workaround",), "Wait.", "history:", "workaround: |\n  Wait.\nhistory:"),
        (("affects",), ">=1", "history:", 'affects: ">=1"\nhistory:'),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_value_is_set_and_all_else_kept(
    path: tuple[str, ...], value: str, old: str, new: str, ending: str, mark: str
) -> None:
    text, meant = (mark + one.replace("\n", ending) for one in (ERROR, ERROR.replace(old, new)))
    assert with_value(text, path, value) == meant


@pytest.mark.parametrize(
    "text",
    [
        "id: NVS-1\ninternal: {}\n",
        "{id: NVS-1, title: x}\n",
        "id: NVS-1\n",
    ],
)
def test_a_value_that_has_no_place_is_not_set(text: str) -> None:
    assert with_value(text, ("internal", "source"), "X-1") is None
    assert with_value(text, ("workaround",), "Wait.") is None


CASED = "id: A-1\nhistory:\n  - {date: 2026-01-01, status: registered}\n"


@pytest.mark.parametrize(
    ("before", "cases", "after"),
    [
        (CASED, ["NS-1"], f"{CASED}cases: [NS-1]\n"),
        (CASED.rstrip("\n"), ["NS-1"], f"{CASED}cases: [NS-1]"),
        (
            f"{CASED}# who\ninternal: {{owner: jh}}\n",
            ["NS-1"],
            f"{CASED}# who\ncases: [NS-1]\ninternal: {{owner: jh}}\n",
        ),
        (f"{CASED}cases: [NS-1] \n# below\n", ["NS-1", "N # 2"], f'{CASED}cases: [NS-1, "N # 2"]\n# below\n'),
        (f"{CASED}cases: [NS-1,\n  NS-2]\n# below\n", ["NS-2"], f"{CASED}cases: [NS-2]\n# below\n"),
        (f"{CASED}cases:\n- NS-1\n- NS-2\n# below\n", ["NS-2", "NS-3"], f"{CASED}cases:\n- NS-2\n- NS-3\n# below\n"),
        (f"{CASED}cases:\n  - NS-1\n\ninternal: {{owner: jh}}\n", [], f"{CASED}\ninternal: {{owner: jh}}\n"),
        (f"{CASED}cases: [NS-1] # urgent\n", ["NS-2"], None),
        (f"{CASED}cases:\n  # urgent\n  - NS-1\n", ["NS-2"], None),
        (f"\ufeff{CASED}cases: [NS-1]\n".replace("\n", "\r\n"), [], f"\ufeff{CASED}".replace("\n", "\r\n")),
    ],
)
def test_cases_are_set_and_all_else_kept(before: str, cases: list[str], after: str | None) -> None:
    assert with_cases(before, cases) == after
