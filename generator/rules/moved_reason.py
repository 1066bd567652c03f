"""A moved promise gives its reason: customers read it beside the new plan.

Passes:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}

Fails:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: planned, release: "12.6"}

Passes, as the release is planned within the promised quarter:

    - {date: 2026-09-02, status: planned, window: 2026-Q4}
    - {date: 2026-10-11, status: planned, release: "12.5"}

Fails, as the promise is taken back:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-10-11, status: confirmed}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.lifecycle import Phase
from ..model.products import ReleaseState, ReleaseStep
from ..model.site_data import SiteData
from ..model.steps import StepWithPromise, move_in_words, steps_with_promise
from ..model.window import Window


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    product = site_data.find_product(error)
    if product is None:
        return
    for index, (step, said) in enumerate(steps_with_promise(error, site_data)):
        if step.note is not None:
            continue
        moved = move_in_words(said, product)
        lost = [one.previous.plan for one in said if one.previous and one.previous.plan and _takes_back(one)]
        location = error.field("history", index)
        if moved:
            message = f"the plan moves {moved} without a reason; add 'note: …'"
            yield RULE.problem(location, message)
        elif lost:
            message = f"the plan for {', '.join(dict.fromkeys(lost))} is taken back without a reason; add 'note: …'"
            yield RULE.problem(location, message)


def _takes_back(one: StepWithPromise) -> bool:
    """Return whether a step after a plan has no plan, no delivery, and no error that it repeats."""
    return one.phase not in (None, Phase.DONE) and one.said.plan is None and one.step.duplicate_of is None


def _releases(catalog: Catalog) -> Problems:
    for location, _, release in catalog.releases():
        promised: Window | None = None
        for index, step in enumerate(release.history):
            moved = promised is not None and step.window is not None and not step.window.lies_in(promised)
            ended = step.state in (ReleaseState.DROPPED, ReleaseState.RECALLED)
            if (moved or ended) and step.note is None:
                what = "recalled" if step.state is ReleaseState.RECALLED else "moved or dropped"
                message = f"the release is {what} without a reason; add 'note: …'"
                yield RULE.problem(location.to("history", index), message)
            elif promised and _came_late(step, promised, catalog.site_data):
                message = f"the release came out after {promised.text}, when it was planned; add 'note: …'"
                yield RULE.problem(location.to("history", index), message)
            # What follows is not planned any more; another rule reports it.
            promised = (step.window or promised) if step.state is ReleaseState.PLANNED else None


def _came_late(step: ReleaseStep, promised: Window, site_data: SiteData) -> bool:
    out = step.state is ReleaseState.RELEASED and step.date <= site_data.as_of
    return out and promised.passed(step.date) and step.note is None


RULE = Rule(
    "moved-reason",
    each_error=_check,
    whole=_releases,
    needs=("also_in", "history.status", "history.release", "history.window", "history.duplicate_of"),
)
