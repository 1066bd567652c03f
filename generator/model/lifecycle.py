"""The statuses of an error, the phase each belongs to, and which may follow which (`lifecycle.yml`)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from .addresses import status_address


class Phase(enum.Enum):
    """The four phases of every site's statuses; they are fixed in code, as pages group by them."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    CLOSED = "closed"


class Needs(enum.Enum):
    """What a step to a status has to name besides its date."""

    NOTHING = "nothing"
    PLAN = "plan"
    RELEASE = "release"
    ERROR = "error"
    NOTE = "note"


class Status(NamedTuple):
    """A status: its public name and meaning, its phase, what a step to it needs, and the ids that may follow."""

    id: str
    name: str
    phase: Phase
    meaning: str
    needs: Needs
    next: tuple[str, ...]
    start: bool

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return status_address(self.id)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All statuses, in the publisher's order."""

    statuses: tuple[Status, ...]

    def number_in_phase(self, status: Status) -> int:
        """Return which of its phase's statuses a status is, counted from 1 in the publisher's order."""
        return [one.id for one in self.statuses if one.phase is status.phase].index(status.id) + 1

    @property
    def starts(self) -> tuple[str, ...]:
        """Return the ids of the statuses with which a history may begin."""
        return tuple(status.id for status in self.statuses if status.start)

    def first_in(self, phase: Phase) -> Status | None:
        """Return the first status of a phase; None if it has none."""
        return next((status for status in self.statuses if status.phase is phase), None)

    def get(self, status_id: str) -> Status | None:
        """Return a status by its id, or None."""
        return next((status for status in self.statuses if status.id == status_id), None)

    def __getitem__(self, status_id: str) -> Status:
        status = self.get(status_id)
        if status is None:
            raise KeyError(status_id)
        return status
