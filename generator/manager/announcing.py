"""Decides what is announced to whom: each step that is an entry of the feeds once to each channel, and never twice.

Entries are numbered: an error's, or a release's, by its steps. What readers know of it is the number of its last entry,
so the outbox needs no list of all entries. An announcement is noted as begun before it is sent: if the program is
killed between sending and noting, nobody knows whether it arrived, and it is not sent again by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from ..model.announce import Channel
from ..model.error import KnownError
from ..model.products import Release
from ..model.publication import Publication
from ..views.changes import AnyChange, Change, changes_of, changes_of_release, tag_authority
from ..views.feeds import MOST

_RELEASE = "release/"
State = Literal["waiting", "begun", "unsure", "sent"]


@dataclass(frozen=True, slots=True)
class Announcement:
    """The entries `first` to `last` about one subject, an error or a release, for one channel.

    It is waiting to be sent; or it was begun, and is not known to have ended; or it may have arrived (`unsure`). What
    was sent leaves the outbox.
    """

    channel: str
    subject: str
    first: int
    last: int
    state: State = "waiting"

    @property
    def name(self) -> str:
        """Return what messages call it, such as `NRC-1042:3 to all`."""
        first = f"{self.first}-" if self.first < self.last else ""
        return f"{self.subject}:{first}{self.last} to {self.channel}"


@dataclass(frozen=True, slots=True)
class Outbox:
    """What is announced: the number of each subject's last entry that was ever planned, and what is left to send."""

    seen: Mapping[str, int]
    left: tuple[Announcement, ...] = ()

    def of(self, state: str) -> tuple[Announcement, ...]:
        """Return the announcements in a state."""
        return tuple(one for one in self.left if one.state == state)

    def with_state(self, one: Announcement, state: State) -> Outbox:
        """Return the outbox with an announcement in a new state; without it, if it was sent."""
        new = () if state == "sent" else (replace(one, state=state),)
        at = self.left.index(one)
        return replace(self, left=(*self.left[:at], *new, *self.left[at + 1 :]))

    def decided(self, what: Literal["send", "drop"]) -> Outbox:
        """Return the outbox with what may have arrived waiting to be sent again, or without it."""
        kept = (replace(one, state="waiting") for one in self.left if one.state == "waiting" or what == "send")
        return replace(self, left=tuple(kept))


def numbers(errors: Iterable[KnownError], releases: Iterable[Release]) -> dict[str, int]:
    """Return the number of the last entry of each error and release."""
    return {subject: len(days) for subject, days in _days(errors, releases)}


def published_numbers(document: Any, publication: Publication) -> dict[str, int]:
    """Return the last entry of each subject that a published `changes.json` knows; raise ValueError if it is not one.

    It has only the newest entries. Of those that it has not, the ones of its oldest day and before count as known.
    """
    found: dict[str, int] = {}
    prefix, oldest = f"{tag_authority(publication)}:", {}
    for key in ("changes", "releases"):
        try:
            entries = [(str(one["id"]), str(one["date"])) for one in document[key]]
        except (KeyError, TypeError) as error:
            raise ValueError("it is not a changes.json of the API") from error
        oldest[key] = min(day for _, day in entries) if len(entries) >= MOST else ""
        for name, _ in entries:
            subject, sign, number = name.removeprefix(prefix).rpartition(":")
            if not name.startswith(prefix) or not sign or not number.isdecimal():
                raise ValueError(f"its entry '{name}' is not of this site, whose ids begin with '{prefix}'")
            found[subject] = max(int(number), found.get(subject, 0))
    for subject, days in _days(publication.errors, publication.site_data.releases):
        last = oldest["releases" if subject.startswith(_RELEASE) else "changes"]
        old = (number for number, day in enumerate(days, start=1) if day.isoformat() <= last)
        found[subject] = max((found.get(subject, 0), *old))
    return found


def plan(outbox: Outbox, publication: Publication, channels: Iterable[Channel]) -> Outbox:
    """Return the outbox with what is new since it was written; what was begun then is unsure now.

    What is left for a channel, or about a subject, that is not there any more is dropped.
    """
    by_id = {channel.id: channel for channel in channels}
    now = numbers(publication.errors, publication.site_data.releases)
    left = [
        replace(one, last=min(one.last, now[one.subject]))
        for one in outbox.left
        if one.channel in by_id and now.get(one.subject, 0) >= one.first
    ]
    unsure = [replace(one, state="unsure") for one in left if one.state != "waiting"]
    waiting: dict[tuple[str, str], Announcement] = {}

    def add(new: Announcement) -> None:
        one = waiting.get((new.channel, new.subject), new)
        waiting[new.channel, new.subject] = replace(one, first=min(one.first, new.first), last=max(one.last, new.last))

    for one in left:
        if one.state == "waiting":
            add(one)
    for change in sorted(_changes(publication, outbox.seen), key=lambda change: change.step.date):
        subject, number = _split(change)
        for channel in by_id.values():
            if _is_for(channel, change):
                add(Announcement(channel.id, subject, number, number))
    seen = {**outbox.seen} | {name: max(last, outbox.seen.get(name, 0)) for name, last in now.items()}
    return Outbox(seen, (*unsure, *waiting.values()))


def changes_in(one: Announcement, publication: Publication) -> tuple[AnyChange, ...]:
    """Return the changes that an announcement is about, the oldest first."""
    site_data = publication.site_data
    error = publication.by_id.get(one.subject)
    changes: Iterator[AnyChange] = (
        changes_of(error, site_data)
        if error is not None
        else chain.from_iterable(
            changes_of_release(release) for release in site_data.releases if _RELEASE + release.slug == one.subject
        )
    )
    return tuple(change for change in changes if one.first <= _split(change)[1] <= one.last)


def _days(errors: Iterable[KnownError], releases: Iterable[Release]) -> Iterator[tuple[str, list[dt.date]]]:
    """Yield the subjects, named as their changes are, with the day of each step."""
    for error in errors:
        yield error.id, [step.date for step in error.history]
    for release in releases:
        yield _RELEASE + release.slug, [step.date for step in release.history]


def _changes(publication: Publication, seen: Mapping[str, int]) -> Iterator[AnyChange]:
    """Yield the changes whose numbers are beyond those seen."""
    site_data = publication.site_data
    for subject, last in numbers(publication.errors, site_data.releases).items():
        if last > seen.get(subject, 0):
            yield from changes_in(Announcement("", subject, seen.get(subject, 0) + 1, last), publication)


def _split(change: AnyChange) -> tuple[str, int]:
    """Return the subject of a change and the change's number."""
    subject, _, number = change.name.rpartition(":")
    return subject, int(number)


def _is_for(channel: Channel, change: AnyChange) -> bool:
    """Return whether a channel is about a change. As in the feeds, those of severities are about errors only."""
    if isinstance(change, Change):
        products, level = [found_in.product for found_in in change.error.products], change.error.level
    else:
        products, level = [change.product], ""
    return channel.product in (None, *products) and channel.severity in (None, level)
