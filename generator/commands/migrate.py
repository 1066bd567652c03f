"""`corrigenda migrate`: rename what content of an older version calls otherwise."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import PROBLEMS
from ..terminal.options import content_folder, require_project


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@content_folder
def command(dry_run: bool, request: BuildRequest) -> int:
    """Bring content of an older version up to date: fields, rules and files that have another name today.

    Comments and all else stay as they are, and content of today is left alone. Look at the change with git, and run
    check.
    """
    import yaml

    from ..edges.content.rewrite import Edit
    from ..edges.machine.folders import files_below
    from ..edits.migration import FILES, migrated
    from ..problems.report import Report
    from ..terminal.appending import write_checked

    require_project(request)
    content = request.content
    edits = {}
    for name in sorted(files_below(content)):
        if not name.endswith((".yml", ".md")):
            continue
        before = (content / name).read_bytes()
        try:
            text = before.decode("utf-8")
            new = migrated(name, text)
        except (UnicodeDecodeError, yaml.YAMLError):
            click.echo(f"error: {content.name}/{name} cannot be read; run corrigenda check, and fix it first", err=True)
            click.echo("Nothing was written.", err=True)
            return PROBLEMS
        if new != text:
            edits[f"{content.name}/{name}"] = Edit(before, new)
    moved = {old: new for old, new in FILES.items() if (content / old).exists()}
    for old, new in moved.items():
        if (content / new).exists():
            raise click.UsageError(f"{content / old} is called {new} today, which is there, too; make one of the two")
    code = write_checked(request, edits, Report((), {}), subjects=[], dry_run=dry_run)
    for old, new in moved.items():
        if not dry_run:
            (content / old).rename(content / new)
        click.echo(f"{content.name}/{old}{' (not renamed)' if dry_run else ''}\n  is {content.name}/{new} now")
    if not edits and not moved:
        click.echo("Nothing to do: the content has the names of today.")
    return code
