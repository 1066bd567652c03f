"""The edits of source files that commands and the editor ask for; none is written here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ...edits.history import append_step
from ...edits.new_entry import Entry, with_entry
from ...edits.next_release import ReleaseOrder, written_for
from ...edits.next_step import Order, OrderError, next_step
from ...edits.redacting import holder_of, redacted
from ...model.catalog import Catalog
from ...model.corrections import of_release
from ...model.lifecycle import Phase
from ...problems.problem import FieldPath
from ...problems.report import Report
from ..machine.request import BuildRequest
from .check_edits import edited, edited_settings, with_products
from .load import Loaded
from .rewrite import Edit


def with_step(
    request: BuildRequest, name: str, step: Mapping[str, str | Sequence[str]], field: FieldPath = ("history",)
) -> Edit:
    """Return a file with a step appended to the history at `field`; `name` is the file's in problems."""
    before = (request.content.parent / name).read_bytes()
    return Edit(before, append_step(before.decode("utf-8"), step, field))


def corrected_by(
    request: BuildRequest, loaded: Loaded, order: ReleaseOrder, products: Edit
) -> tuple[dict[str, Edit], list[str]]:
    """Return the edits by which all errors planned for a release are corrected by it, and why some cannot be.

    `products` is the edit of products.yml that says that the release is out.
    """
    assert loaded.catalog is not None
    site_data = with_products(loaded, loaded.content.settings["products"].name, products.text)
    done = site_data.lifecycle.first_in(Phase.DONE)
    edits, refused = {}, []
    for error in of_release(loaded.catalog.errors, site_data, order.product, order.version):
        try:
            step = next_step(
                error, site_data, Order(status=done.id if done else None, plan=(written_for(error, order),))
            )
        except OrderError as reason:
            refused.append(f"{error.id} stays as it is: {reason}")
        else:
            edits[error.file] = with_step(request, error.file, step)
    return edits, refused


def with_added(request: BuildRequest, loaded: Loaded, path: FieldPath, at: int, entry: Entry) -> tuple[str, Edit]:
    """Return products.yml's name in problems, and the file with a new entry before the entry `at` of a list.

    OrderError if it cannot be spliced in.
    """
    name = loaded.content.settings["products"].name
    before = (request.content.parent / name).read_bytes()
    text = with_entry(before.decode("utf-8"), path, at, entry)
    if text is None:
        raise OrderError("it is written in an unusual way; add this by hand")
    return name, Edit(before, text)


def redact(
    request: BuildRequest,
    loaded: Loaded,
    subject: str,
    words: str,
    instead: str,
    because: str,
    day: dt.date | None,
) -> tuple[dict[str, Edit], Catalog, Report]:
    """Return the edit by which words are replaced, the catalogue as it would be then, and the problems it would have.

    `subject` is an error's id, a release or a question (see `holder_of`); LookupError if there is none. OrderError if
    the words cannot be replaced.
    """
    assert loaded.catalog is not None
    catalog = loaded.catalog
    error, found = catalog.by_id.get(subject), holder_of(catalog.site_data, subject)
    if error is None and found is None:
        raise LookupError(subject)
    kind, holder = ("", ()) if found is None else found
    name = loaded.content.settings[kind].name if error is None else error.file
    before = (request.content.parent / name).read_bytes()
    text = redacted(before.decode("utf-8"), words, instead, because, day or catalog.site_data.as_of, holder)
    if error is not None:
        after, report = edited(loaded, request.content, {name: text})
    else:
        after, report = edited_settings(loaded, request.content, kind, name, text)
    return {name: Edit(before, text)}, after, report
