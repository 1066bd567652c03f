"""The plan agrees with the release plan of the error's severity: what gets a hot fix is not planned far ahead.

Passes, for a Critical error, if 12.5.1 is a hot fix:

    - {date: 2026-11-19, status: planned, release: "12.5.1"}

Fails, for a Critical error:

    - {date: 2026-11-19, status: planned, release: "12.7"}
"""

from __future__ import annotations

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseKind, ReleaseState
from ..model.site_data import SiteData
from ..problems.problem import ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:  # noqa: ARG001
    level = site_data.levels_by_id.get(error.level)
    status = site_data.status_by_id.get(error.status)
    if level is None or status is None or status.phase is not Phase.PLANNED or error.current.plan is None:
        return
    release = site_data.release(error.product, error.current.release) if error.current.release else None
    if error.current.release is not None and (release is None or release.state is not ReleaseState.PLANNED):
        # Other rules report plans for a release that is out or dropped.
        return
    kind = _kind(release, error.product, site_data)
    if kind not in level.release_plan.kinds:
        planned = release.version if release else error.current.plan
        message = f"{level.name} errors get: {level.release_plan.words}; {planned} is further ahead than that"
        yield RULE.problem(error.field("history", len(error.history) - 1), message)


def _kind(release: Release | None, product: str, site_data: SiteData) -> str:
    """Return the kind of a plan: `hotfix`, `next` or `future`."""
    if release is None:
        return "future"
    if release.kind is ReleaseKind.HOTFIX:
        return "hotfix"
    regular = [
        one
        for one in site_data.product_by_id[product].releases
        if one.kind is ReleaseKind.REGULAR and one.state is ReleaseState.PLANNED
    ]
    return "next" if regular and regular[0].version == release.version else "future"


RULE = Rule(
    "plan-agrees",
    ProblemSeverity.WARNING,
    each_error=_check,
    needs=("product", "assessment", "history.status", "history.release", "history.window"),
)
