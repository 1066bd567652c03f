"""`corrigenda show`: where an error stands, what was promised, and its problems."""

from __future__ import annotations

import click

from generator.commands.group import FINE, PROBLEMS
from generator.commands.options import content_options
from generator.edges.request import BuildRequest


@click.command("show")
@click.argument("error_id", metavar="ID")
@content_options
def command(error_id: str, request: BuildRequest) -> int:
    """Show error ID; exit code 1 if its file has errors."""
    from generator.commands.finding import load_sound, the_error
    from generator.edges.console import coloured
    from generator.problem import Weight
    from generator.report.error_card import error_card
    from generator.report.text import render_text

    catalog, _, placed = load_sound(request)
    error = the_error(catalog, error_id)
    click.echo(error_card(error, catalog.setting), nl=False)
    problems = [problem for problem in placed.problems if problem.spot.file == error.file]
    click.echo("\n" + render_text(problems, placed.texts, colour=coloured()), nl=False)
    return PROBLEMS if any(problem.weight is Weight.ERROR for problem in problems) else FINE
