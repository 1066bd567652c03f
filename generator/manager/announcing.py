"""Decides what is announced to whom: each entry of the feeds once to each channel, and never twice.

Entries are numbered: an error's, or a release's, by its steps; that promises of an error became overdue, by the days.
What readers know of each is the number of its last entry, so the outbox needs no list of all entries. An announcement
is noted as begun before it is sent: if the program is killed between sending and noting, nobody knows whether it
arrived, and it is not sent again by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from ..model.announce import Channel
from ..model.error import KnownError
from ..model.overdue import overdue_days
from ..model.products import Release
from ..model.publication import Publication
from ..model.site_data import SiteData
from ..views.changes import AnyChange, Change, changes_of, changes_of_release, overdue_changes, tag_authority
from ..views.feeds import MOST

_RELEASE = "release/"
_OVERDUE = ":overdue"
_NAME = re.compile(r"(?P<subject>[^:]+):(?P<step>[0-9]+)(?::overdue-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?")
State = Literal["waiting", "begun", "unsure", "sent"]


@dataclass(frozen=True, slots=True)
class Announcement:
    """The entries `first` to `last` about one subject, for one channel.

    A subject is an error's id, or `release/` with a release's; `NRC-1042:overdue` is what became overdue of an error,
    and its entries have their days as numbers, such as 20261204.

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


def numbers(errors: Iterable[KnownError], releases: Iterable[Release], site_data: SiteData) -> dict[str, int]:
    """Return the number of the last entry of each subject."""
    return {subject: max(days) for subject, days in _days(errors, releases, site_data)}


def published_numbers(document: Any, feed: Any, publication: Publication) -> dict[str, int]:
    """Return the last entry of each subject that a site knows by its `changes.json` and the JSON feed of all changes.

    Only the feed has what became overdue; if it is None, all that became overdue until today counts as known. Raise
    ValueError if they are not of this site.

    Both have only the newest entries. Of the others, those of the oldest day there and before count as known.
    """
    found: dict[str, int] = {}
    prefix, oldest = f"{tag_authority(publication)}:", {"items": dt.date.max.isoformat()}
    lists = [(document, "changes", "date"), (document, "releases", "date")]
    for source, key, date in lists if feed is None else [*lists, (feed, "items", "date_published")]:
        try:
            entries = [(str(one["id"]), str(one[date])[:10]) for one in source[key]]
        except (KeyError, TypeError) as error:
            wanted = "a changes.json of the API" if source is document else "the JSON feed of a site"
            raise ValueError(f"it is not {wanted}") from error
        oldest[key] = min(day for _, day in entries) if len(entries) >= MOST else ""
        for name, _ in entries:
            read = _subject_and_number(name.removeprefix(prefix))
            if not name.startswith(prefix) or read is None:
                raise ValueError(f"its entry '{name}' is not of this site, whose ids begin with '{prefix}'")
            subject, number = read
            found[subject] = max(number, found.get(subject, 0))
    for subject, days in _days(publication.errors, publication.site_data.releases, publication.site_data):
        releases = "releases" if subject.startswith(_RELEASE) else "changes"
        last = oldest["items" if subject.endswith(_OVERDUE) else releases]
        old = (number for number, day in days.items() if day.isoformat() <= last)
        found[subject] = max((found.get(subject, 0), *old))
    return found


def plan(outbox: Outbox, publication: Publication, channels: Iterable[Channel]) -> Outbox:
    """Return the outbox with what is new since it was written; what was begun then is unsure now.

    What is left for a channel, or about entries, that are not there any more is dropped.
    """
    by_id = {channel.id: channel for channel in channels}
    now = numbers(publication.errors, publication.site_data.releases, publication.site_data)
    left = [
        replace(one, last=min(one.last, now[one.subject]))
        for one in outbox.left
        if one.channel in by_id and changes_in(one, publication)
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
        subject, number = _numbered(change)
        for channel in by_id.values():
            if _is_for(channel, change):
                add(Announcement(channel.id, subject, number, number))
    seen = {**outbox.seen} | {name: max(last, outbox.seen.get(name, 0)) for name, last in now.items()}
    return Outbox(seen, (*unsure, *waiting.values()))


def changes_in(one: Announcement, publication: Publication) -> tuple[AnyChange, ...]:
    """Return the changes that an announcement is about, the oldest first."""
    site_data = publication.site_data
    error = publication.by_id.get(one.subject.removesuffix(_OVERDUE))
    changes: Iterable[AnyChange]
    if error is not None and one.subject.endswith(_OVERDUE):
        changes = sorted(overdue_changes(error, site_data), key=lambda change: change.step.date)
    elif error is not None:
        changes = changes_of(error, site_data)
    else:
        found = (release for release in site_data.releases if _RELEASE + release.slug == one.subject)
        changes = chain.from_iterable(changes_of_release(release) for release in found)
    return tuple(change for change in changes if one.first <= _numbered(change)[1] <= one.last)


def _days(
    errors: Iterable[KnownError], releases: Iterable[Release], site_data: SiteData
) -> Iterator[tuple[str, dict[int, dt.date]]]:
    """Yield the subjects, named as their changes are, with the day of each entry by its number."""
    for error in errors:
        yield error.id, {step.number: step.date for step in error.history}
        if late := {_of_day(day): day for day, _ in overdue_days(error, site_data)}:
            yield error.id + _OVERDUE, late
    for release in releases:
        yield _RELEASE + release.slug, dict(enumerate((step.date for step in release.history), start=1))


def _changes(publication: Publication, seen: Mapping[str, int]) -> Iterator[AnyChange]:
    """Yield the changes whose numbers are beyond those seen."""
    site_data = publication.site_data
    for subject, last in numbers(publication.errors, site_data.releases, site_data).items():
        if last > seen.get(subject, 0):
            yield from changes_in(Announcement("", subject, seen.get(subject, 0) + 1, last), publication)


def _numbered(change: AnyChange) -> tuple[str, int]:
    """Return the subject of a change and the change's number."""
    found = _subject_and_number(change.name)
    assert found is not None, "ids of errors and releases have no colon"
    return found


def _subject_and_number(name: str) -> tuple[str, int] | None:
    """Return the subject and the number of the change of a name, or None if no change has such a name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    if found["day"] is None:
        return found["subject"], int(found["step"])
    return found["subject"] + _OVERDUE, int(found["day"].replace("-", ""))


def _of_day(day: dt.date) -> int:
    return int(day.isoformat().replace("-", ""))


def _is_for(channel: Channel, change: AnyChange) -> bool:
    """Return whether a channel is about a change. As in the feeds, those of severities are about errors only."""
    if isinstance(change, Change):
        products, level = [found_in.product for found_in in change.error.products], change.error.level
    else:
        products, level = [change.product], ""
    return channel.product in (None, *products) and channel.severity in (None, level)
