"""Errors and questions that an error refers to exist, and duplicates do not form a circle.

Passes:

    related: [NRC-1051]
    questions: [which-severity]

Fails, if NRC-1051 says `duplicate_of: NRC-1042`:

    id: NRC-1042
    history:
      - {date: 2026-10-19, status: duplicate, duplicate_of: NRC-1051}
"""

from collections.abc import Iterable

from ..lint.known_names import nearest_id
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldPath, Problem
from ..problems.suggest import nearest


def _questions(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    known = [question.id for question in site_data.faq.questions] if error.questions else []
    for index, question in enumerate(error.questions):
        if question not in known:
            message = f"faq.yml has no question '{question}'"
            yield RULE.problem(error.field("questions", index), message, nearest_id(question, "questions", site_data))


def _check(catalog: Catalog) -> Problems:
    known = dict.fromkeys((*catalog.by_id, *catalog.unreadable))
    # If the id in a file is wrong, that is reported there; references by the file's name are right.
    strict = catalog.site_data.site.rules.get("id-matches-file", "error") == "error"
    files = {error.file.rsplit("/", 1)[-1] for error in catalog.errors} if strict else set()
    for error in catalog.errors:
        for index, other in enumerate(error.related):
            if other not in known and f"{other}.yml" not in files:
                yield _no_error(error, ("related", index), other, known)
            elif other == error.id:
                message = "an error is not related to itself; delete it"
                yield RULE.problem(error.field("related", index), message)
        for step in error.history:
            other_id = step.duplicate_of
            if other_id is not None and other_id not in known and f"{other_id}.yml" not in files:
                yield _no_error(error, ("history", step.number - 1, "duplicate_of"), other_id, known)
        if error.duplicate_of is not None and _circle(error, catalog):
            message = f"'{error.duplicate_of}' leads back to {error.id}; one of them must not be a duplicate"
            yield RULE.problem(error.field("history", len(error.history) - 1, "duplicate_of"), message)


def _no_error(error: KnownError, path: FieldPath, other: str, known: Iterable[str]) -> Problem:
    hint = nearest(other, known)
    return RULE.problem(error.field(*path), f"there is no error '{other}'", None if hint == error.id else hint)


def _circle(error: KnownError, catalog: Catalog) -> bool:
    seen = {error.id}
    current = error
    while current.duplicate_of is not None:
        following = catalog.by_id.get(current.duplicate_of)
        if following is None:
            return False
        if following.id in seen:
            return following.id == error.id
        seen.add(following.id)
        current = following
    return False


RULE = Rule("related-known", each_error=_questions, whole=_check)
