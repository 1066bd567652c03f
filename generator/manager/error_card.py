"""An error in the terminal, for those who correct it: its status, what was promised, and its private fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model.affected import affected_releases
from ..model.corrections import Correction, corrections_of, recalled_of
from ..model.error import KnownError, PrivateRecord
from ..model.ledger import Kind, Promise, ledger_of
from ..model.products import Release
from ..model.site_data import SiteData

_KINDS = {
    Kind.FIRST: "promised",
    Kind.NARROWED: "set for",
    Kind.MOVED: "moved to",
    Kind.RELEASE_MOVED: "release moved,",
    Kind.RELEASE_DROPPED: "release dropped,",
    Kind.RELEASE_RECALLED: "release recalled,",
    Kind.DELIVERED: "delivered in",
    Kind.TAKEN_BACK: "taken back",
}


def error_card(error: KnownError, private: PrivateRecord, site_data: SiteData) -> str:
    """Return the card; the error's problems are printed separately, as by `check`."""
    return "".join(f"{line}\n" for line in (*_lines(error, site_data), *_private(private)))


def _lines(error: KnownError, site_data: SiteData) -> Iterator[str]:
    product = site_data.find_product(error)
    level = site_data.levels_by_id.get(error.level)
    status = site_data.status_by_id.get(error.status)
    ledger = ledger_of(error, site_data)
    yield f"{error.id}  {error.title}"
    yield f"  file        {error.file}"
    yield f"  product     {product.name if product else error.product}"
    yield f"  severity    {level.name if level else 'not known'}"
    yield f"  status      {status.name if status else error.status} since {error.current.date}"
    named = product.written if product else lambda release: release.version
    plans = [_plan(one, named) for one in corrections_of(error, site_data)]
    plans += [f"{named(release)}, recalled on {release.history[-1].date}" for release in recalled_of(error, site_data)]
    yield f"  plan        {'; '.join(plans) or 'none'}"
    for found_in in error.products:
        other = f"{found_in.product} " if found_in.product != error.product else ""
        affected = affected_releases(error, site_data, found_in)
        if found_in.affects is not None and affected is not None:
            versions = ", ".join(one.version for one in affected) or "no release"
            yield f"  {'also in' if other else 'affects':11} {other}{found_in.affects.text} ({versions})"
        elif other:
            yield f"  also in     {found_in.product}"
    for field in ("platforms", "aliases", "keywords"):
        if values := getattr(error, field):
            yield f"  {field:11} {', '.join(values)}"
    if error.security:
        yield "  security    yes"
    yield f"  workaround  {'yes' if error.workaround else 'none'}"
    if error.duplicate_of:
        yield f"  repeats     {error.duplicate_of}"
    yield f"  moves       {ledger.moves}"
    if ledger.on_time is not None:
        yield f"  on time     {'yes' if ledger.on_time else 'no'}"
    if ledger.kept is not None:
        yield f"  kept        {'yes' if ledger.kept else 'no'}"
    yield "  history"
    for step in error.history:
        plan = f" {step.plan}" if step.plan else ""
        yield f"    {step.date}  {step.status}{plan}{f': {step.note}' if step.note else ''}"
    if ledger.entries:
        yield "  promises"
        for entry in ledger.entries:
            alone = entry.kind is Kind.DELIVERED and entry.release is None
            branch = f" (branch {entry.branch})" if entry.branch else ""
            yield f"    {entry.date}  {'delivered' if alone else _KINDS[entry.kind]}{_promised(entry)}{branch}"


def _private(private: PrivateRecord) -> Iterator[str]:
    if private.cases or private.internal:
        yield "  private"
    if private.cases:
        yield f"    cases     {', '.join(private.cases)}"
    for field, text in private.internal:
        yield f"    {field:8}  {text}"


def _plan(one: Correction, named: Callable[[Release], str]) -> str:
    release = one.release
    if release is None:
        return one.step.window.text if one.step.window else f"corrected on {one.out}"
    if release.released:
        return f"{named(release)}, out since {release.released}"
    return f"{named(release)}, {release.window.text if release.window else 'no date'}"


def _promised(entry: Promise) -> str:
    # The day of a delivery comes first, or the planned day would be mistaken for it.
    planned = entry.window if entry.kind is not Kind.DELIVERED else None
    parts = [entry.release or "", f"({planned.text})" if planned and entry.release else ""]
    text = " ".join(part for part in parts if part) or (entry.window.text if entry.window else "")
    return f" {text}" if text else ""
