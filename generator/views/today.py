"""What holds today, in one line for the home page: open errors of the highest severity, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.lifecycle import Phase
from ..model.publication import Publication
from ..severity.model import Level
from .errors import ErrorRow, rows_of

MOST = 3


@dataclass(frozen=True, slots=True)
class Today:
    """The open errors of the highest level, of which `rows` are the first; and how many corrections are overdue."""

    level: Level
    worst: int
    rows: tuple[ErrorRow, ...]
    overdue: int

    @property
    def left(self) -> int:
        """Return how many of the worst errors are not among the rows."""
        return self.worst - len(self.rows)


def today_of(publication: Publication) -> Today:
    """Return what holds on the build's day."""
    level = publication.site_data.severity.levels[0]
    worst = [
        error
        for error in publication.by_level.get(level.id, ())
        if publication.phase(error) in (Phase.OPEN, Phase.PLANNED)
    ]
    return Today(level, len(worst), rows_of(worst[:MOST], publication), len(publication.overdue))
