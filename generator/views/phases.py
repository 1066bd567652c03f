"""Rows grouped by the phase of their status, in the order in which a reader asks: planned, open, done, closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.lifecycle import Phase
from generator.views.errors import ErrorRow

ORDER = (Phase.PLANNED, Phase.OPEN, Phase.DONE, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class PhaseRows:
    """A phase and its rows: the worst and most recently changed first."""

    phase: Phase
    rows: tuple[ErrorRow, ...]


def by_phase(rows: Iterable[ErrorRow]) -> tuple[PhaseRows, ...]:
    """Give the phases that have rows."""
    groups: dict[Phase, list[ErrorRow]] = {phase: [] for phase in ORDER}
    for row in rows:
        groups[row.status.phase].append(row)
    return tuple(PhaseRows(phase, tuple(sorted(found, key=_worst))) for phase, found in groups.items() if found)


def _worst(row: ErrorRow) -> tuple[int, int]:
    return (row.level.rank, -row.error.changed.toordinal())
