"""`corrigenda build`: make the site and put it in place of the old one, or say why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from ..edges.content.snapshot import Snapshot
from ..edges.machine.request import BuildRequest
from ..edges.publish.publish import Published
from ..problems.report import Report
from ..terminal.group import FAULT, FINE, PROBLEMS
from ..terminal.options import content_options, require_project


@click.command("build")
@content_options
@click.option("--skip-search", is_flag=True, help="Leave out a search index that is made in parts (it takes long).")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "plain"]),
    default="mkdocs",
    show_default=True,
    help="What the pages' frame comes from: MkDocs with its theme, or our own template.",
)
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=None, help="Where to (PROJECT/site).")
def command(
    request: BuildRequest,
    site: Path | None,
    skip_search: bool,
    engine: str,
) -> int:
    """Build the site; the old one stays as it is until the new one is complete."""
    from ..edges.content.snapshot import take_snapshot
    from ..edges.publish.build_record import current_record
    from ..edges.publish.site_folder import why_not_here

    request = replace(request, search=not skip_search, engine=engine)
    if site is not None:
        request = replace(request, site=site.absolute())
    require_project(request)
    if (reason := why_not_here(request)) is not None:
        raise click.UsageError(reason)
    snapshot = take_snapshot(request)
    if (record := current_record(snapshot)) is not None:
        return _finished(request.site, record.report, Published(record.total, 0, 0))
    return _build(snapshot)


def _build(snapshot: Snapshot) -> int:
    from ..edges.build.build import build
    from ..edges.content.check import ContentProblems
    from ..edges.content.template_problem import TemplateProblem
    from ..edges.engines.layouts import EngineError
    from ..edges.publish.publish import PublishError, not_written
    from ..terminal.console import show_problems

    try:
        prepared, done = build(snapshot)
    except ContentProblems as found:
        show_problems(found.report)
        return _not_built("", PROBLEMS)
    except TemplateProblem as error:
        return _not_built(str(error), PROBLEMS)
    except EngineError as error:
        return _not_built(f"error: {error}", PROBLEMS)
    except PublishError as error:
        return _not_built(f"error: {error}", FAULT)
    except OSError as error:
        return _not_built(f"error: {not_written(error)}", FAULT)
    return _finished(snapshot.request.site, prepared.warnings, done)


def _finished(site: Path, warnings: Report, done: Published) -> int:
    from ..terminal.console import show_problems

    if warnings.problems:
        show_problems(warnings)
    click.echo(f"{site}: {done.total} files, {done.made} made, {done.removed} removed")
    return FINE


def _not_built(reason: str, code: int) -> int:
    if reason:
        click.echo(reason, err=True)
    click.echo("The site was not built; it is as it was.", err=True)
    return code
