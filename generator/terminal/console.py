"""Prints problems to the terminal: in colour only if it is one."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from ..problems.problem import LocatedProblem
from ..problems.report import Report
from ..problems.text import render_rows, render_text


def make_output_safe() -> None:
    """Let both outputs show as a code what their encoding has no character for, as in a pipe on Windows.

    Otherwise a command would end in the middle of its report, after it had written its files.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show_problems(report: Report, most: int = 30) -> None:
    """Print the first problems to standard error, and how many there are."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render_text(report.problems, report.texts, colour=colour, most=most), err=True, nl=False)


def show_rows(problems: Sequence[LocatedProblem], texts: Mapping[str, str]) -> None:
    """Print the problems of a table to standard error; those that many rows have only a few times."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render_rows(problems, texts, colour=colour), err=True, nl=False)


def named_from(base: Path, located: Report, top: Path) -> Report:
    """Return a report with files named from the folder `base`: people's working directory, or a repository.

    `top` is the folder that the names start from. Where it is not below `base`, they stay as they are.
    """
    if top == base or not top.is_relative_to(base):
        return located
    prefix = f"{top.relative_to(base).as_posix()}/"
    moved = [replace(one, position=replace(one.position, file=prefix + one.file)) for one in located.problems]
    return Report(tuple(moved), {prefix + name: text for name, text in located.texts.items()})


def print_report(text: str, *, wrong: bool) -> None:
    """Print a report, if something is `wrong` also with --quiet, but then to standard error."""
    quiet = bool(click.get_current_context().params.get("quiet"))
    click.echo(text, err=wrong and quiet, nl=False)


def coloured() -> bool:
    """Return whether standard output takes colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
