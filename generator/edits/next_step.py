"""Decides which step an order such as "move it to 12.7" leads to, or why there is none.

The order holds only what a person has to say; the rest (the status that a plan asks for, the release that a
delivery was promised in) follows from the history and the lifecycle.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..lint.known_names import nearest_id
from ..model.corrections import corrections_of
from ..model.error import KnownError, Step
from ..model.lifecycle import Needs, Phase, Status
from ..model.products import Release, ReleaseState
from ..model.site_data import SiteData
from ..model.steps import move_in_words, steps_with_promise
from ..model.window import parse_window
from ..problems.suggest import did_you_mean, nearest
from .history import Fields

Plan = dict[str, str | Sequence[str]]
"""The field of a step that names a plan, or none."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a product manager asks for; None or empty where they leave it to what is known.

    The plan is a release or a time, or several releases, one of each branch.
    """

    date: dt.date | None = None
    status: str | None = None
    plan: tuple[str, ...] = ()
    because: str | None = None
    duplicate_of: str | None = None


class OrderError(Exception):
    """Raised for an order that cannot be carried out; the message says why, and what to do instead.

    `field` names the part of the order that it is about, if it is about one.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    @property
    def without_options(self) -> str:
        """Return the message for a form, whose fields have no options of the command line."""
        return re.sub(r"^--[a-z-]+", "this", re.sub(r",? (?:with(?:out)? --[a-z-]+|\(--[a-z-]+\))", "", str(self)))


def next_step(error: KnownError, site_data: SiteData, order: Order) -> Fields:
    """Return the fields of the step that carries out an order, as text; OrderError if there is none."""
    if missing := [one.product for one in error.products if one.product not in site_data.product_by_id]:
        raise OrderError(f"there is no product '{missing[0]}'; correct it in {error.file} first")
    if unknown := [step.status for step in error.history if step.status not in site_data.status_by_id]:
        raise OrderError(f"there is no status '{unknown[0]}'; correct it in {error.file} first")
    named = next(filter(None, (_status_named(text, site_data) for text in order.plan)), None)
    if named is not None:
        raise OrderError(f"'{named}' is a status, not a plan; give it with --status", "plan")
    status = _status(error, site_data, order)
    plan = _plan(error, site_data, order, status)
    day = order.date or _day(error, site_data, status, plan)
    step: dict[str, str | Sequence[str]] = {"date": day.isoformat(), "status": status.id, **plan}
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
                f"there is no status '{order.status}'; {did_you_mean(hint, '{} ')}lifecycle.yml has {known}",
                "status",
            )
    elif order.duplicate_of is not None:
        found = [known for known in lifecycle.statuses if known.needs is Needs.ERROR]
        if not found:
            raise OrderError("lifecycle.yml has no status for duplicates")
        status = found[0]
    elif not order.plan:
        raise OrderError(
            "say where to move it: a release or a time (--to), a status (--status), a duplicate (--duplicate-of)",
            "plan",
        )
    elif current.phase is Phase.PLANNED:
        status = current
    else:
        planned = [lifecycle[name] for name in current.next if lifecycle[name].phase is Phase.PLANNED]
        if not planned:
            raise OrderError(f"'{current.id}' cannot be planned; {_allowed(current)}", "plan")
        status = planned[0]
    if status.id not in (*current.next, *lifecycle[error.history[-1].status].next):
        raise OrderError(f"'{status.id}' cannot follow '{current.id}'; {_allowed(current)} (lifecycle.yml)", "status")
    return status


def _plan(error: KnownError, site_data: SiteData, order: Order, status: Status) -> Plan:
    if not order.plan:
        return _known_plan(error, site_data, status)
    found: list[str] = []
    product = site_data.product_of(error)
    for text in order.plan:
        release = product.release(text)
        if release is not None:
            _check_release(release, error, site_data, status)
            found.append(text)
            continue
        try:
            window = parse_window(text)
        except ValueError as problem:
            products = " or ".join(one.product for one in error.products)
            of_other = (product.written(known) for known in product.releases if known.version == text)
            hint = next(of_other, None) or nearest(text, [product.written(known) for known in product.releases])
            raise OrderError(
                f"'{text}' is neither a release of {products} nor a time such as 2027-Q1; "
                f"{did_you_mean(hint, '{} ')}planned are {_releases(error, site_data)} (products.yml)",
                "plan",
            ) from problem
        if window.passed(order.date or site_data.as_of):
            raise OrderError(f"{text} has passed; name a time to come, or a release", "plan")
        if len(order.plan) > 1:
            raise OrderError(f"{text} is a time; name it alone, or name only releases, one of each branch", "plan")
        return {"window": text}
    return _of(found)


def _known_plan(error: KnownError, site_data: SiteData, status: Status) -> Plan:
    """Return the plan that a status needs and that is known: what is promised and not out."""
    if status.needs not in (Needs.PLAN, Needs.RELEASE):
        return {}
    promised = [one for one in corrections_of(error, site_data) if one.out is None]
    releases = [one.release for one in promised if one.release is not None]
    if status.phase is Phase.DONE and len(releases) > 1:
        out = [release for release in releases if release.released is not None]
        if len(out) != 1:
            raise OrderError(
                f"it is planned for {_listed(releases, error, site_data)}; say with --to which of them is meant",
                "plan",
            )
        releases = out
    if releases:
        product = site_data.product_of(error)
        return _of([product.written(release) for release in releases])
    window = promised[0].window if promised else None
    return {"window": window.text} if window and status.needs is Needs.PLAN else {}


def _check_release(release: Release, error: KnownError, site_data: SiteData, status: Status) -> None:
    """Raise OrderError if a release can neither be planned nor be said to correct an error."""
    version, known = release.version, _releases(error, site_data)
    if release.state in (ReleaseState.DROPPED, ReleaseState.RECALLED):
        raise OrderError(f"release {version} was {release.state.value}; name one of {known}", "plan")
    if release.released is not None and status.phase is Phase.PLANNED:
        raise OrderError(
            f"release {version} is out since {release.released}; if it corrects the error, say so with "
            f"--status, else name one of {known}",
            "status",
        )


def _of(versions: Sequence[str]) -> Plan:
    return {"release": versions[0] if len(versions) == 1 else tuple(versions)}


def _versions(step: Fields) -> tuple[str, ...]:
    """Return the versions that the fields of a step name."""
    named = step.get("release", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _day(error: KnownError, site_data: SiteData, status: Status, plan: Fields) -> dt.date:
    """Return the day of the step: a correction is delivered when its release comes out, all else happens today.

    So does the delivery if the release came out before the last step, as for an error that was reported afterwards.
    """
    product = site_data.product_of(error)
    releases = (product.release(version) for version in _versions(plan))
    days = [release.released for release in releases if release is not None and release.released is not None]
    if status.phase is Phase.DONE and days and error.changed <= max(days):
        return max(days)
    return site_data.as_of


def _check_complete(error: KnownError, status: Status, step: Fields, site_data: SiteData) -> None:
    if status.needs is Needs.PLAN and not {"release", "window"} & set(step):
        raise OrderError(f"'{status.id}' needs a plan; name a release or a time with --to", "plan")
    if status.needs is Needs.RELEASE and "release" not in step:
        raise OrderError(f"'{status.id}' needs a release; name it with --to", "plan")
    if status.needs is Needs.ERROR and "duplicate_of" not in step:
        raise OrderError(f"'{status.id}' needs the error that it repeats; name it with --duplicate-of", "duplicate_of")
    if status.needs is Needs.NOTE and "note" not in step:
        raise OrderError(f"'{status.id}' needs a reason for customers to read; give it with --because", "note")
    if "note" not in step:
        window = parse_window(str(step["window"])) if "window" in step else None
        day = dt.date.fromisoformat(str(step["date"]))
        new = Step(error.history[-1].number + 1, day, status.id, _versions(step), window)
        *_, (_, said) = steps_with_promise(error._replace(history=(*error.history, new)), site_data)
        if (moved := move_in_words(said, site_data.product_of(error))) is not None:
            raise OrderError(f"the plan moves {moved}; say why, for customers to read, with --because", "note")


def _check_changed(error: KnownError, step: Fields) -> None:
    current = error.history[-1]
    plan = ", ".join(_versions(step)) or step.get("window")
    if step["status"] == current.status and plan == current.plan and "note" not in step:
        at = f" for {plan}" if plan else ""
        raise OrderError(f"it is '{current.status}'{at} already; add news with --because, or name another plan", "note")


def _listed(releases: Sequence[Release], error: KnownError, site_data: SiteData) -> str:
    return ", ".join(site_data.product_of(error).written(release) for release in releases)


def _releases(error: KnownError, site_data: SiteData) -> str:
    releases = site_data.product_of(error).releases
    planned = [release for release in releases if release.state is ReleaseState.PLANNED]
    return _listed(planned, error, site_data) or "none"


def _allowed(status: Status) -> str:
    return f"only {', '.join(status.next)} can" if status.next else "nothing can"
