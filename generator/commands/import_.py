"""`corrigenda import`: register many errors at once, from a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE, PROBLEMS
from ..terminal.options import content_options


@click.command("import", epilog="docs/writing-errors.md lists the columns.")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--dry-run", is_flag=True, help="Check the table and say what would be written, and write nothing.")
@content_options
def command(
    table: Path,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Write a file for each row of the CSV file TABLE: all of them, or none if one has a problem."""
    from ..edges.content.edit import EditError, check_edits, create_files
    from ..edits.draft import draft_text
    from ..edits.table import read_table
    from ..problems.problem import Position, ProblemSeverity
    from ..terminal.console import show_problems
    from ..terminal.finding import load_valid
    from ..yaml_text.text import decode, lenient_text

    catalog, loaded, _ = load_valid(request)
    ids: dict[str, list[str]] = {"": list(catalog.unreadable)}
    for error in catalog.errors:
        ids.setdefault(error.product, []).append(error.id)
    data = table.read_bytes()
    text = lenient_text(data)
    # A spreadsheet saves in the system's own encoding unless it is told otherwise; letters would be lost unnoticed.
    if spoilt := [p for p in decode(data, table.name).problems if p.rule in ("encoding", "too-large")]:
        show_problems(spoilt, {table.name: text})
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    read = read_table(text, table.name, catalog.site_data, ids)
    texts = {f"{catalog.folder}/{row.draft.name}": draft_text(row.draft) for row in read.rows}
    lines = {f"{catalog.folder}/{row.draft.name}": row.line for row in read.rows}
    located = check_edits(loaded, request.content, texts)
    # What is wrong with a file that is not written yet is told where its author can mend it: in the table.
    at_rows = [replace(p, position=Position(table.name, lines[p.file])) for p in located.problems]
    problems = sorted([*read.problems, *dict.fromkeys(at_rows)], key=lambda p: p.position.line)
    if problems:
        show_problems(problems, {table.name: text}, most=1000)
    if any(problem.severity is ProblemSeverity.ERROR for problem in problems):
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    if not dry_run:
        try:
            create_files(
                {request.content / row.draft.name: texts[f"{catalog.folder}/{row.draft.name}"] for row in read.rows}
            )
        except EditError as failed:
            click.echo(f"error: {failed}", err=True)
            return FAULT
    for row in read.rows:
        click.echo(f"{row.draft.id}  {row.draft.title}")
    one = len(read.rows) == 1
    verb = "would be" if dry_run else "is" if one else "are"
    click.echo(f"{len(read.rows)} {'error' if one else 'errors'} {verb} registered.")
    return FINE
