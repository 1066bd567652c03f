"""Decides which step of a release an order such as "12.6 comes in March" leads to, or why there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.corrections import corrections_of, of_release
from ..model.error import KnownError
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseState
from ..model.site_data import SiteData
from ..model.versions import Scheme
from ..model.window import Window, parse_window
from ..problems.problem import FieldPath
from ..problems.suggest import did_you_mean, nearest
from .new_entry import Entry
from .next_step import OrderError


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """What a product manager asks for: another time for a release, or that it is out, dropped or recalled."""

    product: str
    version: str
    date: dt.date
    window: str | None = None
    out: bool = False
    drop: bool = False
    recall: bool = False
    because: str | None = None


def next_release_step(site_data: SiteData, order: ReleaseOrder) -> Mapping[str, str]:
    """Return the fields of the step that carries out an order, as text; OrderError if there is none."""
    release = site_data.release(order.product, order.version)
    if release is None:
        known = [one.version for one in site_data.product_by_id[order.product].releases]
        meant = did_you_mean(nearest(order.version, known)) or "; register a new one with --add"
        raise OrderError(f"{order.product} has no release '{order.version}'{meant}")
    if (order.window is not None) + order.out + order.drop + order.recall != 1:
        raise OrderError(
            "say one thing about the release: when it is planned for (--to), that it is out (--out), "
            "dropped (--drop) or recalled (--recall)"
        )
    if order.recall:
        return _recall(release, order)
    if release.state is not ReleaseState.PLANNED:
        since = f"is out since {release.released}" if release.released else f"was {release.state.value}"
        raise OrderError(f"release {order.version} {since}; what comes after it is another release")
    note = {} if order.because is None else {"note": order.because}
    day = order.date.isoformat()
    planned = release.window
    if order.drop:
        if not note:
            raise _reason(f"{order.version} is dropped")
        return {"date": day, "status": "dropped", **note}
    if order.out:
        if planned is not None and planned.passed(order.date) and not note:
            raise _reason(f"{order.version} comes out after {planned.text}, when it was planned")
        return {"date": day, "status": "released", **note}
    assert order.window is not None
    window = _window(order.window, order)
    if planned == window:
        raise OrderError(f"it is planned for {window.text} already", "window")
    if planned is not None and not window.lies_in(planned) and not note:
        raise _reason(f"{order.version} moves from {planned.text} to {window.text}")
    return {"date": day, "status": "planned", "window": window.text, **note}


def _recall(release: Release, order: ReleaseOrder) -> Mapping[str, str]:
    if release.released is None:
        was = "is not out; drop it (--drop)" if release.state is ReleaseState.PLANNED else f"was {release.state.value}"
        raise OrderError(f"release {order.version} {was}")
    if order.because is None:
        raise _reason(f"{order.version} is recalled")
    return {"date": order.date.isoformat(), "status": "recalled", "note": order.because}


@dataclass(frozen=True, slots=True)
class NewRelease:
    """What is said about a new release besides when it is planned for, or that it is out."""

    hotfix: bool = False
    branch: str | None = None
    notes: str | None = None
    after: str | None = None


def new_release(site_data: SiteData, order: ReleaseOrder, new: NewRelease) -> tuple[FieldPath, int, Entry]:
    """Return the path in products.yml of the list of a new release, its place in it, and its fields; or OrderError.

    The place follows from the order of the product's versions; where that is the order of the list, from `after`.
    """
    product = site_data.product_by_id[order.product]
    versions = [release.version for release in product.releases]
    if order.version in versions:
        raise OrderError(
            f"{order.product} has release {order.version} already; say what became of it without --add", "version"
        )
    if (order.window is not None) + order.out != 1 or order.drop or order.recall:
        raise OrderError("say when the new release is planned for (--to), or that it is --out")
    listed = product.scheme is Scheme.LISTED
    if new.after is not None and not (listed and new.after in versions):
        known = f"; one of {', '.join(versions)}" if listed else f", because {product.name} orders its versions itself"
        raise OrderError(f"--after cannot be '{new.after}'{known}", "after")
    if listed:
        at = versions.index(new.after) + 1 if new.after is not None else len(versions)
    else:
        key = product.order.key(order.version)
        if key is None:
            raise OrderError(product.order.refusal(order.version, product.name), "version")
        earlier = (product.order.key(version) for version in versions)
        at = sum(one is not None and one < key for one in earlier)
    day = order.date.isoformat()
    step = {"date": day, "status": "released"}
    if order.window is not None:
        step = {"date": day, "status": "planned", "window": _window(order.window, order).text}
    note = {} if order.because is None else {"note": order.because}
    entry: dict[str, str | list[Mapping[str, str]]] = {"version": order.version}
    more = (("branch", new.branch), ("kind", "hotfix" if new.hotfix else None), ("notes", new.notes))
    entry |= {name: text for name, text in more if text is not None}
    entry["history"] = [step | note]
    ids = [one.id for one in site_data.products]
    return ("products", ids.index(order.product), "releases"), at, entry


def _window(text: str, order: ReleaseOrder) -> Window:
    try:
        window = parse_window(text)
    except ValueError as error:
        raise OrderError(str(error), "window") from error
    if window.passed(order.date):
        raise OrderError(f"{window.text} has passed; name a time to come, or say that it is out (--out)", "window")
    return window


def history_of(site_data: SiteData, order: ReleaseOrder) -> FieldPath:
    """Return the path in products.yml of the history of an order's release."""
    ids = [product.id for product in site_data.products]
    versions = [release.version for release in site_data.product_by_id[order.product].releases]
    return ("products", ids.index(order.product), "releases", versions.index(order.version), "history")


def left_to_say(site_data: SiteData, errors: Iterable[KnownError], order: ReleaseOrder) -> Iterator[str]:
    """Yield what to do next about the errors of a release that is now out, dropped or recalled.

    Before that, the errors were planned for it or, if it is recalled now, corrected by it.
    """
    if order.window is not None:
        return
    done = site_data.lifecycle.first_in(Phase.DONE)
    for error in of_release(errors, site_data, order.product, order.version, out=order.recall):
        several = len([one for one in corrections_of(error, site_data) if one.out is None]) > 1
        to = f"--status {done.id}" if order.out and done else "--to PLAN"
        if order.out and done and several:
            to += f" --to {written_for(error, order)}"
        yield f"next: corrigenda move {error.id} {to}"


def written_for(error: KnownError, order: ReleaseOrder) -> str:
    """Return an order's release as a step of an error names it."""
    return order.version if error.product == order.product else f"{order.product}/{order.version}"


def _reason(what: str) -> OrderError:
    return OrderError(f"{what}; say why, for customers to read, with --because", "note")
