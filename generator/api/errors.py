"""Makes what the API says about errors: plain dictionaries in the shape of `error_models`, which tests verify.

Not models, because a site may have tens of thousands of errors, and a dictionary takes a tenth of the time.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import chain
from typing import Any

from ..markup.references import written_out
from ..model.affected import affected_releases
from ..model.error import KnownError
from ..model.products import Branch
from ..model.window import Window
from ..render.renderer import Renderer
from ..views.change_sentence import sentence
from ..views.changes import AnyChange, Change, changes_of, tag_uri
from ..views.errors import ErrorRow, view_of
from ..views.feeds import MOST
from ..views.news import latest_changes, latest_of_releases

Json = dict[str, Any]


def error_in_list(row: ErrorRow, render: Renderer) -> Json:
    """Return an error in short."""
    error, product = row.error, render.publication.site_data.product_of(row.error)
    return {
        "id": error.id,
        "title": error.title,
        "url": render.absolute(error.address),
        "product": error.product,
        "severity": row.level.id,
        "status": row.status.id,
        "phase": row.status.phase.value,
        "affects": error.affects.text if error.affects else None,
        "also_in": [
            {"product": other.product, "affects": other.affects.text if other.affects else None}
            for other in error.also_in
        ],
        "platforms": list(error.platforms),
        "aliases": list(error.aliases),
        "security": error.security,
        "release": product.written(row.release) if row.release else None,
        "planned": span(row.when),
        "corrected": _day(row.out),
        "registered": _day(error.registered),
        "changed": _day(error.changed),
        "corrections": [
            {
                **_branch(one.branch, error),
                "release": one.release.version if one.release else None,
                "planned": span(one.window),
                "corrected": _day(one.out),
            }
            for one in row.corrections
        ],
    }


def error_file(error: KnownError, render: Renderer) -> Json:
    """Return an error with everything on its page."""
    publication, references = render.publication, render.references
    view = view_of(error, publication)
    root = publication.site.url
    product = publication.site_data.product_of(error)
    affected = [affected_releases(error, publication.site_data, found_in) for found_in in error.products]
    return {
        **error_in_list(view.row, render),
        "summary": written_out(error.summary, references, root),
        "affected": None
        if affected == [None] * len(affected)
        else [product.written(one) for one in chain(*filter(None, affected))],
        "workaround": written_out(error.workaround, references, root) if error.workaround else None,
        "assessment": dict(error.answers),
        "history": [_step(change, render) for change in changes_of(error, publication.site_data)],
        "promises": [
            {
                "date": _day(promise.date),
                "kind": promise.kind.value,
                "release": promise.release,
                "planned": span(promise.window),
                "note": promise.note,
                **_branch(product.branch(promise.branch), error),
            }
            for promise in view.ledger.entries
        ],
        "moves": view.ledger.moves,
        "kept": view.ledger.kept,
        "on_time": view.ledger.on_time,
        "duplicate_of": error.duplicate_of,
        "duplicates": [other.id for other in view.duplicates],
        "links": [link._asdict() for link in error.links],
        "redactions": [
            {"date": _day(one.date), "texts": list(one.texts), "reason": one.reason} for one in error.redactions
        ],
        "related": [other.id for other in view.related],
        "questions": [question.id for question in view.questions],
    }


def _branch(branch: Branch | None, error: KnownError) -> Json:
    if branch is not None and branch.part is not None:
        return {"product": branch.part[0], "branch": branch.part[1]}
    return {"product": error.product, "branch": branch.id if branch else None}


def change_list(render: Renderer) -> Json:
    """Return the newest changes: steps that the feed of all changes has, with errors and releases separate."""
    publication = render.publication
    return {
        "changes": [
            {
                "id": tag_uri(publication, change),
                "error": change.error.id,
                "error_title": change.error.title,
                "step": change.step.number,
                "status": change.step.status,
                **_said(change, render),
            }
            for change in latest_changes(publication.errors, publication.site_data, MOST)
        ],
        "releases": [
            {
                "id": tag_uri(publication, change),
                "product": change.release.product,
                "release": change.release.version,
                "step": change.number,
                "planned": span(change.step.window),
                **_said(change, render),
            }
            for change in latest_of_releases(publication.site_data.releases, publication.site_data, MOST)
        ],
    }


@lru_cache(maxsize=4096)
def span(window: Window | None) -> Json | None:
    """Return a window with its first and last day."""
    return None if window is None else {"text": window.text, "first": _day(window.first), "last": _day(window.last)}


def _step(change: Change, render: Renderer) -> Json:
    step = change.step
    return {
        "step": step.number,
        "status": step.status,
        "release": step.releases[0] if step.releases else None,
        "releases": list(step.releases),
        "planned": span(step.window),
        "duplicate_of": step.duplicate_of,
        **_said(change, render),
    }


def _said(change: AnyChange, render: Renderer) -> Json:
    return {
        "date": _day(change.step.date),
        "kind": change.kind,
        "title": sentence(change, render.publication.site_data, render.messages),
        "note": change.step.note,
        "url": render.absolute(change.anchor),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
