"""`corrigenda deadlines`: until when each target of a level falls due, for a case reported at a moment."""

from __future__ import annotations

import datetime as dt
import json
import re
import zoneinfo

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import content_folder

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")
_YEARS = (1970, 2200)


@click.command("deadlines")
@content_folder
@click.argument("level")
@click.option("--reported", default=None, metavar="MOMENT", help="When, as 2026-11-27T16:30; now, if left out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(request: BuildRequest, level: str, reported: str | None, form: str) -> int:
    """Return until when each target of LEVEL falls due for a case reported at a moment.

    A moment without an offset is the support desk's own time. One that the change of clocks skips is an hour later;
    of two with the same name, the first is taken.
    """
    from ..business_time.deadlines import target_deadlines
    from ..edges.machine.clock import now
    from ..lint.known_names import nearest_id
    from ..problems.suggest import did_you_mean
    from ..terminal.finding import valid_settings

    site_data = valid_settings(request, ("matrix-valid", "calendar-valid"))
    chosen = site_data.levels_by_id.get(level)
    if chosen is None:
        meant = did_you_mean(nearest_id(level, "severity", site_data), " ({})")
        raise click.UsageError(f"there is no level '{level}'{meant}; there are {', '.join(site_data.levels_by_id)}")
    calendar = site_data.calendar
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    received = now(calendar.time_zone) if reported is None else _moment(reported, zone).astimezone(zone)
    found = target_deadlines(calendar, site_data.severity.targets, chosen, received)
    if form == "json":
        result = {
            "level": chosen.id,
            "reported": received.isoformat(timespec="seconds"),
            "time_zone": calendar.time_zone,
            "valid_through": calendar.valid_through.isoformat(),
            "targets": {one.kind.id: one.due and one.due.isoformat() for one in found},
            "promises": {one.kind.id: one.target.text for one in found},
        }
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
        return FINE
    click.echo(f"{chosen.name}, reported {_written(received)}, {calendar.time_zone}")
    names = [f"{one.kind.name}, {one.kind.by}" for one in found]
    for name, one in zip(names, found, strict=True):
        unknown = f"not known; the opening hours are known through {calendar.valid_through}"
        within = one.target.text.ljust(max(len(other.target.text) for other in found))
        click.echo(f"{name.ljust(max(map(len, names)))}  {within}  {_written(one.due) if one.due else unknown}")
    return FINE


def _moment(text: str, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    wrong = (
        f"'{text}' is not a moment; write 2026-11-27T16:30 for the desk's time ({zone.key}), or add an offset: +01:00"
    )
    if not _MOMENT.fullmatch(text):
        raise click.UsageError(wrong)
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"{wrong} ({error})") from error
    if not _YEARS[0] <= read.year <= _YEARS[1]:
        raise click.UsageError(f"the year {read.year} is out of reach; take one from {_YEARS[0]} to {_YEARS[1]}")
    return read if read.tzinfo else read.replace(tzinfo=zone).astimezone(dt.UTC)


def _written(moment: dt.datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y %H:%M %Z}"
