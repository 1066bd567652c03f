"""`corrigenda new`: register an error. What is not said by options is asked for, on a terminal."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import DayType, WordsType, content_options

if TYPE_CHECKING:
    from ..edits.draft import Draft
    from ..model.site_data import SiteData
    from ..terminal.asking import Asking


@click.command("new", epilog="Without --title and the like, and on a terminal, each is asked for.")
@click.option("--product", help="A product of products.yml.")
@click.option("--title", type=WordsType(), help="What happens, in the customer's words, in one line.")
@click.option("--summary", help="Two or three sentences that a customer understands (Markdown).")
@click.option("--answer", "answers", multiple=True, metavar="QUESTION=ANSWER", help="As in severity.yml; one each.")
@click.option("--affects", metavar="RANGE", help='The versions it occurs in, such as ">=12.0 <12.5".')
@click.option("--also-in", multiple=True, metavar="PRODUCT=RANGE", help="Another product, and which versions of it.")
@click.option("--platform", "platforms", multiple=True, metavar="ID", help="A platform it occurs on, if not on all.")
@click.option("--alias", "aliases", multiple=True, metavar="ID", help="Its id elsewhere, such as a CVE id.")
@click.option("--security", is_flag=True, help="It is about security.")
@click.option("--keyword", "keywords", multiple=True, metavar="TEXT", help="What customers search for; not shown.")
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
    also_in: tuple[str, ...],
    platforms: tuple[str, ...],
    aliases: tuple[str, ...],
    security: bool,
    keywords: tuple[str, ...],
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
    from ..edges.content.check_edits import check_edits
    from ..edges.content.write_files import write_files
    from ..edits.draft import Draft, draft_text, first_step, is_taken, next_id_in, other_products, with_title
    from ..terminal.asking import Asking
    from ..terminal.console import show_problems
    from ..terminal.finding import load_valid

    catalog, loaded, _ = load_valid(request)
    site_data = catalog.site_data
    asking = Asking(sys.stdin.isatty() if ask is None else ask)
    products = {known.id: known.name for known in site_data.products}
    product = asking.choice("--product", "Which product", products, product)
    title = title or asking.text("--title", "What happens, in one line")
    given = _answers(site_data, asking.pairs("--answer", answers), asking)
    summary = summary or asking.text("--summary", "In two or three sentences, for customers")
    notes = asking.pairs("--internal", internal)
    if other := with_title(catalog, product, title):
        asking.problem(f"{other.id} has this title already; if it is another error, say how they differ")
    asking.finish()
    affects = affects or asking.optional("Which versions, such as >=12.0 <12.5")
    workaround = workaround or asking.optional("A workaround")
    cases = cases or tuple(asking.optional("Case ids, with spaces between").replace(",", " ").split())
    error_id = error_id or next_id_in(catalog, product)
    error_id = error_id or asking.text("--id (the product has no error yet)", "The id of the product's first error")
    if is_taken(catalog, error_id):
        asking.problem(f"{error_id} is taken; leave --id out for the next free one")
    asking.finish()
    draft = Draft(
        id=error_id,
        title=title,
        product=product,
        answers=tuple(given.items()),
        summary=summary,
        history=(first_step(site_data, day),),
        workaround=workaround or None,
        affects=affects or None,
        also_in=other_products(also_in),
        platforms=platforms,
        aliases=aliases,
        security=security,
        keywords=keywords,
        cases=cases,
        internal=tuple(notes.items()),
    )
    name = f"{catalog.folder}/{draft.name}"
    text = draft_text(draft)
    located = check_edits(loaded, request.content, {name: text})
    if located.problems:
        show_problems(located)
    if located.errors:
        click.echo(f"{draft.id} was not registered: its file would have the problems above.", err=True)
        if asking.on_terminal:
            click.echo(f"What you typed is not lost; correct it here:\n\n  {_as_command(draft)}", err=True)
        return PROBLEMS
    if dry_run:
        click.echo(text, nl=False)
        return FINE
    write_files({request.content / draft.name: text}, {}, like=request.content / "site.yml")
    level = site_data.levels_by_id[site_data.decision_table.read(given)[1]]
    click.echo(f"{name}\n{draft.id} is registered, {level.name}.")
    return FINE


def _as_command(draft: Draft) -> str:
    """Return the command that registers the same, so that one mistake does not cost all that was typed."""
    options = [("--product", draft.product), ("--title", draft.title), ("--summary", draft.summary)]
    options += [("--answer", f"{question}={answer}") for question, answer in draft.answers]
    options += [("--affects", draft.affects or ""), ("--workaround", draft.workaround or "")]
    options += [("--also-in", f"{other}={versions}".rstrip("=")) for other, versions in draft.also_in]
    options += [("--platform", platform) for platform in draft.platforms]
    options += [("--alias", alias) for alias in draft.aliases]
    options += [("--keyword", keyword) for keyword in draft.keywords]
    options += [("--case", case) for case in draft.cases]
    options += [("--internal", f"{field}={text}") for field, text in draft.internal]
    options += [("--id", draft.id), ("--on", str(draft.history[0]["date"]))]
    flags = ["--no-ask", *(["--security"] if draft.security else [])]
    return shlex.join(["corrigenda", "new", *flags, *(part for pair in options if pair[1] for part in pair)])


def _answers(site_data: SiteData, given: Mapping[str, str], asking: Asking) -> dict[str, str]:
    """Return an answer to every question of the matrix that is still open after the ones before it."""
    from ..severity.table import spelled

    questions = {question.id: question.ask for question in site_data.severity.questions}
    for name in given:
        asking.choice("--answer", "", questions, name)
    answers: dict[str, str] = {}
    for question in site_data.severity.questions:
        known = {answer.id: answer.label for answer in site_data.decision_table.offered(question, answers)}
        meant = spelled(question, given[question.id]) if question.id in given else None
        if answer := asking.choice(f"--answer {question.id}=…", question.ask, known, meant):
            answers[question.id] = answer
    return answers
