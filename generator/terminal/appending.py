"""What `move` and `release` end with: a step is appended to a history, checked, and written or only shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import click

from ..edges.content.locate_problems import Report
from ..edges.machine.request import BuildRequest
from ..problems.problem import FieldPath
from .group import FINE, PROBLEMS


def append_checked(
    request: BuildRequest,
    name: str,
    step: Mapping[str, str | Sequence[str]],
    field: FieldPath,
    check: Callable[[str], Report],
    *,
    subject: str,
    dry_run: bool,
) -> int:
    """Append a step to the history at `field` of a file, if `check` has no error in the new text.

    `name` is the file's in problems, `subject` what stays as it is if the step has errors. Returns the exit code.
    """
    from ..edges.content.edit import replace_file
    from ..edits.history import append_step
    from .console import show_problems

    path = request.content.parent / name
    before = path.read_bytes()
    old = before.decode("utf-8")
    text = append_step(old, step, field)
    located = check(text)
    if located.errors:
        show_problems(located.problems, located.texts)
        click.echo(f"{subject} stays as it is: the new step would have the problems above.", err=True)
        return PROBLEMS
    if not dry_run:
        replace_file(path, before, text)
    there = old.split("\n")
    added = [line for line in text.split("\n") if line not in there]
    click.echo(f"{name}{' (not written)' if dry_run else ''}")
    click.echo("".join(f"  + {line.strip()}\n" for line in added), nl=False)
    return FINE
