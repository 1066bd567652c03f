"""Options that several commands share, and the request they add up to."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from ..edges.machine.request import BuildRequest
from ..edges.machine.workers import default_jobs
from ..model.window import parse_day

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]


class DayType(click.ParamType[dt.date]):
    """A day, as 2026-08-14."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; a usage error says what is wrong with it."""
        try:
            return value if isinstance(value, dt.date) else parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class WordsType(click.ParamType[str]):
    """Words in one line; spaces around them do not count."""

    name = "words"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Return the words."""
        return str(value).strip()


def content_options(command: Command) -> Command:
    """Add the options that say where the content is, which day it is, and how many cores to use.

    The command is given what they add up to, as its argument `request`.
    """
    return _options(
        command,
        *_places(),
        click.option("--cache", type=_folder(), default=None, help="Where work is kept (beside the content)."),
        click.option("--jobs", type=click.IntRange(1, 256), default=None, help="How many processes work at once."),
        click.option("--as-of", type=DayType(), default=None, help="The day to take for today."),
    )


def content_folder(command: Command) -> Command:
    """Add the options that say where the content is, and no others; the command is given a `request`."""
    return _options(command, *_places())


def require_project(request: BuildRequest) -> None:
    """End the command as wrong usage where there is neither content nor a configuration."""
    if not request.content.is_dir() and not (request.project / "mkdocs.yml").is_file():
        raise click.UsageError(f"there is no folder {request.content}; run this beside it, or say --project")


def _places() -> tuple[Decorator, ...]:
    return (
        click.option(
            "--project",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            default=".",
            help="The folder with content/ and, if any, mkdocs.yml.",
        ),
        click.option(
            "--content",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            default=None,
            help="The content folder (PROJECT/content).",
        ),
    )


def quiet_option(command: Command) -> Command:
    """Add the option that lets a command print only what is wrong, to standard error, and ask nothing."""

    @functools.wraps(command)
    def maybe_silent(quiet: bool, **others: Any) -> Any:
        with _silence() if quiet else contextlib.nullcontext():
            return command(**others)

    wrapped: Any = maybe_silent
    return cast(
        Command,
        click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong, and ask nothing.")(wrapped),
    )


def _options(command: Command, *options: Decorator) -> Command:
    @functools.wraps(command)
    def with_request(
        project: Path,
        content: Path | None,
        cache: Path | None = None,
        jobs: int | None = None,
        as_of: dt.date | None = None,
        **others: Any,
    ) -> Any:
        request = _request(project, content, cache, jobs, as_of)
        return command(request=request, **others)

    wrapped: Any = quiet_option(with_request)
    for option in reversed(options):
        wrapped = option(wrapped)
    return cast(Command, wrapped)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Let nothing be printed but what is wrong, and nothing be asked, as nobody would see the question."""
    asked, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO())
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            yield
    finally:
        sys.stdin = asked


def _request(
    project: Path, content: Path | None, cache: Path | None, jobs: int | None, as_of: dt.date | None
) -> BuildRequest:
    project = project.absolute()
    folder = (content or project / "content").absolute()
    given, cache = cache, (cache or folder.parent / ".cache").absolute()
    # A checkout may bring links along, and what they lead to would be overwritten.
    inside = sorted(cache.iterdir()) if cache.is_dir() else []
    links = [path for path in ([] if given else [cache]) + inside if path.is_symlink()]
    if links:
        way_out = "delete it, or name the folder it leads to with --cache" if links == [cache] else "delete it"
        raise click.UsageError(f"{links[0]} is a link; {way_out}")
    return BuildRequest(
        project=project,
        content=folder,
        site=project / "site",
        cache=cache,
        jobs=jobs or default_jobs(),
        as_of=as_of,
    )


def _folder() -> click.Path:
    return click.Path(path_type=Path, file_okay=False)
