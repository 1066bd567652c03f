"""`corrigenda show`: the status of an error, what was promised, what is noted for colleagues only, and its problems."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_options


@click.command("show")
@click.argument("name", metavar="ID|CASE")
@content_options
def command(name: str, request: BuildRequest) -> int:
    """Show error ID, or those that a customer's CASE belongs to; exit code 1 if a file of them has errors."""
    from ..manager.error_card import error_card
    from ..problems.problem import ProblemSeverity
    from ..problems.text import render_text
    from ..terminal.console import coloured, print_report
    from ..terminal.finding import load_valid, the_errors

    catalog, _, located = load_valid(request)
    errors = the_errors(catalog, name)
    private = {record.error: record for record in catalog.private}
    for error in errors:
        click.echo(error_card(error, private[error.id], catalog.site_data))
    files = {error.file for error in errors}
    problems = [problem for problem in located.problems if problem.file in files]
    print_report(render_text(problems, located.texts, colour=coloured()), wrong=bool(problems))
    return PROBLEMS if any(problem.severity is ProblemSeverity.ERROR for problem in problems) else FINE
