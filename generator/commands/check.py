"""`corrigenda check`: find every problem of the content in one run."""

from __future__ import annotations

from pathlib import Path

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_options


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
    from ..edges.content.check import check
    from ..edges.content.snapshot import take_snapshot
    from ..terminal.console import coloured, named_from, print_report

    _, located = check(take_snapshot(request))
    top = request.content.parent
    base = Path.cwd()
    if form in ("github", "sarif"):
        from ..edges.machine.git import repository_of

        # Code hosts name files from the root of the repository; people and editors from where they are.
        if (repository := repository_of(top)) is not None:
            base, top = repository, top.resolve()
    named = named_from(base, located, top)
    problems, texts = named.problems, named.texts
    if form == "text":
        from ..problems.text import render_text

        report = render_text(problems, texts, colour=coloured(), most=max_problems or 100)
    elif form == "github":
        from ..problems.github import render_github

        report = render_github(problems, max_problems or 100)
    elif form == "json":
        from ..problems.as_json import render_json

        report = render_json(problems, texts, max_problems)
    else:
        from ..lint.documentation import summaries
        from ..problems.sarif import render_sarif

        report = render_sarif(problems, texts, summaries(), max_problems)
    print_report(report, wrong=bool(problems))
    return PROBLEMS if located.errors or (strict and located.problems) else FINE
