"""`corrigenda check`: find every slip of the content in one run."""

from __future__ import annotations

import click

from generator.commands.group import FINE, PROBLEMS
from generator.commands.options import content_options
from generator.edges.request import BuildRequest


@click.command("check")
@content_options
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text")
@click.option("--max-problems", type=click.IntRange(1), help="How many to print (text and github: 100, else all).")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def command(
    request: BuildRequest,
    form: str,
    max_problems: int | None,
    strict: bool,
) -> int:
    """Check the content; exit code 1 if it has errors."""
    from generator.edges.checking import check
    from generator.edges.console import coloured, from_here
    from generator.edges.stock import take_stock

    _, placed = check(take_stock(request))
    problems, texts = from_here(placed, request.content.parent)
    if form == "text":
        from generator.report.text import render_text

        report = render_text(problems, texts, colour=coloured(), most=max_problems or 100)
    elif form == "github":
        from generator.report.github import render_github

        report = render_github(problems, max_problems or 100)
    elif form == "json":
        from generator.report.as_json import render_json

        report = render_json(problems, texts, max_problems)
    else:
        from generator.report.sarif import render_sarif
        from generator.rules.documentation import summaries

        report = render_sarif(problems, texts, summaries(), max_problems)
    click.echo(report, nl=False)
    return PROBLEMS if placed.errors or (strict and placed.problems) else FINE
