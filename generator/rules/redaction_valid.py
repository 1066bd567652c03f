"""A correction of wording names texts that the error has, on a day on which it was public.

Passes:

    redactions:
      - {date: 2026-11-28, texts: [summary, step-3], reason: A customer was named.}

Fails, if the history has two steps:

    redactions:
      - {date: 2026-11-28, texts: [summary, step-3], reason: A customer was named.}
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.suggest import nearest

_FIELDS = ("title", "summary", "workaround", "links", "keywords")


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    known = (*_FIELDS, *(step.name for step in error.history))
    for index, redaction in enumerate(error.redactions):
        for at, text in enumerate(redaction.texts):
            if text not in known:
                message = f"there is no text '{text}'; one of {', '.join(known)}"
                yield RULE.problem(error.field("redactions", index, "texts", at), message, nearest(text, known))
        day, location = redaction.date, error.field("redactions", index, "date")
        if day > site_data.as_of:
            yield RULE.problem(location, f"{day} lies in the future; today is {site_data.as_of}")
        elif day < error.registered:
            yield RULE.problem(location, f"{day} comes before the error was registered ({error.registered})")


RULE = Rule("redaction-valid", each_error=_check, needs=("history",))
