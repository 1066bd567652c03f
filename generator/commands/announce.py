"""`corrigenda announce`: tell mailing lists and chats what is new, each change once."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE
from ..terminal.options import content_options


@click.command("announce")
@click.option("--since", metavar="WHAT", help="What readers know, if there is no outbox yet; see above.")
@click.option(
    "--outbox",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The file that says what was announced (PROJECT/outbox.json).",
)
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="Send nothing if it is more.")
@click.option(
    "--unsure",
    type=click.Choice(["send", "drop"]),
    help="Send again, or drop, what may have arrived in an earlier run.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be sent; send and note nothing, and need no secrets.")
@content_options
def command(
    since: str | None,
    path: Path | None,
    most: int,
    unsure: Literal["send", "drop"] | None,
    dry_run: bool,
    request: BuildRequest,
) -> int:
    """Tell the mailing lists and webhooks of site.yml what is new on the published site, each change once.

    The outbox notes what was announced. In the first run, --since says what readers know already: a changes.json of the
    published site, a folder with a site or with content, or a revision of git.

    Exit code 3 if something could not be sent, or may not have arrived; the outbox keeps it for the next run.
    """
    from ..edges.announce.delivery import deliver
    from ..edges.announce.outbox_file import write_outbox
    from ..edges.announce.sender import Sender
    from ..edges.build.build import prepare
    from ..edges.content.snapshot import take_snapshot
    from ..edges.machine.locks import file_lock
    from ..manager.announcing import plan
    from ..terminal.announcing import outbox_of, report, secrets, sum_up

    prepared = prepare(take_snapshot(request))
    publication, announce = prepared.publication, prepared.publication.site.announce
    if not announce.channels:
        raise click.UsageError("site.yml names nobody to tell; docs/announcing.md says how to write 'announce:'")
    held = {} if dry_run else secrets(announce)
    path = (path or request.project / "outbox.json").absolute()
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent} for the outbox; make it first")
    lock = contextlib.nullcontext() if dry_run else file_lock(path.with_name(f".{path.name}.lock"))
    with lock, contextlib.closing(Sender(prepared, held)) as sender:
        outbox = outbox_of(path, since, request, publication)
        if unsure is not None:
            outbox = outbox.decided(unsure)
        outbox = plan(outbox, publication, [one.channel for one in announce.channels])
        waiting = outbox.of("waiting")
        if len(waiting) > most:
            raise click.UsageError(
                f"{len(waiting)} announcements are waiting; if all are meant, say --most {len(waiting)}"
            )
        if dry_run:
            if not waiting:
                click.echo("Nothing is new.")
            for one in waiting:
                click.echo(f"{one.name}\n{sender.shown(one)}\n")
            return FINE
        write_outbox(path, outbox)
        try:
            outbox = deliver(path, outbox, sender.make, report)
        except KeyboardInterrupt:
            click.echo(f"stopped; {path} notes what was sent", err=True)
            return 130
    sum_up(outbox)
    return FAULT if outbox.left else FINE
