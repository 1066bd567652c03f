"""`corrigenda verify`: read a finished site, independently of what made it, and find everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import click

from ..edges.machine.workers import default_jobs
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import quiet_option


@click.command("verify")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"))
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder with content/: look for its private values, too.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="How many processes work at once.")
@quiet_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--max-problems", type=click.IntRange(1), help="How many to print (text: 100, else all).")
def command(site: Path, project: Path | None, jobs: int | None, form: str, max_problems: int | None) -> int:
    """Read every file of a finished site; exit code 1 if anything is wrong with it.

    SITE is the folder that was built.
    """
    from ..edges.machine.program import templates_folder
    from ..edges.publish.verify import NotASiteError, verify
    from ..terminal.console import coloured, print_report

    if not site.is_dir():
        raise click.UsageError(f"there is no folder {site}; build the site first, or name its folder")
    content = project / "content" if project else None
    if content is not None and not content.is_dir():
        raise click.UsageError(f"there is no folder {content}; name the folder that holds it")
    try:
        problems = verify(site, content, templates_folder(project) if project else None, jobs or default_jobs())
    except NotASiteError as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        from ..problems.as_json import render_json

        text = render_json(problems, {}, max_problems)
    else:
        from ..problems.text import render_text

        text = render_text(problems, {}, colour=coloured(), most=max_problems or 100)
    print_report(text, wrong=bool(problems))
    return PROBLEMS if problems else FINE
