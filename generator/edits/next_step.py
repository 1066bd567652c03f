"""Decides which step an order such as "move it to 12.7" leads to, or why there is none.

The order holds only what a person has to say; the rest (the status that a plan asks for, the release that a
delivery was promised in) follows from the history and the lifecycle.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..lint.known_names import nearest_id
from ..model.error import KnownError, Step
from ..model.ledger import steps_with_promise
from ..model.lifecycle import Needs, Phase, Status
from ..model.products import ReleaseState
from ..model.site_data import SiteData
from ..model.window import parse_window
from ..problems.suggest import did_you_mean, nearest


@dataclass(frozen=True, slots=True)
class Order:
    """What a product manager asks for; None where they leave it to what is known."""

    date: dt.date | None = None
    status: str | None = None
    plan: str | None = None
    because: str | None = None
    duplicate_of: str | None = None


class OrderError(Exception):
    """Raised for an order that cannot be carried out; the message says why, and what to do instead."""


def next_step(error: KnownError, site_data: SiteData, order: Order) -> Mapping[str, str]:
    """Return the fields of the step that carries out an order, as text; OrderError if there is none."""
    if order.plan is not None and (named := _status_named(order.plan, site_data)):
        raise OrderError(f"'{named}' is a status, not a plan; give it with --status")
    status = _status(error, site_data, order)
    plan = _plan(error, site_data, order, status)
    day = order.date or _day(error, site_data, status, plan)
    step = {"date": day.isoformat(), "status": status.id, **plan}
    if order.duplicate_of is not None:
        step["duplicate_of"] = order.duplicate_of
    if order.because is not None:
        step["note"] = order.because
    _check_complete(error, status, step, site_data)
    _check_changed(error, step)
    return step


def _status_named(text: str, site_data: SiteData) -> str | None:
    lower = text.strip().lower()
    return next((one.id for one in site_data.lifecycle.statuses if lower in (one.id.lower(), one.name.lower())), None)


def _status(error: KnownError, site_data: SiteData, order: Order) -> Status:
    lifecycle = site_data.lifecycle
    current = lifecycle[error.status]
    if order.status is not None:
        status = lifecycle.get(order.status)
        if status is None:
            hint = nearest_id(order.status, "status", site_data)
            known = ", ".join(status.id for status in lifecycle.statuses)
            raise OrderError(
                f"there is no status '{order.status}'; {did_you_mean(hint, '{} ')}lifecycle.yml has {known}"
            )
    elif order.duplicate_of is not None:
        found = [known for known in lifecycle.statuses if known.needs is Needs.ERROR]
        if not found:
            raise OrderError("lifecycle.yml has no status for duplicates")
        status = found[0]
    elif order.plan is None:
        raise OrderError("say where to move it: a release or a time (--to), a status (--status), or --duplicate-of")
    elif current.phase is Phase.PLANNED:
        status = current
    else:
        planned = [lifecycle[name] for name in current.next if lifecycle[name].phase is Phase.PLANNED]
        if not planned:
            raise OrderError(f"'{current.id}' cannot be planned; {_allowed(current)}")
        status = planned[0]
    if status.id not in current.next:
        raise OrderError(f"'{status.id}' cannot follow '{current.id}'; {_allowed(current)} (lifecycle.yml)")
    return status


def _plan(error: KnownError, site_data: SiteData, order: Order, status: Status) -> dict[str, str]:
    text = order.plan
    if text is None:
        needs = status.needs in (Needs.PLAN, Needs.RELEASE)
        current = error.current
        if needs and current.release is not None:
            return {"release": current.release}
        return {"window": current.window.text} if needs and current.window and status.needs is Needs.PLAN else {}
    release = site_data.release(error.product, text)
    if release is not None:
        if release.state is ReleaseState.DROPPED:
            raise OrderError(f"release {text} was dropped; name one of {_releases(error, site_data)}")
        if release.released is not None and status.phase is Phase.PLANNED:
            raise OrderError(
                f"release {text} is out since {release.released}; if it corrects the error, say so with "
                f"--status, else name one of {_releases(error, site_data)}"
            )
        return {"release": text}
    try:
        window = parse_window(text)
    except ValueError as problem:
        hint = nearest(text, [known.version for known in site_data.product_by_id[error.product].releases])
        raise OrderError(
            f"'{text}' is neither a release of {error.product} nor a time such as 2027-Q1; {did_you_mean(hint, '{} ')}"
            f"planned are {_releases(error, site_data)} (products.yml)"
        ) from problem
    if window.passed(order.date or site_data.as_of):
        raise OrderError(f"{text} has passed; name a time to come, or a release")
    return {"window": text}


def _day(error: KnownError, site_data: SiteData, status: Status, plan: Mapping[str, str]) -> dt.date:
    """Return the day of the step: a correction is delivered when its release comes out, all else happens today.

    So does the delivery if the release came out before the last step, as for an error that was reported afterwards.
    """
    release = site_data.release(error.product, plan.get("release", ""))
    if status.phase is Phase.DONE and release is not None and release.released is not None:
        return release.released if error.changed <= release.released else site_data.as_of
    return site_data.as_of


def _check_complete(error: KnownError, status: Status, step: Mapping[str, str], site_data: SiteData) -> None:
    if status.needs is Needs.PLAN and not {"release", "window"} & set(step):
        raise OrderError(f"'{status.id}' needs a plan; name a release or a time with --to")
    if status.needs is Needs.RELEASE and "release" not in step:
        raise OrderError(f"'{status.id}' needs a release; name it with --to")
    if status.needs is Needs.ERROR and "duplicate_of" not in step:
        raise OrderError(f"'{status.id}' needs the error that it repeats; name it with --duplicate-of")
    if status.needs is Needs.NOTE and "note" not in step:
        raise OrderError(f"'{status.id}' needs a reason for customers to read; give it with --because")
    if "note" not in step:
        window = parse_window(step["window"]) if "window" in step else None
        new = Step(0, dt.date.fromisoformat(step["date"]), status.id, step.get("release"), window)
        *_, last = steps_with_promise(error._replace(history=(*error.history, new)), site_data)
        if moved_from := last.moved_from(site_data, error.product):
            what = f"the plan moves from {moved_from} to {new.plan}"
            raise OrderError(f"{what}; say why, for customers to read, with --because")


def _check_changed(error: KnownError, step: Mapping[str, str]) -> None:
    current = error.current
    plan = step.get("release") or step.get("window")
    if step["status"] == current.status and plan == current.plan and "note" not in step:
        at = f" for {plan}" if plan else ""
        raise OrderError(f"it is '{current.status}'{at} already; add news with --because, or name another plan")


def _releases(error: KnownError, site_data: SiteData) -> str:
    releases = site_data.product_by_id[error.product].releases
    open_ones = [release.version for release in releases if release.state is ReleaseState.PLANNED]
    return ", ".join(open_ones) or "none"


def _allowed(status: Status) -> str:
    return f"only {', '.join(status.next)} can" if status.next else "nothing can"
