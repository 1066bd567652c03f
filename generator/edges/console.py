"""Prints problems to the terminal: in colour only if it is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from generator.problem import Problem
from generator.report.text import render_text


def show_problems(problems: Sequence[Problem], texts: Mapping[str, str], most: int = 30) -> None:
    """Print the first problems to standard error, and how many there are."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render_text(problems, texts, colour=colour, most=most), err=True, nl=False)


def coloured() -> bool:
    """Say whether standard output takes colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
