"""Corrects the last step of an error, or takes it back, while it is not published."""

from __future__ import annotations

from ...edits.amending import amended_order
from ...edits.history import replace_last_step
from ...edits.next_step import Order, OrderError, next_step
from ...model.error import KnownError
from ..machine.request import BuildRequest
from .check_edits import edited
from .load import Loaded
from .rewrite import Edit


def amended(
    request: BuildRequest,
    loaded: Loaded,
    error: KnownError,
    published: int,
    meant: Order | None,
    since: str,
) -> Edit:
    """Return an error's file with its last step as it was meant, or without it if `meant` is None.

    `published` is how many steps of it `since` has, which names what was published. OrderError if the step is one of
    them, or if it cannot be done.
    """
    assert loaded.catalog is not None
    before = (request.content.parent / error.file).read_bytes()
    text = before.decode("utf-8")
    if published >= len(error.history):
        raise OrderError(f"its last step is in '{since}' already; add another with corrigenda move")
    if len(error.history) == 1:
        raise OrderError("its only step is its registration; edit the file or, to take that back, delete it")
    without = replace_last_step(text, None)
    earlier = None if without is None else edited(loaded, request.content, {error.file: without})[0].by_id.get(error.id)
    if without is None or earlier is None:
        raise OrderError(f"a comment in its last step would be lost; edit {error.file}")
    if meant is None:
        return Edit(before, without)
    site_data = loaded.catalog.site_data
    order = amended_order(error.history[-1], site_data, meant)
    new = replace_last_step(text, next_step(earlier, site_data, order))
    assert new is not None
    return Edit(before, new)
