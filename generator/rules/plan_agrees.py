"""The plan agrees with the release plan of the error's severity: what gets a hot fix is not planned far ahead.

Passes, for a Critical error, if 12.5.1 is a hot fix:

    - {date: 2026-11-19, status: planned, release: "12.5.1"}

Fails, for a Critical error:

    - {date: 2026-11-19, status: planned, release: "12.7"}
"""

from ..lint.rule import Problems, Rule
from ..model.corrections import corrections_of
from ..model.error import KnownError, PrivateRecord
from ..model.products import Release, ReleaseKind, ReleaseState
from ..model.site_data import SiteData
from ..problems.problem import ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    level = site_data.levels_by_id.get(error.level)
    if level is None:
        return
    for one in corrections_of(error, site_data):
        release = one.release
        known = release is not None or not one.step.releases
        if one.out is not None or not known or (release and release.state is not ReleaseState.PLANNED):
            # Other rules report plans for a release that is unknown, out or dropped.
            continue
        kind = _kind(release, one.product, site_data)
        if kind not in level.release_plan.kinds:
            planned = release.version if release else one.step.plan
            message = f"{level.name} errors get: {level.release_plan.words}; {planned} is further ahead than that"
            location = error.field("history", one.step.number - 1)
            yield RULE.problem(location, message)


def _kind(release: Release | None, product: str, site_data: SiteData) -> str:
    """Return the kind of a plan: `hotfix`, `next` (the next regular one of its branch) or `future`."""
    if release is None:
        return "future"
    if release.kind is ReleaseKind.HOTFIX:
        return "hotfix"
    regular = [
        one
        for one in site_data.product_by_id[product].releases
        if one.kind is ReleaseKind.REGULAR and one.state is ReleaseState.PLANNED and one.branch == release.branch
    ]
    return "next" if regular and regular[0].version == release.version else "future"


RULE = Rule(
    "plan-agrees",
    ProblemSeverity.WARNING,
    each_error=_check,
    needs=("product", "also_in", "assessment", "history.status", "history.release", "history.window"),
)
