"""Options that several commands share, and the request they add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.edges.request import BuildRequest
from generator.edges.workers import default_jobs
from generator.model.window import parse_day

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[dt.date]):
    """A day, as 2026-08-14."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or refuse it with a sentence."""
        try:
            return value if isinstance(value, dt.date) else parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def content_options(command: Command) -> Command:
    """Add the options that say where the content is, which day it is, and how many cores to use."""
    add: list[Callable[[Command], Command]] = [
        click.option("--project", type=_folder(), default=".", help="The folder with mkdocs.yml."),
        click.option("--content", type=_folder(), default=None, help="The content folder (PROJECT/content)."),
        click.option("--cache", type=_folder(), default=None, help="Where work is kept (beside the content)."),
        click.option("--jobs", type=click.IntRange(1, 256), default=None, help="How many processes work at once."),
        click.option("--as-of", type=DayType(), default=None, help="The day to take for today."),
    ]
    for option in reversed(add):
        command = option(command)
    return command


def content_folder(command: Command) -> Command:
    """Add the options that say where the content is, and no others."""
    for option in (
        click.option("--content", type=_folder(), default=None, help="The content folder (PROJECT/content)."),
        click.option("--project", type=_folder(), default=".", help="The folder with mkdocs.yml."),
    ):
        command = option(command)
    return command


def request_from(
    project: Path,
    content: Path | None,
    cache: Path | None,
    jobs: int | None,
    as_of: dt.date | None,
    site: Path | None = None,
) -> BuildRequest:
    """Make the request from the options."""
    project = project.absolute()
    folder = (content or project / "content").absolute()
    return BuildRequest(
        project=project,
        content=folder,
        site=(site or project / "site").absolute(),
        cache=(cache or folder.parent / ".cache").absolute(),
        jobs=jobs or default_jobs(),
        as_of=as_of,
    )


def _folder() -> click.Path:
    return click.Path(path_type=Path, file_okay=False)
