"""An error's page opens at once on a phone with a poor connection: at most 20 KB of HTML, whatever its history.

The size is estimated from the texts and the history, without making the page; so the figure is a little off, and more
so on a site with long words in its header and footer.

Passes:

    history:
      - {date: 2026-09-02, status: planned, release: "12.5"}
      - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}

Fails, if thirty more moves follow, each with a long note:

    history:
      - {date: 2026-09-02, status: planned, release: "12.5"}
      - {date: 2026-10-11, status: planned, release: "12.6", note: The driver fix needs a signed build.}
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import ProblemSeverity

MOST = 20_480
"""The most bytes of an error's page."""
FRAME = 14_400
"""Bytes of a page around what its author wrote: head, header, headings and footer."""
STEP = 330
"""Bytes of every step of a history, besides its note."""
PROMISE = 10
"""Additional bytes of a step that promises something."""
TITLE = 5
"""How often a page contains its title: in its head, for sharing, for search engines, and for readers."""


def page_weight(error: KnownError) -> int:
    """Return the estimated bytes of an error's page, right to within a fifteenth."""
    weight = FRAME + TITLE * _bytes(error.title) + _bytes(error.summary) + _bytes(error.workaround or "")
    for step in error.history:
        weight += STEP + PROMISE * (step.plan is not None) + _bytes(step.note or "")
    return weight


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    weight = page_weight(error)
    if weight > MOST:
        message = (
            f"the page of this error will have about {weight / 1000:,.0f} KB; {MOST / 1000:.0f} KB are the most that"
            f" a phone on a poor line opens at once; shorten its texts, or its notes ({len(error.history):,} entries)"
        )
        yield RULE.problem(error.field("history"), message)


def _bytes(text: str) -> int:
    return len(text.encode())


RULE = Rule("page-weight", ProblemSeverity.WARNING, each_error=_check)
