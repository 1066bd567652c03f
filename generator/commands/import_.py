"""`corrigenda import`: register many errors at once, from a table, and bring them up to date from a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE, PROBLEMS
from ..terminal.options import content_options

if TYPE_CHECKING:
    from ..edges.content.load import Loaded
    from ..edges.content.locate_problems import Report
    from ..importing.fields import Entry
    from ..importing.plan import Plan
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
    from ..edges.content.edit import EditError, write_files
    from ..importing.plan import much_smaller, plan_of
    from ..importing.reading import read
    from ..importing.source import MOST_BYTES, Input
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
    file = Input(table.name, data, encoding, "\t" if separator == "tab" else separator, date_format)
    reading = read(file, (mapping.name, mapping.read_bytes()) if mapping else None, catalog.site_data)
    if mapping and reading.mapping:
        _show_mapping(reading.mapping, mapping, request.content)
        return PROBLEMS
    rows, entries, problems = reading.rows, reading.entries, reading.problems
    plan = plan_of(entries, rows, catalog, partial=partial)
    work = _Work(plan, catalog, request.content)
    after, located = work.checked(loaded)
    problems = [*problems, *plan.problems, *work.at_rows(located, loaded, rows)]
    if problems:
        _show(problems, file, entries, rows)
    if any(problem.severity is ProblemSeverity.ERROR for problem in problems):
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    if much_smaller(plan):
        click.echo(f"error: {_missing(plan)}; is the table complete? If so, say --partial", err=True)
        click.echo("Nothing was written.", err=True)
        return PROBLEMS
    if dry_run:
        click.echo(_difference(catalog, after), nl=False)
    else:
        try:
            write_files(*work.files())
        except EditError as failed:
            click.echo(f"error: {failed}", err=True)
            return FAULT
    for line in _report(plan, dry_run):
        click.echo(line)
    if reading.skipped:
        click.echo(f"{reading.skipped:,} {'issue is' if reading.skipped == 1 else 'issues are'} not public.")
    return FINE


def _refuse_options(encoding: str | None, separator: str | None, date_format: str | None) -> None:
    import datetime as dt
    import re

    from ..importing.decoding import known_encoding

    if encoding is not None and not known_encoding(encoding):
        raise click.UsageError(f"'{encoding}' is not an encoding; write one such as utf-8, cp1252 or utf-16")
    if separator is not None and separator != "tab" and (len(separator) != 1 or separator in '"\r\n'):
        raise click.UsageError("--separator takes one character, or 'tab'")
    if date_format is not None:
        day = dt.date(2026, 11, 28)
        try:
            sound = dt.datetime.strptime(day.strftime(date_format), date_format).date() == day  # noqa: DTZ007
        except (ValueError, re.error):
            sound = False
        if not sound:
            raise click.UsageError(f"'{date_format}' does not say a day; write one such as %d.%m.%Y or %m/%d/%y")


class _Work:
    """The files that a plan makes and changes, and which row each comes from."""

    def __init__(self, plan: Plan, catalog: Catalog, content: Path) -> None:
        from ..edits.draft import draft_text
        from ..importing.updating import updated_text

        self.content = content
        self.texts: dict[str, str] = {}
        self.rows: dict[str, Entry] = {}
        self.before: dict[str, bytes] = {}
        for entry, draft in plan.new:
            self.rows[name := f"{catalog.folder}/{draft.name}"] = entry
            self.texts[name] = draft_text(draft)
        for update in plan.updates:
            if update.imported is None:
                continue
            name = update.error.file
            self.before[name] = (content.parent / name).read_bytes()
            self.rows[name] = update.entry
            self.texts[name] = updated_text(self.before[name].decode("utf-8"), update)

    def checked(self, loaded: Loaded) -> tuple[Catalog, Report]:
        """Return the catalogue as it would be, and the problems of the files."""
        from ..edges.content.edit import edited

        return edited(loaded, self.content, self.texts)

    def at_rows(self, located: Report, loaded: Loaded, rows: Rows) -> list[LocatedProblem]:
        """Return the problems of the files at the cells of the table, where their author can fix them."""
        from ..importing.cells import at_cells

        # What was wrong with a file before is not the table's fault.
        known = {(problem.file, problem.rule, problem.message) for problem in loaded.problems}
        by_file: dict[str, list[LocatedProblem]] = {}
        for problem in located.problems:
            if (problem.file, problem.rule, problem.message) not in known:
                by_file.setdefault(problem.file, []).append(problem)
        return [
            moved
            for name, found in by_file.items()
            for moved in dict.fromkeys(at_cells(found, self.texts[name], self.rows[name], rows))
        ]

    def files(self) -> tuple[dict[Path, str], dict[Path, tuple[bytes, str]]]:
        """Return the files to create, and those to replace with what they hold now."""
        folder = self.content.parent
        created = {folder / name: text for name, text in self.texts.items() if name not in self.before}
        replaced = {folder / name: (data, self.texts[name]) for name, data in self.before.items()}
        return created, replaced


def _show_mapping(problems: Sequence[AnyProblem], mapping: Path, content: Path) -> None:
    from ..edges.content.locate_problems import locate_problems
    from ..terminal.console import show_problems
    from ..yaml_text.text import lenient_text

    located = locate_problems(problems, content, {}, (), {mapping.name: lenient_text(mapping.read_bytes())})
    show_problems(located.problems, located.texts)
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


def _missing(plan: Plan) -> str:
    some = ", ".join(plan.missing[:5]) + (" …" if len(plan.missing) > 5 else "")
    count = len(plan.missing)
    return f"{_errors(count)} from this source {_is(count)} no longer in it ({some})"


def _report(plan: Plan, dry_run: bool) -> list[str]:
    lines = [f"{draft.id}  {draft.title}" for _, draft in plan.new]
    changed = [one for one in plan.updates if one.steps or one.texts]
    for update in changed:
        parts = [" ".join(step.get(name, "") for name in ("status", "release", "window")) for step in update.steps]
        lines.append(f"{update.error.id}  {', '.join([*(' '.join(part.split()) for part in parts), *update.texts])}")
    for update in plan.updates:
        if update.kept:
            lines.append(f"{update.error.id}  left as it is here, though the source differs: {', '.join(update.kept)}")
    if plan.missing:
        lines.append(f"{_missing(plan)}; they stay as they are")
    be = "would be" if dry_run else None
    numbers = [(len(plan.new), "registered"), (len(changed), "updated")]
    parts = [f"{_errors(number)} {be or _is(number)} {what}" for number, what in numbers if number]
    same = len(plan.updates) - len(changed)
    parts += [f"{_errors(same)} {'has' if same == 1 else 'have'} nothing new"] if same else []
    return [*lines, f"{', '.join(parts)}."]


def _errors(number: int) -> str:
    return f"{number} {'error' if number == 1 else 'errors'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
