"""What `corrigenda announce` needs from outside: what readers know already, and the secrets of the environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import click

from ..edges.announce.delivery import UnsureError
from ..edges.announce.outbox_file import OutboxError, read_outbox
from ..edges.announce.webhooks import is_webhook
from ..edges.machine.request import BuildRequest
from ..manager.announcing import Announcement, Outbox, numbers, published_numbers
from ..model.addresses import api_address, feed_address
from ..model.announce import SMTP_PASSWORD, Announce
from ..model.catalog import Catalog
from ..model.publication import Publication
from .finding import content_at, published_at


def outbox_of(path: Path, since: str | None, request: BuildRequest, publication: Publication) -> Outbox:
    """Return the outbox of a file or, if there is none yet, one that begins with what readers know."""
    try:
        outbox = read_outbox(path)
    except OutboxError as error:
        way_out = "put a copy of it back, or delete it and say with --since what readers know"
        raise click.UsageError(f"{path} cannot be read: {error}; {way_out}") from error
    if outbox is None and since is None:
        raise click.UsageError(f"there is no {path} yet; say with --since what readers know already")
    return outbox or Outbox(_known_since(request, since or "", publication))


def report(one: Announcement, error: Exception | None) -> None:
    """Print how an announcement ended."""
    if error is None:
        click.echo(f"{one.name} was sent")
    elif isinstance(error, UnsureError):
        click.echo(f"error: {one.name} may have arrived: {error}", err=True)
    else:
        click.echo(f"error: {one.name} was not sent: {error}", err=True)


def sum_up(outbox: Outbox) -> None:
    """Print how many announcements are left, and what to do about those that may have arrived."""
    waiting, unsure = outbox.of("waiting"), outbox.of("unsure")
    if not outbox.left:
        click.echo("All is announced.")
    if waiting:
        click.echo(f"error: waiting for the next run: {', '.join(one.name for one in waiting)}", err=True)
    if unsure:
        names = ", ".join(one.name for one in unsure)
        way_out = "look there, then run this again with --unsure send or --unsure drop"
        click.echo(f"error: nobody knows whether this arrived: {names}; {way_out}", err=True)


def _known_since(request: BuildRequest, since: str, publication: Publication) -> dict[str, int]:
    """Return the last entry of each error and release that readers knew then; wrong usage if nobody can say.

    `since` is a published changes.json, a folder with a site or with content, or a revision of git.
    """
    path, day, feed = Path(since), publication.as_of, None
    if path.is_dir():
        changes = path / api_address("changes")
        found = [one for one in (path, path / "content") if (one / "site.yml").is_file()]
        if changes.is_file():
            feed, path = path / f"{feed_address('all')}.json", changes
        elif found:
            return _of_content(content_at(request, found[0].absolute(), since, day), publication)
        else:
            raise click.UsageError(f"the folder '{since}' has neither {api_address('changes')} nor content")
    if not path.is_file():
        return _of_content(published_at(request, since, day), publication)
    try:
        known = json.loads(path.read_bytes())
        if feed is None or not feed.is_file():
            return published_numbers(known, None, publication)
        path = feed
        return published_numbers(known, json.loads(path.read_bytes()), publication)
    except (ValueError, RecursionError, OSError) as error:
        reason = "it is not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else error
        raise click.UsageError(f"'{path}' does not say what readers know: {reason}") from error


def secrets(announce: Announce) -> Mapping[str, str]:
    """Return the environment variables that the settings name; wrong usage, which repeats none, if one is missing."""
    login = announce.lists and announce.smtp is not None and announce.smtp.user is not None
    names = [*([SMTP_PASSWORD] if login else []), *(one.variable for one in announce.webhooks)]
    held = {name: os.environ.get(name, "").strip() for name in names}
    missing = [name for name, value in held.items() if not value]
    if missing:
        raise click.UsageError(
            f"the environment does not have {', '.join(missing)}; docs/announcing.md says what it is"
        )
    for one in announce.webhooks:
        if not is_webhook(held[one.variable]):
            raise click.UsageError(f"{one.variable} does not hold an address that begins with https://")
    return held


def _of_content(catalog: Catalog, publication: Publication) -> dict[str, int]:
    known = numbers(catalog.errors, catalog.site_data.releases, catalog.site_data)
    # What could not be read then may have been published before that.
    unreadable = [publication.by_id[name] for name in catalog.unreadable if name in publication.by_id]
    return known | numbers(unreadable, (), publication.site_data)
