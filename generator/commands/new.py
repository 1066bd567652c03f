"""`corrigenda new`: register an error. What is not said by options is asked for, on a terminal."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE, PROBLEMS
from ..terminal.options import DayType, content_options

if TYPE_CHECKING:
    from ..edits.draft import Draft
    from ..model.catalog import Catalog

Made = TypeVar("Made")


@click.command("new", epilog="Without --title and the like, and on a terminal, each is asked for.")
@click.option("--product", help="A product of products.yml.")
@click.option("--title", help="What happens, in the customer's words, in one line.")
@click.option("--summary", help="Two or three sentences that a customer understands (Markdown).")
@click.option("--answer", "answers", multiple=True, metavar="QUESTION=ANSWER", help="As in severity.yml; one each.")
@click.option("--affects", metavar="RANGE", help='The versions it occurs in, such as ">=12.0 <12.5".')
@click.option("--workaround", help="How to get along until it is corrected (Markdown).")
@click.option(
    "--case", "cases", multiple=True, metavar="CASE", help="A customer's case id; private. As often as needed."
)
@click.option("--internal", multiple=True, metavar="FIELD=TEXT", help="A private note. As often as needed.")
@click.option("--id", "error_id", metavar="ID", help="The next free one of the product, if left out.")
@click.option("--on", "day", type=DayType(), help="The day it was registered (today).")
@click.option("--ask/--no-ask", default=None, help="Ask for what is missing (if this is a terminal).")
@click.option("--dry-run", is_flag=True, help="Print the file, and write nothing.")
@content_options
def command(
    product: str | None,
    title: str | None,
    summary: str | None,
    answers: tuple[str, ...],
    affects: str | None,
    workaround: str | None,
    cases: tuple[str, ...],
    internal: tuple[str, ...],
    error_id: str | None,
    day: dt.date | None,
    ask: bool | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Register an error: choose its id, write its file, and check it."""
    from ..edges.content.edit import EditError, check_edits, create_files
    from ..edits.draft import Draft, draft_text
    from ..terminal.console import show_problems
    from ..terminal.finding import load_valid

    catalog, loaded, _ = load_valid(request)
    asking = sys.stdin.isatty() if ask is None else ask
    validation_errors = _Objections(asking)
    chosen = validation_errors.to(lambda: _product(catalog, product, asking))
    title = title or validation_errors.to(lambda: _asked(asking, "--title", "What happens, in one line"))
    given = _answers(catalog, _pairs(answers, "--answer", validation_errors), asking, validation_errors)
    summary = summary or validation_errors.to(
        lambda: _asked(asking, "--summary", "In two or three sentences, for customers")
    )
    notes = _pairs(internal, "--internal", validation_errors)
    validation_errors.to(lambda: _not_twice(catalog, chosen, title))
    validation_errors.tell()
    if asking:
        affects = affects or _optional("Which versions, such as >=12.0 <12.5")
        workaround = workaround or _optional("A workaround")
        cases = cases or tuple(_optional("Case ids, with spaces between").replace(",", " ").split())
    draft = Draft(
        id=error_id or _next_id(catalog, chosen, asking),
        title=title,
        product=chosen,
        answers=given,
        summary=summary,
        date=day or catalog.site_data.as_of,
        status=next(status.id for status in catalog.site_data.lifecycle.statuses if status.start),
        workaround=workaround or None,
        affects=affects or None,
        cases=cases,
        internal=notes,
    )
    name = f"{catalog.folder}/{draft.name}"
    text = draft_text(draft)
    located = check_edits(loaded, request.content, {name: text})
    if located.problems:
        show_problems(located.problems, located.texts)
    if located.errors:
        click.echo(f"{draft.id} was not registered: its file would have the problems above.", err=True)
        if asking:
            click.echo(f"What you typed is not lost; correct it here:\n\n  {_as_command(draft)}", err=True)
        return PROBLEMS
    if dry_run:
        click.echo(text, nl=False)
        return FINE
    try:
        create_files({request.content / draft.name: text})
    except EditError as failed:
        click.echo(f"error: {failed}", err=True)
        return FAULT
    level = catalog.site_data.levels_by_id[catalog.site_data.decision_table.read(dict(given))[1]]
    click.echo(f"{name}\n{draft.id} is registered, {level.name}.")
    return FINE


def _as_command(draft: Draft) -> str:
    """Return the command that registers the same, so that one slip does not cost all that was typed."""
    options = [("--product", draft.product), ("--title", draft.title), ("--summary", draft.summary)]
    options += [("--answer", f"{question}={answer}") for question, answer in draft.answers]
    options += [("--affects", draft.affects or ""), ("--workaround", draft.workaround or "")]
    options += [("--case", case) for case in draft.cases]
    options += [("--internal", f"{field}={text}") for field, text in draft.internal]
    options += [("--id", draft.id), ("--on", draft.date.isoformat())]
    return shlex.join(["corrigenda", "new", "--no-ask", *(part for pair in options if pair[1] for part in pair)])


class _Objections:
    """What is missing or wrong, told together; to somebody who is being asked, each is told at once."""

    def __init__(self, asking: bool) -> None:
        self.asking = asking
        self.found: list[str] = []

    def to(self, make: Callable[[], Made]) -> Made:
        """Return what is made; where it is objected to, something empty stands for it until `tell`."""
        try:
            return make()
        except click.UsageError as objection:
            if self.asking:
                raise
            self.found.append(objection.message)
            return cast(Made, ())

    def tell(self) -> None:
        """Refuse to go on if there was any."""
        if self.found:
            raise click.UsageError("\n       ".join(self.found))


def _asked(asking: bool, option: str, question: str) -> str:
    if not asking:
        raise click.UsageError(f"{option} is missing")
    return str(click.prompt(question)).strip()


def _optional(question: str) -> str:
    return str(click.prompt(f"{question} (Enter for none)", default="", show_default=False)).strip()


def _choice(asking: bool, option: str, question: str, known: dict[str, str], given: str | None) -> str:
    """Return one of the known ids; refuse or ask again otherwise."""
    from ..problems.suggest import did_you_mean, nearest

    if given is not None and given in known:
        return given
    if given is not None or not asking:
        reason = f"'{given}' is not known to {option}" if given else f"{option} is missing"
        meant = did_you_mean(nearest(given, known)) if given else ""
        raise click.UsageError(f"{reason}{meant or '; one of ' + ', '.join(known)}")
    for number, (name, label) in enumerate(known.items(), start=1):
        click.echo(f"  {number}  {label}  ({name})")
    numbers = [str(number) for number in range(1, len(known) + 1)]
    suffix = " " if question.endswith("?") else ": "
    chosen = click.prompt(question, prompt_suffix=suffix, type=click.Choice([*numbers, *known]), show_choices=False)
    return list(known)[int(chosen) - 1] if chosen in numbers else str(chosen)


def _product(catalog: Catalog, given: str | None, asking: bool) -> str:
    known = {product.id: product.name for product in catalog.site_data.products}
    return _choice(asking, "--product", "Which product", known, given)


def _answers(
    catalog: Catalog, given: tuple[tuple[str, str], ...], asking: bool, validation_errors: _Objections
) -> tuple[tuple[str, str], ...]:
    """Return an answer to every question of the matrix that is still open after the ones before it."""
    matrix, table = catalog.site_data.severity, catalog.site_data.decision_table
    reported = dict(given)
    questions = {question.id: question.ask for question in matrix.questions}
    for name in reported:
        validation_errors.to(partial(_choice, False, "--answer", "", questions, name))
    answers: dict[str, str] = {}
    for question in matrix.questions:
        known = {answer.id: answer.label for answer in table.offered(question, answers)}
        spellings = {other: answer.id for answer in question.answers for other in (*answer.aliases, answer.id)}
        said = reported.get(question.id)
        meant = spellings.get(said, said) if said else None
        answer = validation_errors.to(partial(_choice, asking, f"--answer {question.id}=…", question.ask, known, meant))
        if answer:
            answers[question.id] = answer
    return tuple(answers.items())


def _not_twice(catalog: Catalog, product: str, title: str) -> None:
    """Refuse what is on the list with the same title, as a command is soon called twice."""
    from ..model.lifecycle import Phase

    ended = {status.id for status in catalog.site_data.lifecycle.statuses if status.phase in (Phase.DONE, Phase.CLOSED)}
    for error in catalog.errors:
        if error.product == product and error.status not in ended and error.title == title:
            raise click.UsageError(f"{error.id} has this title already; if it is another error, say how they differ")


def _next_id(catalog: Catalog, product: str, asking: bool) -> str:
    from ..edits.draft import next_id

    taken = [*catalog.by_id, *catalog.unreadable]
    found = next_id([error.id for error in catalog.errors if error.product == product], taken)
    return found or _asked(asking, "--id (the product has no error yet)", "The id of the product's first error")


def _pairs(texts: tuple[str, ...], option: str, validation_errors: _Objections) -> tuple[tuple[str, str], ...]:
    pairs = (validation_errors.to(partial(_pair, text, option)) for text in texts)
    return tuple(pair for pair in pairs if pair)


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise click.UsageError(f"{option} takes NAME=TEXT, not '{text}'")
    return name.strip(), value.strip()
