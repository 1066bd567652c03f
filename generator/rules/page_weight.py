"""An error's page opens at once on a phone with a poor line: at most 20 KB of HTML, whatever its history.

What a page will weigh is reckoned from its texts and its history, without making it; so the figure is a little off,
and more so on a site with long words in its header and footer.

Passes:

    history:
      - {date: 2026-09-02, status: planned, release: "12.5"}
      - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}

Fails, if thirty more moves follow, each with a long note:

    history:
      - {date: 2026-09-02, status: planned, release: "12.5"}
      - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, Problem, ProblemSeverity

MOST = 20_480
"""Bytes of an error's page."""
FRAME = 14_300
"""Bytes of a page around what its author wrote: head, header, headings and footer."""
STEP = 215
"""Bytes that every entry of a history costs beside its note."""
PROMISE = 185
"""Bytes that a promise costs more, as it stands in the ledger, too; so does its note."""
LEDGER = 600
"""Bytes that the ledger costs, beside its promises, where there is one."""
TITLE = 5
"""How often a page says its title: in its head, to those who share it, to search engines, and to readers."""


def page_weight(error: KnownError) -> int:
    """Reckon the bytes of an error's page; right within a fifteenth."""
    severity = FRAME + TITLE * _bytes(error.title) + _bytes(error.summary) + _bytes(error.workaround or "")
    severity += LEDGER * any(step.plan is not None for step in error.history)
    for step in error.history:
        severity += STEP + _bytes(step.note or "")
        if step.plan is not None:
            severity += PROMISE + _bytes(step.note or "")
    return severity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Iterator[Problem]:  # noqa: ARG001
    severity = page_weight(error)
    if severity > MOST:
        message = (
            f"the page of this error will have about {severity / 1000:,.0f} KB; {MOST / 1000:.0f} KB are the most that"
            f" a phone on a poor line opens at once; shorten its texts, or its notes ({len(error.history):,} entries)"
        )
        yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, ("history",)), message)


def _bytes(text: str) -> int:
    return len(text.encode())


RULE = Rule("page-weight", ProblemSeverity.WARNING, each_error=_check)
