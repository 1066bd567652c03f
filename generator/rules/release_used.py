"""A planned release corrects an error; otherwise the release, or an error's plan, has probably been forgotten.

Passes, if an error is planned for 12.6:

    - version: "12.6"

Fails, less than 60 days before its date, if none is:

    - version: "12.6"
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.corrections import corrections_of
from ..model.products import ReleaseState
from ..problems.problem import ProblemSeverity

SOON = 60
"""How many days before its date a release without a correction is reported."""


def _check(catalog: Catalog) -> Problems:
    if not catalog.errors or catalog.unreadable:
        # Then the roadmap is the problem, or the release may be for an error that cannot be read.
        return
    used = {
        one.release.key
        for error in catalog.errors
        for one in corrections_of(error, catalog.site_data)
        if one.release is not None
    }
    for location, product, release in catalog.releases():
        if release.state is not ReleaseState.PLANNED or release.window is None:
            continue
        days = (release.window.last - catalog.site_data.as_of).days
        if release.key not in used and days <= SOON:
            message = f"{product.name} {release.version} is due in {days} days and corrects no error"
            yield RULE.problem(location.to("version"), message)


RULE = Rule("release-used", ProblemSeverity.WARNING, whole=_check)
