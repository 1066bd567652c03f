"""An error's timeline: the steps of its history and, between them, what its releases did to the promise.

What a step promised and whether that was a move is the ledger's; here it becomes words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from ..messages.messages import Messages
from ..model.error import KnownError, Step
from ..model.ledger import Kind, Ledger, Promise
from ..model.lifecycle import Phase
from ..model.products import Product
from ..model.site_data import SiteData
from ..model.window import Window
from .changes import Change, changes_of
from .errors import branch_in_words

Shown = Callable[[Window], str]
"""Returns a time as the page shows it, in words or as markup: sentences are joined with `+`, so that text added to
markup is escaped."""


class Entry(NamedTuple):
    """A step of the error (`step`), or a change of a release that it waited for (None).

    `said` is what it promised, moved or delivered; `moved` says that it moved the promise. `duplicate` is what it says
    about a duplicate's original.
    """

    date: dt.date
    step: Step | None
    said: str
    moved: bool
    note: str | None
    duplicate: str = ""


def timeline(
    error: KnownError, ledger: Ledger, site_data: SiteData, messages: Messages, shown: Shown
) -> tuple[Entry, ...]:
    """Return an error's timeline, the newest entry first."""
    promises: dict[int, list[Promise]] = {}
    for promise in ledger.entries:
        promises.setdefault(promise.step, []).append(promise)
    found: list[tuple[dt.date, Entry]] = []
    product = site_data.product_of(error)
    for change in changes_of(error, site_data):
        step = change.step
        made = promises.get(step.number, [])
        # A release changes while the error waits for it, so later than on the day of the step.
        own = [promise for promise in made if promise.date == step.date]
        found.append((change.written, _of_step(change, own, site_data, messages, shown)))
        others = (promise for promise in made if promise.date != step.date)
        found += [(promise.date, _of_release(promise, product, messages, shown)) for promise in others]
    # A release of one branch may change after steps about another.
    found.sort(key=lambda pair: pair[0])
    return tuple(entry for _, entry in reversed(found))


def _of_step(change: Change, promises: list[Promise], site_data: SiteData, messages: Messages, shown: Shown) -> Entry:
    step, product = change.step, site_data.product_of(change.error)
    kinds = {promise.kind for promise in promises}
    plan, said = messages.plans(change.plans), ""
    if site_data.status_by_id[step.status].phase is Phase.DONE:
        said = messages("step.done", plan=plan) if plan else ""
    elif plan and change.moved_from:
        said = messages("step.moved", old=messages.plans(change.moved_from), new=plan)
    elif plan:
        said = messages("step.planned", plan=plan)
    elif Kind.TAKEN_BACK in kinds:
        said = messages("step.taken-back")
    if Kind.DELIVERED not in kinds:
        # What is promised without a release is a time already.
        for promise in promises:
            if promise.release and promise.window:
                said = said + ", " + shown(promise.window) + _branch(promise, product, messages)
    duplicate = messages("step.duplicate", id=step.duplicate_of) if step.duplicate_of else ""
    return Entry(step.date, step, said, Kind.MOVED in kinds, step.note, duplicate)


def _of_release(promise: Promise, product: Product, messages: Messages, shown: Shown) -> Entry:
    said = messages(f"step.{promise.kind.value}", release=promise.release or "")
    if promise.window and promise.kind in (Kind.RELEASE_MOVED, Kind.NARROWED):
        said = said + " " + shown(promise.window)
    said = said + _branch(promise, product, messages)
    return Entry(promise.date, None, said, promise.kind is Kind.RELEASE_MOVED, promise.note)


def _branch(promise: Promise, product: Product, messages: Messages) -> str:
    said = branch_in_words(product.branch(promise.branch), messages)
    return " " + said if said else ""
