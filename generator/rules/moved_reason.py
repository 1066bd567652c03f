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
from ..model.error import Error, PrivateRecord, Step
from ..model.ledger import moves
from ..model.lifecycle import Phase
from ..model.products import ReleaseState, ReleaseStep
from ..model.site_data import Setting
from ..model.window import Window
from ..problems.problem import Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    promised: Step | None = None
    before: str | None = None
    for index, step in enumerate(error.history):
        if promised and step.note is None and moves(step, promised, setting, error.product):
            message = f"the plan moves from {promised.plan} to {step.plan} without a reason; add 'note: …'"
            yield Problem(RULE.id, RULE.weight, Spot(error.file, ("history", index)), message)
        elif before and _takes_back(step, setting):
            message = f"the plan for {before} is taken back without a reason; add 'note: …'"
            yield Problem(RULE.id, RULE.weight, Spot(error.file, ("history", index)), message)
        promised, before = step if step.plan else promised, step.plan


def _takes_back(step: Step, setting: Setting) -> bool:
    """Say whether a step after a plan has neither a plan, nor a delivery, nor an error to follow, nor a reason."""
    status = setting.status_by_id.get(step.status)
    done = status is None or status.phase is Phase.DONE
    return not done and step.plan is None and step.duplicate_of is None and step.note is None


def _releases(catalog: Catalog) -> Iterator[Problem]:
    for spot, _, release in catalog.releases():
        promised: Window | None = None
        for index, step in enumerate(release.history):
            moved = promised is not None and step.window is not None and not step.window.lies_in(promised)
            if (moved or step.state is ReleaseState.DROPPED) and step.note is None:
                message = "the release is moved or dropped without a reason; add 'note: …'"
                yield Problem(RULE.id, RULE.weight, spot.to("history", index), message)
            elif promised and _came_late(step, promised, catalog.setting):
                message = f"the release came out after {promised.text}, when it was planned; add 'note: …'"
                yield Problem(RULE.id, RULE.weight, spot.to("history", index), message)
            promised = step.window or promised


def _came_late(step: ReleaseStep, promised: Window, setting: Setting) -> bool:
    out = step.state is ReleaseState.RELEASED and step.date <= setting.as_of
    return out and step.date > promised.last and step.note is None


RULE = Rule(
    "moved-reason",
    Weight.ERROR,
    each_error=_check,
    whole=_releases,
    needs=("history.status", "history.release", "history.window", "history.duplicate_of"),
)
