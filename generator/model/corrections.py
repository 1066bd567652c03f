"""What corrects an error, in each branch of its product: decided once, for pages, feeds, the API, rules and commands.

A step of the history that names releases speaks for their branches. One that names none speaks for every branch whose
correction is not out yet, or for all if it is out in all of them; one of the phase `open` always speaks for all. In a
product without branches, all steps speak for one nameless branch. If the error is in several products, each of them has
its branches, or one nameless one, and the same holds for all of them together.

A release that was recalled corrects nothing, and what is planned for it is not planned. A plan for a release that was
dropped goes on in the branch that a later step names instead; any other ends only with a step about its branch, or all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .error import KnownError, Step
from .lifecycle import Phase, Status
from .products import Branch, JointProduct, Product, Release, ReleaseState
from .site_data import SiteData
from .window import Window, parse_window

Statuses = Mapping[str, Status]
"""Statuses by their id."""


class Said(NamedTuple):
    """What a step says about a branch: its phase (None if its status is not known), and the version it names there.

    `words` is the version as readers know it: of another product than the error's own, with its name.
    """

    step: Step
    phase: Phase | None
    version: str | None
    words: str | None = None

    @property
    def plan(self) -> str | None:
        """Return what is promised for the branch, as text: a release's version or a window; None if nothing is."""
        if self.version is not None:
            return self.version
        return self.step.window.text if self.step.window is not None else None

    @property
    def promises(self) -> bool:
        """Return whether the step promises a correction."""
        return self.phase is Phase.PLANNED and self.plan is not None

    def release(self, product: Product) -> Release | None:
        """Return the release that the step names, if there is such a one."""
        return product.release(self.version) if self.version is not None else None

    def out_on(self, product: Product) -> dt.date:
        """Return the day a delivery came out: its release's day or, without a release that came out, the step's."""
        release = self.release(product)
        return (release.came_out if release else None) or self.step.date


class Line(NamedTuple):
    """The part of a history that speaks for one branch; `branch` is its id, None if it has no name."""

    branch: str | None
    said: tuple[Said, ...]


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
    for branch, said in _last_words(error.history, product, site_data.status_by_id):
        release = said.release(product)
        if _recalled(said, product) or not (said.promises or said.phase is Phase.DONE):
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
    last = _last_words(error.history, product, site_data.status_by_id)
    found = (said.release(product) for _, said in last if _recalled(said, product))
    return tuple(release for release in found if release is not None)


def decisive_step(history: tuple[Step, ...], product: Product | None, statuses: Statuses) -> Step:
    """Return the step that says an error's status.

    It is the last step with an open promise; without any, the last step. But if the last word about a branch is a
    correction that was recalled, it is the last step before that which said the error to be open; and if the last word
    about one of several products is that the error is open, it is that.
    """
    if product is None or not (product.branches or product.recalls):
        return history[-1]
    last = [said for _, said in _last_words(history, product, statuses)]
    recalled = [said.step.number for said in last if _recalled(said, product)]
    promises = [said.step for said in last if said.promises and not _recalled(said, product)]
    if promises:
        return max(promises, key=lambda step: step.number)
    if not recalled:
        opened = [said.step for said in last if said.phase is Phase.OPEN] if isinstance(product, JointProduct) else []
        return max(opened, key=lambda step: step.number, default=history[-1])
    before = [step for step in history if step.number < max(recalled) and _phase(step, statuses) is Phase.OPEN]
    return before[-1] if before else history[0]


def statuses_before(
    history: tuple[Step, ...], product: Product | None, statuses: Statuses
) -> Iterator[tuple[str, str]]:
    """Yield for each step but the first the statuses which it may follow: the one written last, and the error's."""
    for end in range(1, len(history)):
        yield history[end - 1].status, decisive_step(history[:end], product, statuses).status


def lines_of(history: tuple[Step, ...], product: Product, statuses: Statuses) -> tuple[Line, ...]:
    """Return a history as what it says about each branch that it names, in the product's order; at least one."""
    if not product.branches:
        return (Line(None, tuple([_said(step, statuses, step.releases[:1], product) for step in history])),)
    named = [_by_branch(step, product) for step in history]
    branches = product.lines(dict.fromkeys(branch for versions in named for branch in versions))
    lines: dict[str | None, list[Said]] = {branch: [] for branch in branches}
    out: set[str | None] = set()
    for step, versions in zip(history, named, strict=True):
        phase = _phase(step, statuses)
        for branch in versions:
            _take_over(branch, versions, lines, product)
        everywhere = phase is Phase.OPEN or out >= lines.keys()
        for branch in versions or [branch for branch in lines if everywhere or branch not in out]:
            said = _said(step, statuses, (versions[branch],) if versions else (), product)
            lines[branch].append(said)
            if phase is Phase.DONE and not _recalled(said, product):
                out.add(branch)
            else:
                out.discard(branch)
    return tuple(Line(branch, tuple(lines[branch])) for branch in branches if branch in lines)


def _take_over(
    branch: str | None, versions: Mapping[str | None, str], lines: dict[str | None, list[Said]], product: Product
) -> None:
    """Let a branch that a step names first go on with the line of another one whose planned release was dropped.

    So a plan that moves from a dropped release to one of another branch is a move, and not a second plan.
    """
    own = lines.get(branch)
    if own is not None and any(said.version is not None for said in own):
        return
    others = (other for other in lines if other not in versions and _part(other, product) == _part(branch, product))
    source = next((other for other in others if _dropped(lines[other], product)), None)
    if source is not None:
        lines[branch] = lines.pop(source)
    elif own is None:
        # Its line was taken over before; what was said about all branches is in any other one.
        lines[branch] = [said for said in next(iter(lines.values()), []) if said.version is None]


def _part(branch: str | None, product: Product) -> str | None:
    """Return the product that a branch is of, by its id, if there are several."""
    known = product.branch(branch)
    return known.part[0] if known and known.part else None


def _dropped(line: Sequence[Said], product: Product) -> bool:
    release = line[-1].release(product) if line and line[-1].promises else None
    return release is not None and release.state is ReleaseState.DROPPED


def _last_words(history: tuple[Step, ...], product: Product, statuses: Statuses) -> Iterator[tuple[str | None, Said]]:
    """Yield the last word about each branch; of most products, without looking at what was said before."""
    if not product.branches:
        yield None, _said(history[-1], statuses, history[-1].releases[:1], product)
        return
    for line in lines_of(history, product, statuses):
        if line.said:
            yield line.branch, line.said[-1]


def _by_branch(step: Step, product: Product) -> dict[str | None, str]:
    """Return the versions that a step names, by their branches; a version or a branch that nobody knows is in none."""
    branches = ((version, product.branch_of(product.release(version))) for version in step.releases)
    return {branch.id if branch else None: version for version, branch in branches}


def _said(step: Step, statuses: Statuses, versions: tuple[str, ...], product: Product) -> Said:
    version = versions[0] if versions else None
    return Said(step, _phase(step, statuses), version, product.in_words(version) if version is not None else None)


def _phase(step: Step, statuses: Statuses) -> Phase | None:
    status = statuses.get(step.status)
    return status.phase if status is not None else None


def _recalled(said: Said, product: Product) -> bool:
    release = said.release(product) if said.phase in (Phase.PLANNED, Phase.DONE) else None
    return release is not None and release.state is ReleaseState.RECALLED
