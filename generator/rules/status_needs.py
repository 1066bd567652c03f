"""A step names what its status needs: a plan, a release, the error it repeats, or a note.

A plan is a `release` or a `window`, not both. Which status needs what is in lifecycle.yml.

Passes:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-09-02, status: planned, window: 2027-Q1}

Fails:

    - {date: 2026-09-02, status: planned}
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord, Step
from ..model.lifecycle import Needs
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    for index, step in enumerate(error.history):
        status = site_data.status_by_id.get(step.status)
        missing = _missing(step, status.needs) if status else None
        if missing:
            message = f"a step to '{step.status}' needs {missing}"
            yield RULE.problem(error.field("history", index, "status"), message)
        if step.release is not None and step.window is not None:
            message = "a step names a release or a window, not both; delete one of them"
            yield RULE.problem(FieldLocation(error.file, ("history", index, "window"), "key"), message)


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
