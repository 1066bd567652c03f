"""A file with thousands of problems is reported whole, and the work grows with their number, not with its square."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from corrigenda.edges.content import load
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.workers import in_chunks
from corrigenda.problems.suggest import nearest
from corrigenda.schema.error import ErrorSource
from corrigenda.schema.read_source import read_source

from tests.golden.case import lay_out, problems_in
from tests.project import Project


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("workarround", ["summary", "workaround", "affects"], "workaround"),
        ("Summary", ["summary", "summaries"], "summary"),
        ("dome", ["open", "planned", "done", "closed"], "done"),
        ("teh", ["the", "other"], "the"),
        ("di", ["question", "id"], "id"),
        ("NRC-10442", [f"NRC-{number}" for number in range(1000, 9000)], "NRC-1442"),
        ("12.5", ["12.4", "12.5.1", "13.0"], "12.5.1"),
        ("xyz", ["summary", "workaround"], None),
        ("", ["summary"], None),
        ("a" * 5000, ["a" * 90], "a" * 90),
        ("anything", [], None),
    ],
)
def test_what_is_nearest_is_suggested(written: str, known: list[str], meant: str | None) -> None:
    assert nearest(written, known) == meant


PROBLEMS: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown fields": ("roadmap/tool/ERR-1.yml", lambda n: "".join(f"summary{i}: x\n" for i in range(n))),
    "unknown errors": (
        "roadmap/tool/ERR-2.yml",
        lambda n: "related:\n" + "".join(f"- ERR-{i}\n" for i in range(100, 100 + n)),
    ),
    "suppressions": ("roadmap/tool/ERR-1.yml", lambda n: "# allow: stale-entry because of that\n" * n),
    "aliases listed twice": (
        "roadmap/tool/ERR-1.yml",
        lambda n: f"aliases: [{', '.join(f'A-{i % n}' for i in range(2 * n))}]\n",
    ),
    "questions": (
        "faq.yml",
        lambda n: "".join(f"  - id: q{i}\n    question: Why?\n    answer: See [[p{i}]].\n" for i in range(n)),
    ),
    "statuses": (
        "lifecycle.yml",
        lambda n: "".join(f"  - {{id: s{i}, name: S, phase: open, meaning: M., next: [t{i}]}}\n" for i in range(n)),
    ),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_the_work_grows_with_the_number_of_problems(kind: str, tmp_path: Path) -> None:
    steps = [_steps(kind, number, tmp_path / str(number)) for number in (50, 200, 400, 800)][1:]
    # In proportion, the second difference is twice the first; with the square, it is four times the first.
    assert steps[2] - steps[1] < 2.5 * (steps[1] - steps[0]), steps


def test_every_one_of_twenty_thousand_problems_is_reported(project: Project) -> None:
    project.write("messages.yml", "".join(f"plan.none.{number}: x\n" for number in range(20_000)))
    assert len(project.problems()) == 20_000


def _steps(kind: str, number: int, folder: Path) -> int:
    """Check a file with so many problems, and return how many lines of Python that took."""
    name, syntax_errors = PROBLEMS[kind]
    content = lay_out({}, folder)
    path = content / name
    path.write_text(path.read_text(encoding="utf-8") + syntax_errors(number), encoding="utf-8")
    taken = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG001
        nonlocal taken
        taken += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        problems = problems_in(content)
    finally:
        sys.settrace(before)
    assert len(problems) >= number
    return taken


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n" * 130_000,
        "title: b: c\n" * 2_900,
        ("a: " + "[" * 5_000 + "\n") * 100,
        'a: "x\n' * 60_000,
        "<<<<<<< x\n" * 90_000,
        "".join(" " * depth + "- a: b: c\n" for depth in range(600)),
    ],
    ids=["a mebibyte", "fields", "brackets", "quotes", "conflicts", "ever deeper"],
)
def test_recovery_from_syntax_errors_has_an_end(text: str) -> None:
    called = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        nonlocal called
        called += 1
        # At most 12 are usual; without a bound on the recovery, there are thousands.
        assert called < 30 * len(text), "more than 30 calls for each character"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        problems = read_source(text.encode(), "x.yml", ErrorSource).problems
    finally:
        sys.setprofile(before)
    assert 1 <= len(problems) <= 100


PROBLEMS_OF_AN_ERROR = [
    ("related: [ERR-2]", "related: [ERR-9]"),
    ("questions: [how-soon]", "questions: [how-son]"),
    ("impact: severe", "impact: sever"),
    ('status: planned, release: "1.1"', 'status: planed, release: "1.9"'),
    ("Nothing is lost.", "Write to a@b.example."),
]
REPORTED = {
    "assessment-complete": "'sever' is not an answer",
    "private-text": "e-mail address",
    "status-known": "unknown status 'planed'",
    "release-known": "no release '1.9'",
    "related-known": "no question 'how-son'",
}


@pytest.mark.parametrize(
    ("kind", "unreported"),
    [
        ("site", "private-text"),
        ("products", "release-known"),
        ("lifecycle", "status-known"),
        ("severity", "assessment-complete"),
        ("faq", "related-known"),
        ("calendar", ""),
    ],
)
@pytest.mark.parametrize("how", ["a problem", "no YAML", "missing"])
def test_a_settings_file_with_a_problem_hides_only_what_is_judged_by_it(
    tmp_path: Path, kind: str, unreported: str, how: str
) -> None:
    content = lay_out({"change": {"roadmap/tool/ERR-1.yml": PROBLEMS_OF_AN_ERROR}}, tmp_path)
    path = content / f"{kind}.yml"
    if how == "missing":
        path.unlink()
    else:
        addition = "nothing: [\n" if how == "no YAML" else "- x: y\n"
        path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    problems = problems_in(content)
    of_errors = [problem for problem in problems if problem.startswith("roadmap/")]
    assert {rule for rule, reported in REPORTED.items() if any(reported in problem for problem in of_errors)} == {
        *REPORTED
    } - {unreported}
    assert {problem.partition(":")[0] for problem in problems} == {"roadmap/tool/ERR-1.yml", f"{kind}.yml"}


@pytest.mark.parametrize("kind", ["site", "products", "lifecycle", "severity", "faq", "calendar", "messages"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_settings_file_that_cannot_be_read_is_all_that_is_wrong(
    project: Project, monkeypatch: pytest.MonkeyPatch, kind: str, jobs: int
) -> None:
    monkeypatch.setattr(load, "in_chunks", partial(in_chunks, least=2))
    project.write(f"{kind}.yml", "nothing: [\n")
    loaded, located = check(take_snapshot(project.request(jobs=jobs)))
    assert loaded.catalog is None
    assert {problem.file for problem in located.problems} == {f"content/{kind}.yml"}
