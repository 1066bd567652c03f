"""A correction of wording that was public already: of an error, a release or an answer."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Redaction(NamedTuple):
    """A correction of wording on a day, with its reason for customers to read.

    `texts` names what was corrected: fields, or steps of the history, as in `step-3`.
    """

    date: dt.date
    texts: tuple[str, ...]
    reason: str
