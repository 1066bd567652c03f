"""A moved promise gives its reason: customers read it beside the new plan.

Passes:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}

Fails:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: planned, release: "12.6"}

Passes, as the release is to come out within the quarter that was promised:

    - {date: 2026-09-02, status: planned, window: 2026-Q4}
    - {date: 2026-10-11, status: planned, release: "12.5"}

Fails, as the promise is taken back:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: confirmed}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord, Step
from ..model.ledger import moves
from ..model.lifecycle import Phase
from ..model.products import ReleaseState, ReleaseStep
from ..model.site_data import SiteData
from ..model.window import Window
from ..problems.problem import FieldLocation, Problem, ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Iterator[Problem]:  # noqa: ARG001
    promised: Step | None = None
    before: str | None = None
    for index, step in enumerate(error.history):
        if promised and step.note is None and moves(step, promised, site_data, error.product):
            message = f"the plan moves from {promised.plan} to {step.plan} without a reason; add 'note: …'"
            yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, ("history", index)), message)
        elif before and _takes_back(step, site_data):
            message = f"the plan for {before} is taken back without a reason; add 'note: …'"
            yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, ("history", index)), message)
        promised, before = step if step.plan else promised, step.plan


def _takes_back(step: Step, site_data: SiteData) -> bool:
    """Say whether a step after a plan has neither a plan, nor a delivery, nor an error to follow, nor a reason."""
    status = site_data.status_by_id.get(step.status)
    done = status is None or status.phase is Phase.DONE
    return not done and step.plan is None and step.duplicate_of is None and step.note is None


def _releases(catalog: Catalog) -> Iterator[Problem]:
    for location, _, release in catalog.releases():
        promised: Window | None = None
        for index, step in enumerate(release.history):
            moved = promised is not None and step.window is not None and not step.window.lies_in(promised)
            if (moved or step.state is ReleaseState.DROPPED) and step.note is None:
                message = "the release is moved or dropped without a reason; add 'note: …'"
                yield Problem(RULE.id, RULE.severity, location.to("history", index), message)
            elif promised and _came_late(step, promised, catalog.site_data):
                message = f"the release came out after {promised.text}, when it was planned; add 'note: …'"
                yield Problem(RULE.id, RULE.severity, location.to("history", index), message)
            promised = step.window or promised


def _came_late(step: ReleaseStep, promised: Window, site_data: SiteData) -> bool:
    out = step.state is ReleaseState.RELEASED and step.date <= site_data.as_of
    return out and step.date > promised.last and step.note is None


RULE = Rule(
    "moved-reason",
    ProblemSeverity.ERROR,
    each_error=_check,
    whole=_releases,
    needs=("history.status", "history.release", "history.window", "history.duplicate_of"),
)
