"""Makes an iCalendar file (RFC 5545) of releases to subscribe to."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event, vDuration, vText

from ..views.release_dates import ReleaseDate
from .controls import without_controls
from .renderer import Renderer

PRODUCER = "-//Corrigenda//Releases//EN"
REFRESH = dt.timedelta(days=1)


def calendar_file(render: Renderer, name: str, dates: tuple[ReleaseDate, ...]) -> bytes:
    """Return a calendar with a name and an event for each date."""
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
    summary = f"calendar.{'out' if release.released else date.status.value.lower()}"
    event.add("SUMMARY", without_controls(messages(summary, name=date.product.name, version=release.version)))
    event.add("DESCRIPTION", without_controls(" ".join(text for text in (note, messages("calendar.about")) if text)))
    event.add("URL", address)
    event.add("TRANSP", "TRANSPARENT")
    event.add("CATEGORIES", [without_controls(date.product.name)])
    return event
