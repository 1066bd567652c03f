"""What `move`, `amend` and `release` end with: checked edits are written, all or none, or only shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff

import click

from ..edges.content.rewrite import Edit
from ..edges.machine.request import BuildRequest
from ..problems.report import Report
from .group import FINE, PROBLEMS


def write_checked(
    request: BuildRequest, edits: Mapping[str, Edit], located: Report, *, subjects: Sequence[str], dry_run: bool
) -> int:
    """Write edits by their files' names, all or none, if the check of the new texts has `located` no error.

    `subjects` stay as they are if there is one; warnings are printed. Returns the exit code.
    """
    from ..edges.content.write_files import write_files
    from .console import show_problems

    if located.errors:
        show_problems(located)
        stay = f"{subjects[0]} stays as it is: it" if len(subjects) == 1 else "All stay as they are: they"
        click.echo(f"{stay} would have the problems above.", err=True)
        return PROBLEMS
    if not dry_run:
        write_files({}, {request.content.parent / name: edit for name, edit in edits.items()})
    for name, edit in edits.items():
        there, now = edit.before.decode("utf-8").splitlines(), edit.text.splitlines()
        differing = list(unified_diff(there, now, n=0, lineterm=""))[2:]
        changed = [line for line in differing if line[0] in "+-" and line[1:].strip()]
        click.echo(f"{name}{' (not written)' if dry_run else ''}")
        click.echo("".join(f"  {line[0]} {line[1:].strip()}\n" for line in changed), nl=False)
    if located.problems:
        show_problems(located)
    return FINE
