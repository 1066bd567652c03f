"""What corrects an error, in each branch of its product: decided once, for pages, feeds, the API, rules and commands.

A release that was recalled corrects nothing, and what is planned for it is not planned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .by_branch import Statuses, last_words, phase_of
from .error import KnownError, Step
from .lifecycle import Phase
from .products import Branch, Product, Release, ReleaseState
from .site_data import SiteData
from .window import Window, parse_window


class Correction(NamedTuple):
    """A correction in a branch (None if it has no name): promised (`window` is its time) or `out` since a day.

    `product` is the id of the product that it is of. `step` is the step that says so; `release` is None where none is
    named, and may have been dropped. `overdue` says for how many days its time has passed without the correction being
    out; it is 0 if it has not. If the release is out without it, the time was the day of the release.
    """

    product: str
    branch: Branch | None
    step: Step
    release: Release | None
    window: Window | None
    out: dt.date | None
    overdue: int

    @property
    def own_branch(self) -> str | None:
        """Return the id of its branch in its own product; None if it is for all of them, or there are none."""
        return self.branch.part[1] if self.branch and self.branch.part else self.branch and self.branch.id

    def concerns(self, release: Release) -> bool:
        """Return whether it is in the branch of a release."""
        return self.product == release.product and self.own_branch in (None, release.branch)

    @property
    def dropped(self) -> bool:
        """Return whether it is promised for a release that will not come."""
        return self.release is not None and self.release.state is ReleaseState.DROPPED


def of_release(
    errors: Iterable[KnownError], site_data: SiteData, product: str, version: str, *, out: bool = False
) -> Iterator[KnownError]:
    """Yield the errors that are planned for a release and not corrected yet or, with `out`, that it corrects."""
    for error in errors:
        release = site_data.release(product, version)
        concerned = [one for one in corrections_of(error, site_data) if one.release and one.release is release]
        if concerned and (concerned[0].out is not None) is out:
            yield error


def corrections_of(error: KnownError, site_data: SiteData) -> tuple[Correction, ...]:
    """Return an error's corrections, one for each branch in which one is promised or out, in the product's order."""
    return site_data.corrections.get(error, _corrections_of, site_data)


def _corrections_of(error: KnownError, site_data: SiteData) -> tuple[Correction, ...]:
    product = site_data.find_product(error)
    if product is None:
        return ()
    found = []
    for branch, said in last_words(error, product, site_data.status_by_id):
        release = said.release(product)
        if said.recalled(product) or not (said.promises or said.phase is Phase.DONE):
            continue
        out = said.out_on(product) if said.phase is Phase.DONE else None
        window = None if out else _time_of(release) if release else said.step.window
        dropped = release is not None and release.state is ReleaseState.DROPPED
        late = window is not None and not dropped and window.passed(site_data.as_of)
        overdue = (site_data.as_of - window.last).days if late and window else 0
        line = product.branch(branch)
        own = line.part[0] if line and line.part else product.id
        found.append(Correction(own, line, said.step, release, window, out, overdue))
    return tuple(found)


def _time_of(release: Release) -> Window | None:
    """Return when what is promised for a release has to be out: the release's day or, until then, its planned time."""
    return parse_window(release.released.isoformat()) if release.released else release.window


def recalled_of(error: KnownError, site_data: SiteData) -> tuple[Release, ...]:
    """Return the recalled releases that the last steps of an error's branches name: those correct it no longer."""
    product = site_data.find_product(error)
    if product is None or not product.recalls:
        return ()
    last = last_words(error, product, site_data.status_by_id)
    found = (said.release(product) for _, said in last if said.recalled(product))
    return tuple(release for release in found if release is not None)


def waiting_of(error: KnownError, site_data: SiteData) -> tuple[Branch, ...]:
    """Return the branches of an error's product in which nothing corrects it or is to do so, and that wait for it."""
    product = site_data.find_product(error)
    if product is None or not product.branches:
        return ()
    found = []
    for branch, said in last_words(error, product, site_data.status_by_id):
        release, line = said.release(product), product.branch(branch)
        dropped = said.promises and release is not None and release.state is ReleaseState.DROPPED
        if line is not None and (said.phase is Phase.OPEN or dropped or said.recalled(product)):
            found.append(line)
    return tuple(found)


def decisive_step(error: KnownError, product: Product | None, statuses: Statuses) -> Step:
    """Return the step that says an error's status.

    It is the last step with an open promise; without any, the last step. But if the last word about a branch is a
    correction that was recalled, it is the last step before that which said the error to be open; if it is that the
    error is open, it is that; and a branch in which the error is corrected says more than one in which it will not be.
    """
    history = error.history
    if product is None or not (product.branches or product.recalls):
        return history[-1]
    last = [said for _, said in last_words(error, product, statuses)]
    recalled = [said.step.number for said in last if said.recalled(product)]
    promises = [said.step for said in last if said.promises and not said.recalled(product)]
    if promises:
        return max(promises, key=lambda step: step.number)
    if recalled:
        before = [step for step in history if step.number < max(recalled) and phase_of(step, statuses) is Phase.OPEN]
        return before[-1] if before else history[0]
    for phase in (Phase.OPEN, Phase.DONE):
        steps = [said.step for said in last if said.phase is phase]
        if steps and not history[-1].duplicate_of:
            return max(steps, key=lambda step: step.number)
    return history[-1]


def statuses_before(error: KnownError, product: Product | None, statuses: Statuses) -> Iterator[tuple[str, str]]:
    """Yield for each step but the first the statuses which it may follow: the one written last, and the error's."""
    for end in range(1, len(error.history)):
        before = error._replace(history=error.history[:end])
        yield before.history[-1].status, decisive_step(before, product, statuses).status
