"""What the history of an error says about each branch of its product.

A step that names releases speaks for their branches. One that names none speaks for every branch whose correction is
not out yet, or for all if it is out in all of them; one of the phase `open` always speaks for all. In a product without
branches, all steps speak for one nameless branch. If the error is in several products, each of them has its branches,
or one nameless one, and the same holds for all of them together.

A branch that no step names waits for a correction as well if a release of it that the error is in was out and
supported on the day of the last step, and a branch of the product that a step names has its correction after releases
with the error. Otherwise the correction is a release of a later branch, for all. What comes out later opens no error.

A plan for a release that was dropped goes on in the branch that a later step names instead; any other ends only with a
step about its branch, or all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .error import KnownError, Step
from .joint_product import JointProduct
from .lifecycle import Phase, Status
from .products import Product, Release, ReleaseState
from .versions import Key

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

    def recalled(self, product: Product) -> bool:
        """Return whether the release that was to correct the error, or did, was recalled."""
        release = self.release(product) if self.phase in (Phase.PLANNED, Phase.DONE) else None
        return release is not None and release.state is ReleaseState.RECALLED


class Line(NamedTuple):
    """The part of a history that speaks for one branch; `branch` is its id, None if it has no name."""

    branch: str | None
    said: tuple[Said, ...]


def lines_of(error: KnownError, product: Product, statuses: Statuses) -> tuple[Line, ...]:
    """Return a history as what it says about each branch that it names or that waits, in the product's order.

    There is at least one. `product` is the error's or, if it is in several, these as one.
    """
    history = error.history
    if not product.branches:
        return (Line(None, tuple([_said(step, statuses, step.releases[:1], product) for step in history])),)
    named = [_by_branch(step, product) for step in history]
    known = {branch: product.release(version) for versions in reversed(named) for branch, version in versions.items()}
    branches = product.lines({*known, *_waiting(error, product, known)})
    lines: dict[str | None, list[Said]] = {branch: [] for branch in branches}
    out: set[str | None] = set()
    for step, versions in zip(history, named, strict=True):
        phase = phase_of(step, statuses)
        for branch in versions:
            _take_over(branch, versions, lines, product)
        everywhere = phase is Phase.OPEN or out >= lines.keys()
        for branch in versions or [branch for branch in lines if everywhere or branch not in out]:
            said = _said(step, statuses, (versions[branch],) if versions else (), product)
            lines[branch].append(said)
            if phase is Phase.DONE and not said.recalled(product):
                out.add(branch)
            else:
                out.discard(branch)
    return tuple(Line(branch, tuple(lines[branch])) for branch in branches if branch in lines)


def _waiting(error: KnownError, product: Product, named: Mapping[str | None, Release | None]) -> Iterator[str | None]:
    """Yield the branches that wait although no step names them; `named` has the first release named of each other."""
    parts = {part.id: part for part in (product.parts if isinstance(product, JointProduct) else (product,))}
    for found_in in error.products:
        order = parts[found_in.product].order
        releases = map(parts[found_in.product].release, order.among(found_in.affects) if found_in.affects else ())
        affected = [(one, branch) for one in releases if one is not None and (branch := product.branch_of(one))]
        # Another rule reports a release that the order does not know.
        firsts: dict[str | None, Key] = {
            branch: key for branch, one in named.items() if one and (key := order.key(one.version)) is not None
        }
        if any(order.key(one.version) < firsts[at.id] for one, at in affected if at.id in firsts):
            yield from (branch.id for one, branch in affected if one.supported_on(error.changed))


def last_words(error: KnownError, product: Product, statuses: Statuses) -> Iterator[tuple[str | None, Said]]:
    """Yield the last word about each branch; of most products, without looking at what was said before."""
    if not product.branches:
        last = error.history[-1]
        yield None, _said(last, statuses, last.releases[:1], product)
        return
    for line in lines_of(error, product, statuses):
        if line.said:
            yield line.branch, line.said[-1]


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


def _by_branch(step: Step, product: Product) -> dict[str | None, str]:
    """Return the versions that a step names, by their branches; a version or a branch that nobody knows is in none."""
    branches = ((version, product.branch_of(product.release(version))) for version in step.releases)
    return {branch.id if branch else None: version for version, branch in branches}


def _said(step: Step, statuses: Statuses, versions: tuple[str, ...], product: Product) -> Said:
    version = versions[0] if versions else None
    return Said(step, phase_of(step, statuses), version, product.in_words(version) if version is not None else None)


def phase_of(step: Step, statuses: Statuses) -> Phase | None:
    """Return the phase of a step; None if its status is not known."""
    status = statuses.get(step.status)
    return status.phase if status is not None else None
