"""Releases as iCalendar files to subscribe to: one for all products, and one for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.addresses import calendar_address
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.release_dates import ReleaseDate, release_dates


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the calendars, unless the site publishes none. They are made from the settings files only."""
    publication, messages = render.publication, render.messages
    if not publication.site.outputs["calendar"]:
        return
    dates = tuple(release_dates(publication.site_data.products))
    yield FileSpec(calendar_address("all"), (), partial(_calendar, render, messages("calendar.all"), dates))
    for product in publication.site_data.products:
        own = tuple(date for date in dates if date.product is product)
        name = messages("calendar.product", name=product.name)
        yield FileSpec(product.calendar_address, (), partial(_calendar, render, name, own))


def _calendar(render: Renderer, name: str, dates: tuple[ReleaseDate, ...]) -> bytes:
    # Imported only when one is made: an edit of an error does without it, and the library is slow to load.
    from ..render.release_calendar import calendar_file

    return calendar_file(render, name, dates)
