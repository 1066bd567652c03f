"""`corrigenda report`: what waits, is overdue, untouched, new, moved and next, and how many promises were on time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import DayType, content_options

if TYPE_CHECKING:
    from ..manager.overview import Management
    from ..model.error import KnownError
    from ..model.site_data import SiteData

_PAGE = b'<!doctype html>\n<html lang="en" dir="ltr" class="report">'


@click.command("report", epilog="Example: corrigenda report --since 2026-11-21 --html report.html")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write one page, with pictures, to FILE.")
@click.option("--since", type=DayType(), help="From which day on news and moves are listed (90 days ago).")
@click.option("--product", help="Only errors of this product.")
@content_options
def command(
    form: str,
    html: Path | None,
    since: dt.date | None,
    product: str | None,
    request: BuildRequest,
) -> int:
    """Report what waits, is overdue, untouched, new, corrected, moved and next, and which promises were on time."""
    from ..manager.overview import management
    from ..manager.overview_text import management_csv, management_json, management_text
    from ..terminal.finding import load_valid, the_product

    catalog, *_ = load_valid(request)
    site_data = catalog.site_data
    only = the_product(catalog, product) if product else None
    known = [error for error in catalog.errors if all(step.status in site_data.status_by_id for step in error.history)]
    for name in catalog.unreadable:
        click.echo(f"error: {name} cannot be read, so it is not counted; 'corrigenda check' says why", err=True)
    report = management(known, site_data, since or site_data.as_of - dt.timedelta(days=90), only)
    if html is not None:
        return _write_page(html, report, tuple(known), site_data, only, request)
    if form == "text":
        text = management_text(report, site_data)
    else:
        text = management_json(report) if form == "json" else management_csv(report)
    click.echo(text, nl=False)
    return FINE


def _write_page(
    path: Path,
    report: Management,
    errors: tuple[KnownError, ...],
    site_data: SiteData,
    only: str | None,
    request: BuildRequest,
) -> int:
    from ..edges.content.rewrite import rewrite
    from ..edges.content.template_problem import template_problems
    from ..edges.content.templates import read_phrases, read_templates
    from ..edges.machine.program import templates_folder
    from ..manager.report_page import report_html

    if not path.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {path.absolute().parent}; make it first")
    if path.exists() and not path.read_bytes().startswith(_PAGE):
        raise click.UsageError(f"{path} is there and is not a report; name another file")
    folder = templates_folder(request.project)
    with template_problems():
        text = report_html(report, errors, site_data, read_templates(folder, read_phrases(folder, "en")), only)
    rewrite(path.absolute(), text.encode())
    waiting, overdue = len(report.waiting), len(report.overdue)
    wait = "1 error that waits" if waiting == 1 else f"{waiting} errors that wait"
    click.echo(f"{path} shows {wait}; {overdue} {'is' if overdue == 1 else 'are'} overdue")
    return FINE
