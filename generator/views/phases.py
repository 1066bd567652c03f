"""The phases of an error in the order of interest to readers: planned, open, done, closed."""

from __future__ import annotations

from ..model.lifecycle import Phase

ORDER = (Phase.PLANNED, Phase.OPEN, Phase.DONE, Phase.CLOSED)
