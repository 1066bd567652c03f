"""Calendars of releases are re-read, and compared with the histories in products.yml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from icalendar import Calendar
from lxml import etree

from tests.project import TODAY, Project, tree


def events(site: Path, name: str) -> dict[str, Any]:
    """Return a calendar's events, as icalendar reads them, by their UID's release."""
    calendar = Calendar.from_ical((site / f"calendar/{name}.ics").read_bytes())
    found = {str(event["UID"]).removesuffix("@support.example.com"): event for event in calendar.walk("VEVENT")}
    assert not [error for event in found.values() for error in event.errors]
    return found


def reported(event: Any) -> tuple[dt.date, dt.date, str, int, dt.datetime]:
    """Return an event's first day, the day after its last, its status, how often it moved, and its stamp."""
    stamp = event["DTSTAMP"].dt
    return event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"]), event["SEQUENCE"], stamp


def noon(year: int, month: int, day: int) -> dt.datetime:
    """Return noon UTC of a day."""
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def test_a_set_day_is_an_event_of_that_day_and_a_move_raises_its_sequence(site: Path) -> None:
    found = events(site, "all")
    day = dt.date(2027, 2, 16)
    expected = (day, day + dt.timedelta(days=1), "CONFIRMED", 1, noon(2026, 10, 27))
    assert reported(found["remote-control-12.6"]) == expected
    assert found["remote-control-12.6"]["SUMMARY"] == "Remote Control 12.6"


def test_a_window_is_a_tentative_span(site: Path) -> None:
    found = events(site, "all")
    expected = (dt.date(2027, 4, 1), dt.date(2027, 7, 1), "TENTATIVE", 0, noon(2026, 10, 27))
    assert reported(found["remote-control-12.7"]) == expected
    assert found["remote-control-12.7"]["SUMMARY"] == "Remote Control 12.7 (day not set yet)"


def test_a_dropped_release_is_cancelled_where_it_stood(site: Path) -> None:
    dropped = events(site, "business-manager")["business-manager-3.3"]
    assert reported(dropped) == (dt.date(2027, 1, 1), dt.date(2027, 2, 1), "CANCELLED", 1, noon(2026, 10, 13))
    assert str(dropped["DESCRIPTION"]).startswith("What was planned for 3.3 moves to 4.0, because")


def test_a_release_that_came_out_on_its_day_has_not_moved_again(site: Path) -> None:
    out = events(site, "remote-control")["remote-control-12.5"]
    assert reported(out) == (dt.date(2026, 10, 20), dt.date(2026, 10, 21), "CONFIRMED", 1, noon(2026, 10, 20))
    assert out["SUMMARY"] == "Remote Control 12.5 is out"


def test_every_product_has_its_own_calendar_and_all_are_in_one(site: Path) -> None:
    own = [events(site, name) for name in ("remote-control", "vision", "business-manager")]
    assert [key for found in own for key in found] == list(events(site, "all"))


def test_lines_are_folded_and_end_as_the_standard_says(site: Path) -> None:
    data = (site / "calendar/all.ics").read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r\nX-PUBLISHED-TTL:P1D\r\n" in data
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_calendar_is_the_same_on_another_day(project: Project) -> None:
    project.build()
    before = tree(project.site / "calendar")
    project.build(as_of=TODAY + dt.timedelta(days=40))
    assert tree(project.site / "calendar") == before


def test_moving_a_date_keeps_the_event_and_raises_its_sequence(project: Project) -> None:
    project.replace(
        "products.yml",
        "          - {date: 2026-10-27, status: planned, window: 2027-Q2}\n",
        "          - {date: 2026-10-27, status: planned, window: 2027-Q2}\n"
        "          - {date: 2026-11-24, status: planned, window: 2027-06-15, note: The day is set.}\n",
    )
    project.build()
    moved = events(project.site, "all")["remote-control-12.7"]
    assert reported(moved) == (dt.date(2027, 6, 15), dt.date(2027, 6, 16), "CONFIRMED", 1, noon(2026, 11, 24))


def test_calendars_can_be_turned_off(project: Project) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write("outputs: {calendar: false}\n")
    project.build()
    assert not (project.site / "calendar").exists()
    for address in ("feeds", "corrections/product/vision"):
        assert ".ics" not in project.page(address)


def test_a_products_page_offers_to_subscribe_whether_there_are_feeds_or_not(project: Project) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write("outputs: {feeds: false}\n")
    project.build()
    links = etree.HTML(project.page("corrections/product/vision")).xpath('//article//a[contains(@href, ".ics")]/@href')
    assert links == ["webcal://support.example.com/calendar/vision.ics", "../../../calendar/vision.ics"]


def test_the_page_offers_to_subscribe(site: Path) -> None:
    page = etree.HTML((site / "feeds/index.html").read_text(encoding="utf-8"))
    links = page.xpath('//a[starts-with(@href, "webcal:")]/@href')
    assert links[0] == "webcal://support.example.com/calendar/all.ics"
    assert all((site / link.removeprefix("webcal://support.example.com/")).is_file() for link in links)
    assert len(links) == 4
