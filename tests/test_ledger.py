"""The promise ledger is honest: it says what came late, and calls nothing late that came in time."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from corrigenda.api.error_models import PromiseKind
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.ledger import Kind, Ledger, ledger_of

from tests.project import Project

TOOL = """\
products:
  - id: remote-control
    name: Remote Control
    releases:
      - version: "1.0"
        history:
          - {{date: 2026-01-01, status: planned, window: 2026-01-10}}
          - {{date: 2026-01-10, status: released}}
      - version: "1.1"
        history:
{steps}
"""
ERROR = """\
id: NRC-1
title: The window closes when it is moved
product: remote-control
assessment: {{environment: production, impact: minor, interruption: none, workaround: false}}
summary: |
  The window closes when you move it quickly.
history:
  - {{date: 2026-02-01, status: registered}}
{steps}
"""
PLANNED = '{date: 2026-02-02, status: planned, release: "1.1"}'
DELIVERED = '{date: 2026-07-07, status: released, release: "1.1"}'
ON_THE_DAY = ("{date: 2026-01-05, status: planned, window: 2026-07-07}", "{date: 2026-07-07, status: released}")
LATE = (
    "{date: 2026-01-05, status: planned, window: 2026-06-07}",
    "{date: 2026-07-07, status: released, note: The tests took longer.}",
)
MOVED = (
    "{date: 2026-01-05, status: planned, window: 2026-06-07}",
    "{date: 2026-06-01, status: planned, window: 2026-07-07, note: The tests take longer.}",
    "{date: 2026-07-07, status: released}",
)
EARLY = ("{date: 2026-01-05, status: planned, window: 2026-Q4}", "{date: 2026-07-07, status: released}")
SOONER = (
    "{date: 2026-01-05, status: planned, window: 2026-07-07}",
    "{date: 2026-05-01, status: planned, window: 2026-08-07, note: A test machine is broken.}",
    "{date: 2026-07-07, status: released}",
)
MOVED_ONCE = ("first", "release-moved", "delivered")
FIRST_KNOWN_AFTERWARDS = (
    "{date: 2026-03-01, status: planned, window: 2026-07-07}",
    "{date: 2026-07-07, status: released}",
)


def lines(steps: tuple[str, ...], indent: int) -> str:
    """Write steps as the entries of a history."""
    return "\n".join(f"{' ' * indent}- {step}" for step in steps)


def with_histories(project: Project, release: tuple[str, ...], error: tuple[str, ...]) -> Ledger:
    """Make one error and one release with these histories; return the ledger, if the content is valid."""
    project.write("products.yml", TOOL.format(steps=lines(release, 10)))
    project.write("roadmap/remote-control/NRC-1.yml", ERROR.format(steps=lines(error, 2)))
    project.replace("lifecycle.yml", "next: [confirmed, planned,", "next: [confirmed, planned, released,")
    faq = (project.content / "faq.yml").read_text(encoding="utf-8")
    project.write("faq.yml", re.sub(r"\[\[(?:NRC|NVS|NBM)-[^\]]*\]\]", "an error", faq))
    found = [one for one in project.problems() if ": error: " in one]
    assert found == []
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    return ledger_of(catalog.errors[0], catalog.site_data)


@pytest.mark.parametrize(
    ("release", "error", "kinds", "kept", "on_time", "verdict"),
    [
        (ON_THE_DAY, (PLANNED, DELIVERED), ("first", "delivered"), True, True, "Delivered as promised."),
        (EARLY, (PLANNED, DELIVERED), ("first", "delivered"), True, True, "Delivered as promised."),
        (
            LATE,
            (PLANNED, DELIVERED),
            MOVED_ONCE,
            True,
            False,
            "Delivered in the release first promised, but later.",
        ),
        (
            MOVED,
            (PLANNED, DELIVERED),
            MOVED_ONCE,
            True,
            False,
            "Delivered in the release first promised, but later.",
        ),
        (
            FIRST_KNOWN_AFTERWARDS,
            (PLANNED, DELIVERED),
            ("first", "delivered"),
            True,
            True,
            "Delivered as promised.",
        ),
        (
            ON_THE_DAY,
            ("{date: 2026-02-02, status: planned, window: 2026-Q3}", PLANNED.replace("02-02", "02-03"), DELIVERED),
            ("first", "narrowed", "delivered"),
            True,
            True,
            "Delivered as promised.",
        ),
        (
            ON_THE_DAY,
            (
                "{date: 2026-02-02, status: planned, window: 2026-Q2}",
                PLANNED.replace("02-02", "02-03").replace("}", ", note: It needs a driver.}"),
                DELIVERED,
            ),
            ("first", "moved", "delivered"),
            False,
            False,
            "Delivered later than first promised.",
        ),
        (SOONER, (PLANNED, DELIVERED), MOVED_ONCE, True, True, "Delivered by the time first promised."),
        (ON_THE_DAY, (DELIVERED,), ("delivered",), None, None, "Delivered; nothing had been promised before."),
        (ON_THE_DAY[:1], (PLANNED,), ("first",), None, None, "The promise is 141 days overdue."),
    ],
)
def test_the_ledger_says_how_a_promise_held(
    bare_project: Project,
    release: tuple[str, ...],
    error: tuple[str, ...],
    kinds: tuple[str, ...],
    kept: bool | None,
    on_time: bool | None,
    verdict: str,
) -> None:
    ledger = with_histories(bare_project, release, error)
    assert [entry.kind for entry in ledger.entries] == [Kind(kind) for kind in kinds]
    assert (ledger.kept, ledger.on_time) == (kept, on_time)
    bare_project.build()
    assert f'<p class="history__verdict">{verdict}</p>' in bare_project.page("corrections/nrc-1/")


def test_a_release_within_the_time_that_was_promised_is_no_move(bare_project: Project) -> None:
    steps = ("{date: 2026-02-02, status: planned, window: 2026-Q3}", PLANNED.replace("02-02", "02-03"), DELIVERED)
    assert with_histories(bare_project, ON_THE_DAY, steps).moves == 0
    bare_project.build()
    page = bare_project.page("corrections/nrc-1/")
    assert "moved from" not in page
    assert 'Planned</span> <span class="history__said">for 1.1, ' in page
    assert "moved from" not in (bare_project.site / "feeds" / "all.atom").read_text(encoding="utf-8")


def test_programs_know_every_kind_of_promise() -> None:
    assert set(get_args(PromiseKind)) == {kind.value for kind in Kind}


def test_a_day_within_the_quarter_of_a_release_is_no_move(bare_project: Project) -> None:
    release = (
        "{date: 2026-01-05, status: planned, window: 2026-Q3}",
        "{date: 2026-05-01, status: planned, window: 2026-07-07}",
        "{date: 2026-07-07, status: released}",
    )
    ledger = with_histories(bare_project, release, (PLANNED, DELIVERED))
    assert [entry.kind for entry in ledger.entries] == [Kind.FIRST, Kind.NARROWED, Kind.DELIVERED]
    assert (ledger.moves, ledger.on_time) == (0, True)
