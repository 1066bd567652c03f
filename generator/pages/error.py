"""The page of each error: status, plan and severity, what happens, who is affected, and how the promise has held."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..markup.prose import plain_text
from ..markup.references import written_out
from ..model.error import KnownError
from ..render.file_specs import LayoutSpec, Page, PageSpec
from ..render.renderer import Renderer
from ..views.error_page import error_page
from ..views.error_ticket import ticket
from ..views.errors import changed_of, inputs_of

LAYOUT = LayoutSpec("error", "corrections/an-error/")
SCRIPTS = ("following", "button")
"""In order of dependency."""
DESCRIPTION_LENGTH = 160


def specs(render: Renderer) -> Iterator[PageSpec]:
    """Yield a page for each error."""
    publication = render.publication
    top = render.above("corrections")
    above = {product.id: (*top, (product.name, product.address)) for product in publication.site_data.products}
    for error in publication.errors:
        inputs = inputs_of(error, publication)
        changed, make = changed_of(error, publication), partial(_page, render, error)
        yield PageSpec(error.address, "error", changed, inputs, make, above[error.product])


def _page(render: Renderer, error: KnownError) -> Page:
    summary = render.prose.html(error.summary, "../../")
    page = error_page(error, render.publication, render.messages, render.environment.filters["window"])
    workaround = (
        written_out(error.workaround, render.references, render.publication.site.url) if error.workaround else ""
    )
    article = render.article(
        "pages/error.html",
        error.address,
        page=page,
        error=error,
        row=page.view.row,
        summary_html=summary,
        ticket=ticket(page, render.messages, workaround.strip(), render.absolute(error.address)),
    )
    feed = (render.messages("feed.error", id=error.id), f"{error.feed_address}.atom")
    return Page(
        title=f"{error.id}: {error.title}",
        description=shortened(plain_text(summary), DESCRIPTION_LENGTH),
        article_html=article,
        scripts=SCRIPTS,
        feeds=(feed,) if render.publication.site.outputs["error_feeds"] else (),
    )


def shortened(text: str, length: int) -> str:
    """Shorten a string at a word boundary, with an ellipsis, to at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
