"""How well plans held: the share of corrections that came by the date first promised, every move, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.error import KnownError
from ..model.promises import Kept, Move, promises_of
from ..model.site_data import SiteData
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.promises import promises_page

LAYOUT = LayoutSpec("promises", "corrections/promises/")


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield the page, unless the site publishes none."""
    publication = render.publication
    if not publication.site.has_page("promises"):
        return
    site_data, errors = publication.site_data, publication.errors
    changed = publication.last_change(errors, site_data.releases)

    def make() -> Page:
        parts = render.parts("promises", errors, partial(_part, site_data), tuple[Part, ...])
        known = ((error, _kept(one)) for error, part in zip(errors, parts, strict=True) for one in part)
        page = promises_page(known, site_data.products, site_data.as_of, render.messages)
        article = render.article("pages/promises.html", LAYOUT.address, page=page, changed=changed)
        return render.page(LAYOUT, article)

    yield LAYOUT.page(changed, (errors.fingerprint,), make, render.above("corrections"))


StoredMove = tuple[int, tuple[str, str], tuple[str, str], int, str]
Part = tuple[str, int, int, int, int, tuple[StoredMove, ...]]
"""A promise as a build stores it: the fields of `Kept`, with moves as the fields of `Move`."""


def _part(site_data: SiteData, error: KnownError) -> tuple[Part, ...]:
    kept = promises_of(error, site_data)
    return tuple(
        (one.product, one.first, one.delivered, one.now, one.overdue, tuple(map(_stored, one.moves))) for one in kept
    )


def _stored(move: Move) -> StoredMove:
    return move.day, move.old, move.new, move.days, move.note


def _kept(stored: Part) -> Kept:
    product, first, delivered, now, overdue, moves = stored
    return Kept(product, first, delivered, now, overdue, tuple(Move(*move) for move in moves))
