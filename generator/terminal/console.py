"""Prints problems to the terminal: in colour only if it is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..problems.problem import LocatedProblem
from ..problems.text import render_text

if TYPE_CHECKING:
    # It imports all rules, which a build with nothing to do does not need to say so.
    from ..edges.content.locate_problems import Report


def show_problems(problems: Sequence[LocatedProblem], texts: Mapping[str, str], most: int = 30) -> None:
    """Print the first problems to standard error, and how many there are."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render_text(problems, texts, colour=colour, most=most), err=True, nl=False)


def named_from(base: Path, located: Report, top: Path) -> tuple[tuple[LocatedProblem, ...], Mapping[str, str]]:
    """Return problems and texts with files named from the folder `base`: people's working directory, or a repository.

    `top` is the folder that the names start from. Where it is not below `base`, they stay as they are.
    """
    if top == base or not top.is_relative_to(base):
        return located.problems, located.texts
    prefix = f"{top.relative_to(base).as_posix()}/"
    moved = [replace(one, position=replace(one.position, file=prefix + one.file)) for one in located.problems]
    return tuple(moved), {prefix + name: text for name, text in located.texts.items()}


def coloured() -> bool:
    """Return whether standard output takes colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
