"""Releases as iCalendar files (RFC 5545) to subscribe to: one for all products, and one for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ..model.addresses import calendar_address
from ..model.products import ReleaseState
from ..render.controls import without_controls
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.release_dates import ReleaseDate, release_dates

if TYPE_CHECKING:
    from icalendar import Event

PRODUCER = "-//Corrigenda//Releases//EN"
REFRESH = dt.timedelta(days=1)


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
    """Return a calendar with a name and an event for each date."""
    # Imported only when one is made: an edit of an error does without it, and the library is slow to load.
    from icalendar import Calendar, vDuration, vText

    site = render.publication.site
    calendar = Calendar()
    calendar.add("PRODID", PRODUCER)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    for property_name in ("NAME", "X-WR-CALNAME"):
        # The library knows neither property, and would not escape them unless told that they are text.
        calendar.add(property_name, vText(without_controls(f"{site.name}: {name}")))
    # Programs refresh it once a day; older ones know only Microsoft's name for this.
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for date in dates:
        calendar.add_component(_event(render, date))
    return bytes(calendar.to_ical(sorted=False))


def _event(render: Renderer, date: ReleaseDate) -> Event:
    """Return an all-day event. The release is its identity, the day of the last published step its time stamp."""
    from icalendar import Event

    site, messages, release = render.publication.site, render.messages, date.release
    said = dt.datetime.combine(date.said, dt.time(12), dt.UTC)
    address = render.absolute(release.address)
    note = release.history[-1].note
    event = Event()
    event.add("UID", f"{release.slug}@{site.tag_authority.partition(',')[0]}")
    event.add("DTSTAMP", said)
    event.add("LAST-MODIFIED", said)
    event.add("SEQUENCE", date.sequence)
    event.add("STATUS", date.status.value)
    event.add("DTSTART", date.first)
    event.add("DTEND", date.last + dt.timedelta(days=1))
    recalled = release.state is ReleaseState.RECALLED
    summary = f"calendar.{'recalled' if recalled else 'out' if release.released else date.status.value.lower()}"
    event.add("SUMMARY", without_controls(messages(summary, name=date.product.name, version=release.version)))
    event.add("DESCRIPTION", without_controls(" ".join(text for text in (note, messages("calendar.about")) if text)))
    event.add("URL", address)
    event.add("TRANSP", "TRANSPARENT")
    event.add("CATEGORIES", [without_controls(date.product.name)])
    return event
