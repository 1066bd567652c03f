"""A step names what its status needs: a plan, a release, the error it repeats, or a note.

A plan is a `release` or a `window`, not both. Which status needs what is in lifecycle.yml. Only a status of the phases
`planned` and `done` has a release, and only one of the phase `planned` has a window.

Passes:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-09-02, status: planned, window: 2027-Q1}

Fails:

    - {date: 2026-09-02, status: planned}
    - {date: 2026-09-02, status: confirmed, release: "12.5"}
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord, Step
from ..model.lifecycle import Needs, Phase, Status
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    for index, step in enumerate(error.history):
        status = site_data.status_by_id.get(step.status)
        missing = _missing(step, status.needs) if status else None
        if missing:
            message = f"a step to '{step.status}' needs {missing}"
            yield RULE.problem(error.field("history", index, "status"), message)
        unplanned = _unplanned(step, status, site_data) if status else None
        if unplanned:
            field, message = unplanned
            yield RULE.problem(FieldLocation(error.file, ("history", index, field), "key"), message)
        elif step.release is not None and step.window is not None:
            message = "a step names a release or a window, not both; delete one of them"
            yield RULE.problem(FieldLocation(error.file, ("history", index, "window"), "key"), message)


def _unplanned(step: Step, status: Status, site_data: SiteData) -> tuple[str, str] | None:
    """Return the field of a plan that the status cannot have, and what is wrong; None if there is none."""
    if status.phase is Phase.DONE and step.window is not None and step.release is None:
        return "window", f"'{status.id}' is not planned, it has happened; delete 'window'"
    if status.phase in (Phase.PLANNED, Phase.DONE) or step.plan is None:
        return None
    field = "window" if step.release is None else "release"
    planned = next((one.id for one in site_data.lifecycle.statuses if one.phase is Phase.PLANNED), None)
    instead = f", or use a status such as '{planned}'" if planned else ""
    return field, f"a step to '{status.id}' has no plan; delete '{field}'{instead}"


def _missing(step: Step, needs: Needs) -> str | None:
    if needs is Needs.PLAN and step.plan is None:
        return "a plan; add 'release: \"…\"' or 'window: …' (such as 2027-Q1)"
    if needs is Needs.RELEASE and step.release is None:
        return "a release; add 'release: \"…\"'"
    if needs is Needs.ERROR and step.duplicate_of is None:
        return "the error it repeats; add 'duplicate_of: …'"
    if needs is Needs.NOTE and step.note is None:
        return "a reason for customers to read; add 'note: …'"
    return None


RULE = Rule("status-needs", each_error=_check, needs=("history.status",))
