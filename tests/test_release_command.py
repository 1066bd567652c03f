"""`corrigenda release` moves, delivers and drops releases, and says what is left to be said of their errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from tests.project import Project
from tests.running import Ran, corrigenda

NAME = "content/products.yml"
Release = Callable[..., Ran]


@pytest.fixture
def release(project: Project) -> Release:
    """Return the command, run in a copy of the sample content."""
    return lambda *arguments: corrigenda(project.folder, "release", *arguments)


def test_a_release_is_moved_by_a_step_and_nothing_else_changes(project: Project, release: Release) -> None:
    before = (project.content / "products.yml").read_text(encoding="utf-8")
    ran = release("remote-control", "12.6", "--to", "2027-03-02", "--because", "The tests take longer.")
    line = "- {date: 2026-11-25, status: planned, window: 2027-03-02, note: The tests take longer.}\n"
    assert ran == Ran(0, f"{NAME}\n  + {line}", "")
    after = (project.content / "products.yml").read_text(encoding="utf-8")
    assert after.replace(f"          {line}", "") == before
    assert project.problems() == []
    project.build()
    assert "The tests take longer." in project.page("corrections/nrc-1062/")


def test_a_release_that_is_out_says_which_errors_are_left(project: Project, release: Release) -> None:
    ran = release("vision", "9.10", "--out")
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == [
        "  + - {date: 2026-11-25, status: released}",
        "next: corrigenda move NVS-2008 --status released",
        "next: corrigenda move NVS-2014 --status released",
        "next: corrigenda move NVS-2017 --status released",
    ]
    assert corrigenda(project.folder, "move", "NVS-2014", "--status", "released").code == 0
    assert [one for one in project.problems() if ": error: " in one] == []


def test_a_dropped_release_asks_for_another_plan(release: Release) -> None:
    ran = release("vision", "9.10", "--drop", "--because", "It is part of 9.11.", "--dry-run")
    assert ran.out.splitlines()[0] == f"{NAME} (not written)"
    assert ran.out.splitlines()[2] == "next: corrigenda move NVS-2008 --to PLAN"


def test_a_day_within_the_time_planned_needs_no_reason(project: Project, release: Release) -> None:
    assert release("remote-control", "12.7", "--to", "2027-05-11").code == 0
    assert project.problems() == []


def test_a_recalled_release_names_the_errors_that_are_open_again(project: Project, release: Release) -> None:
    ran = release("vision", "9.9", "--recall", "--because", "It deletes files.")
    assert (ran.code, ran.out) == (
        0,
        f"{NAME}\n  + - {{date: 2026-11-25, status: recalled, note: It deletes files.}}\n"
        "next: corrigenda move NVS-2010 --to PLAN\n"
        "next: corrigenda move NVS-2012 --to PLAN\n"
        "next: corrigenda move NVS-2018 --to PLAN\n",
    )
    assert ran.err.splitlines()[-1] == "3 warnings in 3 files"
    assert corrigenda(project.folder, "move", "NVS-2010", "--to", "9.10", "--because", "9.9 was recalled.").code == 0
    warnings = [one for one in project.problems() if "was recalled" in one]
    assert [one.partition(":")[0] for one in warnings] == [
        "content/roadmap/vision/NVS-2012.yml",
        "content/roadmap/vision/NVS-2018.yml",
    ]
    assert [one for one in project.problems() if ": error: " in one] == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("vision", "9.9", "--recall"), "9.9 is recalled; say why, for customers to read, with --because"),
        (("vision", "9.10", "--recall", "--because", "x"), "release 9.10 is not out; drop it (--drop)"),
        (
            ("remote-control", "12.6"),
            "say one thing about the release: when it is planned for (--to), that it is out (--out), dropped (--drop) "
            "or recalled (--recall)",
        ),
        (
            ("remote-control", "12.6", "--to", "2027-03-02"),
            "12.6 moves from 2027-02-16 to 2027-03-02; say why, for customers to read, with --because",
        ),
        (("remote-control", "12.6", "--drop"), "12.6 is dropped; say why, for customers to read, with --because"),
        (
            ("remote-control", "12.5.1", "--out", "--as-of", "2026-12-09"),
            "12.5.1 comes out after 2026-12-03, when it was planned; say why, for customers to read, with --because",
        ),
        (("remote-control", "12.6", "--to", "2027-02-16"), "it is planned for 2027-02-16 already"),
        (
            ("remote-control", "12.6", "--to", "2026-Q1", "--because", "x"),
            "2026-Q1 has passed; name a time to come, or say that it is out (--out)",
        ),
        (("vision", "9.9", "--out"), "release 9.9 is out since 2026-08-11; what comes after it is another release"),
        (("vision", "9.99", "--out"), "vision has no release '9.99'; did you mean '9.9'?"),
    ],
)
def test_what_cannot_be_said_of_a_release_is_refused(
    project: Project, release: Release, arguments: tuple[str, ...], reason: str
) -> None:
    before = (project.content / "products.yml").read_bytes()
    assert release(*arguments) == Ran(2, "", f"error: products.yml stays as it is: {reason}\n")
    assert (project.content / "products.yml").read_bytes() == before


def test_a_step_that_would_have_problems_is_not_written(project: Project, release: Release) -> None:
    before = (project.content / "products.yml").read_bytes()
    ran = release("remote-control", "12.6", "--to", "2027-03-02", "--because", "As NS-204113 asks for.")
    assert (ran.code, "private-text" in ran.err + ran.out) == (1, True)
    assert (project.content / "products.yml").read_bytes() == before


def test_a_release_comes_out_with_all_its_errors_at_once(project: Project, release: Release) -> None:
    before = {path: path.read_bytes() for path in sorted(project.content.rglob("*.yml"))}
    ran = release("vision", "9.10", "--out", "--all", "--yes")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:3] == [NAME, "  + - {date: 2026-11-25, status: released}", "content/roadmap/vision/NVS-2008.yml"]
    assert lines[3] == '  + - {date: 2026-11-25, status: released, release: "9.10"}'
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert changed == ["products.yml", "NVS-2008.yml", "NVS-2014.yml", "NVS-2017.yml"]
    assert [one for one in project.problems() if ": error: " in one] == []


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 130)])
def test_shipping_a_release_shows_its_errors_and_asks_once(project: Project, answer: str, code: int) -> None:
    before = {path: path.read_bytes() for path in sorted(project.content.rglob("*.yml"))}
    ran = corrigenda(project.folder, "release", "vision", "9.10", "--out", "--all", feed=answer)
    assert ran.code == code
    assert [line.split()[0] for line in ran.out.splitlines()[:3]] == ["NVS-2008", "NVS-2014", "NVS-2017"]
    assert ran.out.splitlines()[3].startswith("Is vision 9.10 out, and are these 3 corrected by it? [y/N]:")
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert len(changed) == (4 if code == 0 else 0)


def test_a_release_with_an_error_that_cannot_be_corrected_stays_as_it_is(project: Project, release: Release) -> None:
    project.replace("lifecycle.yml", "next: [planned, in-progress, released, confirmed,", "next: [planned, confirmed,")
    before = {path: path.read_bytes() for path in sorted(project.content.rglob("*.yml"))}
    ran = release("vision", "9.10", "--out", "--all", "--yes")
    assert (ran.code, ran.out) == (2, "")
    first, *_, last = ran.err.splitlines()
    assert first.startswith("error: NVS-2008 stays as it is: 'released' cannot follow 'planned'; only planned")
    assert last == "Nothing was written."
    assert all(path.read_bytes() == data for path, data in before.items())


@pytest.mark.parametrize("arguments", [("--drop", "--all"), ("--out", "--yes")])
def test_all_is_said_of_a_release_that_is_out_only(release: Release, arguments: tuple[str, ...]) -> None:
    ran = release("vision", "9.10", *arguments)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: --all goes with --out, and --yes with --all")


@pytest.mark.parametrize(
    ("arguments", "before", "entry"),
    [
        (
            ("remote-control", "12.5.2", "--add", "--hotfix", "--to", "2027-01-05", "--notes", "For logins: soon."),
            '- version: "12.6"',
            '- version: "12.5.2"\n  kind: hotfix\n  notes: "For logins: soon."\n  history:\n'
            "    - {date: 2026-11-25, status: planned, window: 2027-01-05}\n",
        ),
        (
            ("vision", "9.7", "--add", "--out", "--on", "2025-11-20"),
            '- version: "9.8"',
            '- version: "9.7"\n  history:\n    - {date: 2025-11-20, status: released}\n',
        ),
        (
            ("vision", "9.12", "--add", "--to", "2027-H2"),
            "\n  - id: business-manager",
            '- version: "9.12"\n  history:\n    - {date: 2026-11-25, status: planned, window: 2027-H2}\n',
        ),
    ],
)
def test_a_new_release_is_put_where_the_order_of_versions_has_it(
    project: Project, release: Release, arguments: tuple[str, ...], before: str, entry: str
) -> None:
    path = project.content / "products.yml"
    text = path.read_text(encoding="utf-8")
    ran = release(*arguments)
    lines = entry.splitlines(keepends=True)
    assert (ran.code, ran.out) == (0, f"{NAME}\n" + "".join(f"  + {line.strip()}\n" for line in lines))
    added = "".join(f"      {line}" for line in lines)
    at = text.index(before)
    at = text.rfind("\n", 0, at) + 1 if before.startswith("-") else at
    assert path.read_text(encoding="utf-8") == text[:at] + added + text[at:]
    assert [one for one in project.problems() if ": error: " in one] == []


def test_a_product_is_added_and_its_releases_after_that(project: Project, release: Release) -> None:
    text = (project.content / "products.yml").read_text(encoding="utf-8")
    product = ("product", "add", "gateway", "--name", "Gateway:\n both", "--versions", "listed")
    assert corrigenda(project.folder, *product) == Ran(
        0, f'{NAME}\n  + - id: gateway\n  + name: "Gateway: both"\n  + versions: listed\n', ""
    )
    assert release("gateway", "R1", "--add", "--out", "--on", "2026-11-02").code == 0
    assert release("gateway", "R3", "--add", "--to", "2027-Q3").code == 0
    assert release("gateway", "R2", "--add", "--to", "2027-Q1", "--after", "R1").code == 0
    after = (project.content / "products.yml").read_text(encoding="utf-8")
    assert after.startswith(text)
    product_added = yaml.safe_load(after)["products"][-1]
    assert [one["version"] for one in product_added["releases"]] == ["R1", "R2", "R3"]
    assert project.problems() == []
    assert corrigenda(project.folder, "format", "--check").code == 0
    assert corrigenda(project.folder, *product).err == (
        "error: products.yml stays as it is: it has the product 'gateway' already\n"
    )


def test_line_ends_and_comments_of_products_stay(project: Project, release: Release) -> None:
    path = project.content / "products.yml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n").replace("    name: Vision", "    name: Vision  # yes")
    path.write_bytes(text.encode())
    assert release("vision", "9.12", "--add", "--to", "2027-H2").code == 0
    after = path.read_bytes().decode()
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 3
    assert "# yes" in after


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("vision", "9.9", "--add", "--out"), "vision has release 9.9 already; say what became of it without --add"),
        (("vision", "9.12", "--add"), "say when the new release is planned for (--to), or that it is --out"),
        (("vision", "9.12", "--add", "--to", "soon"), "'soon' is not a"),
        (("vision", "9.12", "--add", "--to", "2026-Q1"), "2026-Q1 has passed"),
        (("vision", "R9", "--add", "--to", "2027-Q1"), "'R9'"),
        (("vision", "9.12", "--add", "--to", "2027-Q1", "--after", "9.11"), "--after cannot be '9.11', because"),
        (("vision", "9.99"), "did you mean '9.9'?"),
        (("vision", "12"), "vision has no release '12'; register a new one with --add"),
    ],
)
def test_a_new_release_that_cannot_be_is_refused(
    project: Project, release: Release, arguments: tuple[str, ...], reason: str
) -> None:
    before = (project.content / "products.yml").read_bytes()
    ran = release(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err
    assert (project.content / "products.yml").read_bytes() == before
