"""A correction of wording names texts that are beside it, on a day on which they were public.

Passes:

    redactions:
      - {date: 2026-11-28, texts: [summary, step-3], reason: A customer was named.}

Fails, if the history has two steps:

    redactions:
      - {date: 2026-11-28, texts: [summary, step-3], reason: A customer was named.}
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.redaction import Redaction
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, FieldPath
from ..problems.suggest import nearest

_OF_ERRORS = ("title", "summary", "workaround", "links", "keywords")
_OF_QUESTIONS = ("question", "short", "answer")


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    known = (*_OF_ERRORS, *(step.name for step in error.history))
    since = (error.registered, "the error was registered")
    for path, message, suggestion in _wrong(error.redactions, known, since, site_data.as_of):
        yield RULE.problem(error.field("redactions", *path), message, suggestion)


def _check_settings(catalog: Catalog) -> Problems:
    site_data = catalog.site_data
    found: list[tuple[str, FieldPath, Iterable[tuple[FieldPath, str, str | None]]]] = []
    for at, product in enumerate(site_data.products):
        for number, release in enumerate(product.releases):
            known = ("notes", *(f"step-{step + 1}" for step in range(len(release.history))))
            since = (release.history[0].date, "the release was announced")
            problems = _wrong(release.redactions, known, since, site_data.as_of)
            found.append(("products", ("products", at, "releases", number), problems))
    for at, question in enumerate(site_data.faq.questions):
        problems = _wrong(question.redactions, _OF_QUESTIONS, None, site_data.as_of)
        found.append(("faq", ("questions", at), problems))
    for kind, path, several in found:
        for inner, message, suggestion in several:
            location = FieldLocation(f"{catalog.folder}/{kind}.yml", (*path, "redactions", *inner))
            yield RULE.problem(location, message, suggestion)


def _wrong(
    redactions: Sequence[Redaction], known: Sequence[str], since: tuple[dt.date, str] | None, today: dt.date
) -> Iterator[tuple[FieldPath, str, str | None]]:
    """Yield the path below the list, the message, and the suggestion of each problem."""
    for index, redaction in enumerate(redactions):
        for at, text in enumerate(redaction.texts):
            if text not in known:
                yield (
                    (index, "texts", at),
                    f"there is no text '{text}'; one of {', '.join(known)}",
                    nearest(text, known),
                )
        if redaction.date > today:
            yield (index, "date"), f"{redaction.date} lies in the future; today is {today}", None
        elif since is not None and redaction.date < since[0]:
            yield (index, "date"), f"{redaction.date} comes before {since[1]} ({since[0]})", None


RULE = Rule("redaction-valid", each_error=_check, whole=_check_settings, needs=("history",))
