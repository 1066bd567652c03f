"""`corrigenda assess`: the severity that answers lead to, as the site's self-assessment gives it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import content_folder

if TYPE_CHECKING:
    from ..severity.table import DecisionTable


@click.command("assess")
@content_folder
@click.argument("answers", nargs=-1, metavar="[QUESTION=ANSWER]...")
@click.option("--table", "whole", is_flag=True, help="Print every combination of answers.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(request: BuildRequest, answers: tuple[str, ...], whole: bool, form: str) -> int:
    """Return the severity of a case, for example: assess environment=production impact=severe.

    Without an answer to every question, the severities that are still possible are given, the worst first.
    """
    from ..manager.assessment_text import result_json, result_text, table_text
    from ..severity.answers import AnswerError, read_answers
    from ..terminal.finding import valid_settings
    from ..views.severity import decision_rows

    site_data = valid_settings(request, ("matrix-valid", "matrix-total"))
    table: DecisionTable = site_data.decision_table
    if whole:
        if answers:
            raise click.UsageError("--table prints every combination; leave the answers out")
        rows = decision_rows(table.matrix)
        click.echo(json.dumps(rows, indent=2) if form == "json" else table_text(table))
        return FINE
    try:
        given: Mapping[str, str] = read_answers(table, answers)
    except AnswerError as error:
        raise click.UsageError(str(error)) from error
    click.echo(
        json.dumps(result_json(table, given), indent=2, ensure_ascii=False)
        if form == "json"
        else result_text(table, given)
    )
    return FINE
