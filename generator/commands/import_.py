"""`corrigenda import`: register many errors at once, from a table, and bring them up to date from a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_options

if TYPE_CHECKING:
    from ..importing.fields import Entry
    from ..importing.source import Input, Rows
    from ..model.catalog import Catalog
    from ..problems.problem import AnyProblem, LocatedProblem


@click.command("import", epilog="docs/importing.md lists the columns.")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--dry-run", is_flag=True, help="Check the table and show what the public would see, and write nothing.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A YAML file that says which field goes where, and what may be public.",
)
@click.option("--encoding", help="How the text is encoded, such as cp1252 (UTF-8, or what a byte order mark says).")
@click.option("--separator", help="What is between the cells: a character, or 'tab' (found by the first row).")
@click.option("--date-format", help="How days are written, such as %d.%m.%Y (2026-08-14).")
@click.option("--partial", is_flag=True, help="The table is only a part of its source; the rest is not missing.")
@content_options
def command(
    table: Path,
    dry_run: bool,
    mapping: Path | None,
    encoding: str | None,
    separator: str | None,
    date_format: str | None,
    partial: bool,
    request: BuildRequest,
) -> int:
    """Write a file for each row of TABLE, or update it: all of them, or none if one has a problem.

    A row that was imported before updates its error: new steps are added to its history, and texts that nobody changed
    here follow the source. Nothing is ever deleted.
    """
    from ..edges.content.check_edits import edited
    from ..edges.content.write_files import write_files
    from ..importing.cells import at_cells
    from ..importing.plan import much_smaller, plan_of
    from ..importing.reading import read
    from ..importing.report import missing, report
    from ..importing.source import MOST_BYTES, Input
    from ..importing.texts import changed, written
    from ..problems.problem import ProblemSeverity
    from ..terminal.finding import load_valid

    _refuse_options(encoding, separator, date_format)
    catalog, loaded, _ = load_valid(request)
    if catalog.unreadable:
        names = ", ".join(catalog.unreadable[:5])
        click.echo(f"error: {names} cannot be read and may be in the table; see 'corrigenda check'", err=True)
        return PROBLEMS
    with table.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    file = Input(table.name, data, encoding, "\t" if separator == "tab" else separator, date_format, partial)
    reading = read(file, (mapping.name, mapping.read_bytes()) if mapping else None, catalog.site_data)
    if mapping and reading.mapping:
        _show_mapping(reading.mapping, mapping, request.content)
        return PROBLEMS
    rows, entries, problems = reading.rows, reading.entries, reading.problems
    plan = plan_of(entries, rows, catalog, partial=partial)
    folder = request.content.parent
    before = {name: (folder / name).read_bytes() for name in changed(plan)}
    files = written(plan, catalog.folder, {name: data.decode("utf-8") for name, data in before.items()})
    after, located = edited(loaded, request.content, {name: one.text for name, one in files.items()})
    problems = [*problems, *plan.problems, *at_cells(located.problems, loaded.problems, files, rows)]
    if problems:
        _show(problems, file, entries, rows)
    if any(problem.severity is ProblemSeverity.ERROR for problem in problems):
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    if much_smaller(plan):
        click.echo(f"error: {missing(plan)}; is the table complete? If so, say --partial", err=True)
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    if dry_run:
        click.echo(_difference(catalog, after), nl=False)
    else:
        created = {folder / name: one.text for name, one in files.items() if name not in before}
        replaced = {folder / name: (data, files[name].text) for name, data in before.items()}
        write_files(created, replaced, like=request.content / "site.yml")
    for line in report(plan, reading.skipped, dry_run=dry_run):
        click.echo(line)
    return FINE


def _refuse_options(encoding: str | None, separator: str | None, date_format: str | None) -> None:
    from ..importing.decoding import known_encoding
    from ..importing.fields import known_date_format

    if encoding is not None and not known_encoding(encoding):
        raise click.UsageError(f"'{encoding}' is not an encoding; write one such as utf-8, cp1252 or utf-16")
    if separator is not None and separator != "tab" and (len(separator) != 1 or separator in '"\r\n'):
        raise click.UsageError("--separator takes one character, or 'tab'")
    if date_format is not None and not known_date_format(date_format):
        raise click.UsageError(f"'{date_format}' does not say a day; write one such as %d.%m.%Y or %m/%d/%y")


def _show_mapping(problems: Sequence[AnyProblem], mapping: Path, content: Path) -> None:
    from ..edges.content.locate_problems import locate_problems
    from ..terminal.console import show_problems
    from ..yaml_text.text import lenient_text

    located = locate_problems(problems, content, {}, (), {mapping.name: lenient_text(mapping.read_bytes())})
    show_problems(located)
    click.echo("Nothing was written.", err=True)


def _show(problems: list[LocatedProblem], file: Input, entries: list[Entry], rows: Rows) -> None:
    """Print the problems with their rows, in which all that is private is blacked out."""
    from ..importing.fields import is_public
    from ..terminal.console import show_rows

    wrong = {problem.position.line for problem in problems}
    lines: dict[int, str] = {}
    for entry in entries:
        shown = {name for field, name in entry.origin.items() if is_public(field)}
        excerpt = rows.excerpt(entry.row, shown)
        if wrong & set(excerpt):
            lines |= excerpt
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    show_rows(sorted(problems, key=lambda one: one.position), {file.name: text})


def _difference(before: Catalog, after: Catalog) -> str:
    from ..manager.difference import Edition, differences
    from ..manager.difference_text import differences_text

    found = differences(Edition(before.site_data, before.by_id), Edition(after.site_data, after.by_id))
    return differences_text(list(found), "what is written now")
