"""No report of a problem prints what an error says in private: logs of a build are read by more than its authors."""

from __future__ import annotations

import pytest
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.problems.as_json import render_json
from corrigenda.problems.github import render_github
from corrigenda.problems.lines import LINK, PRIVATE, PUBLIC, STEP
from corrigenda.problems.sarif import render_sarif
from corrigenda.problems.text import render_text
from corrigenda.schema.error import ErrorSource, LinkSource, StepSource

from tests.project import Project

ERROR = "roadmap/remote-control/NRC-1042.yml"
CANARY = "Canary-9137"


def reports(project: Project) -> list[str]:
    """Return what `check` says in each form, as text first."""
    found = check(take_snapshot(project.request()))[1]
    return [
        render_text(found.problems, found.texts),
        render_json(found.problems, found.texts),
        render_github(found.problems),
        render_sarif(found.problems, found.texts, {}),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        f"cases: [{CANARY}]",
        f"cases:\n  - {CANARY}",
        f"cases:\n- {CANARY}",
        f"cases: [{CANARY}, [{CANARY}]]",
        f"cases: {CANARY}",
        f"internal: {CANARY}",
        f"internal: {{owner: {{name: {CANARY}}}}}",
        f"internal:\n  owner: [{CANARY}]",
        f"internal:\n  owner: [{CANARY}",
        f"internal:\n  note: one\n  note: {CANARY}",
        f"internal:\n  note: a: {CANARY}",
        f'internal:\n  note: "{CANARY}',
        f"internal:\n  note: &anchor {CANARY}",
        f"internal:\n  note: *{CANARY}",
        f"internal:\n\tnote: {CANARY}",
        f"intrnal: {CANARY}",
        f"intrnal:\n  owner: {CANARY}\n  owner: {CANARY}",
        f"intrnal: {{owner: [{CANARY}",
        f"Internal note:\n- {CANARY}\n- *{CANARY}",
        f'"intrnal": "{CANARY}',
        f"case: {CANARY}",
        f"case:{CANARY}",
        f"history:\n  - {{date: 2026-11-01, status: registered, intrnal: {CANARY}}}",
        f"history:\n  - date: 2026-11-01\n    status: registered\n    intrnal:\n      owner: *{CANARY}",
        f"history: [{{date: 2026-11-01, status: registered, case: [{CANARY}]}}]",
        f"related:\n  case: {CANARY}",
        f"? internal\n: {{note: {CANARY}, note: {CANARY}}}",
        f'? "internal"\n: - {CANARY}: {CANARY}\n  - {CANARY}: [',
        f"history:\n  - date: 2026-11-01\n    ? internal\n    : {CANARY}: {CANARY}: b",
        f"internal:\n  note: |\n    first\n{CANARY} and more: one",
        f"internal:\n  note: one\n...\n{CANARY}: two",
        f"internal:\n{{\ntitle: {CANARY},\nsummary: {CANARY}: [\n}}",
        f'internal:\n  note: "one\ntitle: {CANARY}\nsummary: {CANARY}: [',
        f"cases: ['one,\ntitle: {CANARY}: x\n",
        f"intrnal:\n  note: {CANARY}: x",
        f"history:\n  - date: 2026-11-01\n    status: registered\n    intrnal:\n      note: {CANARY}: x",
        f"links:\n  - title: One\n    owner:\n      title: {CANARY}: x",
    ],
)
def test_a_problem_in_a_private_field_is_reported_without_its_value(project: Project, lines: str) -> None:
    path = project.content / ERROR
    text = path.read_text(encoding="utf-8")
    public = text[: min(text.find("\ncases:") % len(text), text.find("\ninternal:") % len(text))]
    project.write(ERROR, f"{public}\n{lines}\n")
    for report in reports(project):
        assert "NRC-1042.yml" in report
        assert CANARY not in report


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("site.yml", "locale: en\n", f"locale: en\ninternal: {{owner: {CANARY}}}\n"),
        ("site.yml", "locale: en\n", f"locale: en\ninternal:\n  owner: {CANARY}: x\n"),
        ("products.yml", "    name: Remote Control\n", f"    name: Remote Control\n    internal: {CANARY}\n"),
        ("products.yml", "    name: Remote Control\n", f"    name: Remote Control\n    internal:\n    - {CANARY}: [\n"),
        ("products.yml", "    name: Remote Control\n", f"    name: {{Remote: Control, internal: {CANARY}}}\n"),
        (ERROR, "title: ", f"keywords: [internal: {CANARY}]\ntitle: "),
    ],
)
def test_a_private_field_in_the_wrong_place_is_reported_without_its_value(
    project: Project, name: str, old: str, new: str
) -> None:
    project.replace(name, old, new)
    for report in reports(project):
        assert f"{name.rpartition('/')[2]}" in report
        assert CANARY not in report


@pytest.mark.parametrize(
    "text",
    [
        f"{{id: NRC-1042, intrnal: {CANARY}}}",
        f"{{id: NRC-1042,\n intrnal: {CANARY},\n title: One}}",
        f" id: NRC-1042\n intrnal:\n   owner: {CANARY}\n   owner: {CANARY}",
    ],
)
def test_a_field_that_no_error_has_keeps_its_value_wherever_it_begins(project: Project, text: str) -> None:
    project.write(ERROR, f"{text}\n")
    for report in reports(project):
        assert "NRC-1042.yml" in report
        assert CANARY not in report


def test_a_problem_in_a_public_field_still_shows_its_line(project: Project) -> None:
    project.replace(ERROR, "product: remote-control", "product: remote-controll")
    assert "| product: remote-controll\n" in reports(project)[0]
    project.replace(ERROR, "status: planned, ", "status: planed, note: 'Late, details: later', ")
    assert "'Late, details: later'" in reports(project)[0]


@pytest.mark.parametrize(
    "private",
    [
        "cases: [NS-204113, 'NS-204114']",
        "internal:\n  note: |\n    He said \"it's [broken\n  other: {a: [b, 'it''s'], c: \"d \\\" ]\"}",
        "internal: {note: I don't know}  # don't ask",
    ],
)
def test_a_public_field_after_a_private_one_still_shows_its_line(project: Project, private: str) -> None:
    path = project.content / ERROR
    text = path.read_text(encoding="utf-8")
    public = text[: min(text.find("\ncases:") % len(text), text.find("\ninternal:") % len(text))]
    project.write(ERROR, f"{private}\n{public}\n".replace("product: remote-control", "product: remote-controll"))
    assert "| product: remote-controll\n" in reports(project)[0]


def test_every_public_field_is_known_to_be_one() -> None:
    assert {*PUBLIC, *PRIVATE} == set(ErrorSource.model_fields)
    assert set(STEP) == set(StepSource.model_fields)
    assert set(LINK) == set(LinkSource.model_fields)
