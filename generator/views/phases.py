"""The phases of an error in the order in which a reader asks for them: planned, open, done, closed."""

from __future__ import annotations

from ..model.lifecycle import Phase

ORDER = (Phase.PLANNED, Phase.OPEN, Phase.DONE, Phase.CLOSED)
