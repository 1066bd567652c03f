"""`corrigenda calendar`: write a year's public holidays into calendar.yml, comments and all else left as they are."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_folder


@click.command("calendar")
@content_folder
@click.option("--fill", "year", type=click.IntRange(1970, 2200), required=True, metavar="YEAR", help="The year.")
@click.option("--country", required=True, metavar="CODE", help="The country, as DK or GB.")
@click.option("--part", default=None, metavar="CODE", help="A part of the country with holidays of its own, as SCT.")
def command(request: BuildRequest, year: int, country: str, part: str | None) -> int:
    """Write the public holidays of YEAR into calendar.yml as closed days.

    Days that are there already stay as they are, so a second run changes nothing.
    """
    from ..edges.content.write_files import replace_file
    from ..edges.machine.holidays import UnknownPlace, holidays_of
    from ..edits.special_days import SpliceError, with_days
    from ..terminal.finding import valid_settings

    site_data = valid_settings(request, ("calendar-valid",))
    try:
        found = holidays_of(country, part, year, site_data.site.locale)
    except UnknownPlace as error:
        raise click.UsageError(str(error)) from error
    there = {day.date for day in site_data.calendar.days}
    new = [(day, name) for day, name in found if day not in there]
    path = request.content / "calendar.yml"
    if not found:
        raise click.UsageError(f"no holidays of {year} are known; add them by hand, or take an earlier year")
    if not new:
        click.echo(f"{path.name}: all {len(found)} holidays of {year} are there already")
        return FINE
    before = path.read_bytes()
    try:
        replace_file(path, before, with_days(before, new).decode())
    except SpliceError as error:
        click.echo(f"error: {error}\n{path.name} is as it was.", err=True)
        return PROBLEMS
    for day, name in new:
        click.echo(f"  {day}  {name}")
    click.echo(f"{path.name}: {len(new)} of {len(found)} holidays of {year} added; look them over")
    if site_data.calendar.valid_through.year < year:
        click.echo(
            f"note: 'valid_through' is {site_data.calendar.valid_through}; move it once the hours of {year} are right"
        )
    return FINE
