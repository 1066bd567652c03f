"""Decides what a step that is corrected says: what its author meant now, and else what it said before."""

from __future__ import annotations

from ..model.error import Step
from ..model.lifecycle import Needs
from ..model.site_data import SiteData
from .next_step import Order


def amended_order(step: Step, site_data: SiteData, meant: Order) -> Order:
    """Return the order for a step as it was meant; an empty reason in `meant` takes the step's own away.

    A plan or another error that the step names is kept only if its status, as it was meant, needs one.
    """
    old = site_data.lifecycle.get(step.status)
    has_plan = old is not None and old.needs in (Needs.PLAN, Needs.RELEASE)
    status = meant.status
    if status is None and meant.duplicate_of is None and (not meant.plan or has_plan):
        status = step.status
    found = site_data.lifecycle.get(status) if status is not None else None
    needs = found.needs if found is not None else Needs.NOTHING
    plan, duplicate_of = meant.plan, meant.duplicate_of
    if not plan and needs in (Needs.PLAN, Needs.RELEASE):
        plan = step.releases or ((step.window.text,) if step.window is not None else ())
    if duplicate_of is None and needs is Needs.ERROR:
        duplicate_of = step.duplicate_of
    because = step.note if meant.because is None else meant.because or None
    return Order(meant.date or step.date, status, plan, because, duplicate_of)
