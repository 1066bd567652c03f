"""A planned date that has passed is reported to the product manager before the public notices.

So is a plan for a release that was dropped, or a correction in one that was recalled.

Passes, until 2027-02-16:

    - {date: 2026-10-11, status: planned, release: "12.6"}

Fails on 2027-02-20, if 12.6 was planned for 2027-02-16 and is not out:

    - {date: 2026-10-11, status: planned, release: "12.6"}
"""

from ..lint.named_releases import release_path
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.overdue import Reason, overdue
from ..model.site_data import SiteData
from ..problems.problem import FieldPath, ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for late in overdue(error, site_data):
        plan, index = late.plan, late.step - 1
        # That a release's time has passed is reported once, at the release.
        if late.reason is Reason.PASSED and late.release:
            continue
        if late.reason is Reason.RELEASE_DROPPED:
            message = f"release {plan} was dropped; plan the correction for another one"
        elif late.reason is Reason.RELEASE_RECALLED and error.history[index].date > late.since:
            # Another rule reports it.
            continue
        elif late.reason is Reason.RELEASE_RECALLED:
            message = f"release {plan} was recalled on {late.since}; add a step that says what follows"
        elif late.reason is Reason.RELEASE_OUT:
            message = f"release {plan} is out since {late.since}; say 'released', or move the plan"
        else:
            days = (site_data.as_of - late.since).days
            message = f"the planned time {plan} passed {days} days ago; move the plan, with its reason"
        path: FieldPath = ("history", index, "window")
        if late.release:
            step = error.history[index]
            path = release_path(index, step, step.releases.index(plan))
        yield RULE.problem(error.field(*path), message)


def _releases(catalog: Catalog) -> Problems:
    for location, product, release in catalog.releases():
        window = release.window
        if window is not None and release.overdue(catalog.site_data.as_of):
            days = (catalog.site_data.as_of - window.last).days
            message = f"{product.name} {release.version} was planned for {window.text}, {days} days ago; move it"
            yield RULE.problem(location.to("history", len(release.history) - 1), message)


RULE = Rule(
    "plan-passed",
    ProblemSeverity.WARNING,
    each_error=_check,
    whole=_releases,
    needs=("product", "also_in", "history.status", "history.release", "history.window"),
)
