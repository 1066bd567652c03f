"""Releases as iCalendar files (RFC 5545) to subscribe to: one for all products, and one for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

from ..model.addresses import calendar_address
from ..model.products import ReleaseState
from ..render.controls import without_controls
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.release_dates import ReleaseDate, SupportEnd, release_dates, support_ends

if TYPE_CHECKING:
    from icalendar import Event

PRODUCER = "-//Corrigenda//Releases//EN"
REFRESH = dt.timedelta(days=1)
PAST = dt.timedelta(days=548)
"""How long a date stays in a calendar: a year and a half. Programs fetch the whole file each day."""
MOST = 140
"""Events in a calendar, so that it has at most 60 KB."""


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the calendars, unless the site publishes none. They are made from the settings files only."""
    publication, messages = render.publication, render.messages
    if not publication.site.outputs["calendar"]:
        return
    since = publication.as_of - PAST
    dates = tuple(date for date in release_dates(publication.site_data.products) if date.last >= since)
    support = tuple(end for end in support_ends(publication.site_data.products) if end.last >= since)
    yield FileSpec(calendar_address("all"), (), partial(_calendar, render, messages("calendar.all"), dates, support))
    for product in publication.site_data.products:
        own = tuple(date for date in dates if date.product is product)
        ends = tuple(end for end in support if end.product is product)
        name = messages("calendar.product", name=product.name)
        yield FileSpec(product.calendar_address, (), partial(_calendar, render, name, own, ends))


def _calendar(render: Renderer, name: str, dates: tuple[ReleaseDate, ...], support: tuple[SupportEnd, ...]) -> bytes:
    """Return a calendar with a name and an event for each date and each end of support.

    Of many, those furthest back are left out.
    """
    events: list[ReleaseDate | SupportEnd] = [*dates, *support]
    newest = nlargest(MOST, range(len(events)), key=lambda place: events[place].last)
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
    for one in [events[place] for place in sorted(newest)]:
        calendar.add_component(_event(render, one) if isinstance(one, ReleaseDate) else _end(render, one))
    return bytes(calendar.to_ical(sorted=False))


def _end(render: Renderer, end: SupportEnd) -> Event:
    """Return the all-day event of the last day of support of a branch or a release."""
    from icalendar import Event

    said = dt.datetime.combine(end.said, dt.time(12), dt.UTC)
    event = Event()
    event.add("UID", f"{end.slug}@{render.publication.site.tag_authority.partition(',')[0]}")
    event.add("DTSTAMP", said)
    event.add("LAST-MODIFIED", said)
    event.add("STATUS", "CONFIRMED")
    event.add("DTSTART", end.last)
    event.add("DTEND", end.last + dt.timedelta(days=1))
    summary = render.messages("calendar.support", name=end.product.name, version=end.name)
    event.add("SUMMARY", without_controls(summary))
    event.add("URL", render.absolute(end.address))
    event.add("TRANSP", "TRANSPARENT")
    event.add("CATEGORIES", [without_controls(end.product.name)])
    return event


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
