"""`corrigenda check`: find every slip of the content in one run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.commands.group import FINE, PROBLEMS
from generator.commands.options import content_options, request_from


@click.command("check")
@content_options
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text")
@click.option("--max-problems", type=click.IntRange(1), default=100, show_default=True, help="How many to print.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def command(
    project: Path,
    content: Path | None,
    cache: Path | None,
    jobs: int | None,
    as_of: dt.date | None,
    form: str,
    max_problems: int,
    strict: bool,
) -> int:
    """Check the content; exit code 1 if it has errors."""
    from generator.edges.build import check
    from generator.edges.console import coloured
    from generator.report.as_json import render_json
    from generator.report.github import render_github
    from generator.report.sarif import render_sarif
    from generator.report.text import render_text
    from generator.rules.documentation import summaries

    _, placed = check(request_from(project, content, cache, jobs, as_of))
    if form == "text":
        report = render_text(placed.problems, placed.texts, colour=coloured(), most=max_problems)
    elif form == "github":
        report = render_github(placed.problems[:max_problems])
    elif form == "json":
        report = render_json(placed.problems)
    else:
        report = render_sarif(placed.problems, summaries())
    click.echo(report, nl=False)
    return PROBLEMS if placed.errors or (strict and placed.problems) else FINE
