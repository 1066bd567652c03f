"""A text is neither too short nor too long for its place: a title is a line, a summary a few sentences.

Passes:

    title: Session drops when the Host's network adapter goes to sleep

Fails:

    title: Crash
"""

from ..lint.public_texts import short_texts_of, texts_around
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, ProblemSeverity

LIMITS = {"title": (10, 120), "summary": (20, 2000), "workaround": (10, 4000)}
"""The least and the most characters of each text."""
NOTE = 500
MOST = {
    "name": 60,
    "statuses.name": 40,
    "description": 300,
    "meaning": 300,
    "question": 200,
    "short": 300,
    "note": NOTE,
}
"""The most characters of texts in the settings files, by field, or by the file's top-level field and the text's own."""


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for field, text in (("title", error.title), ("summary", error.summary), ("workaround", error.workaround)):
        least, most = LIMITS[field]
        if text is not None and not least <= len(text) <= most:
            wrong = "short" if len(text) < least else "long"
            message = f"the {field} is too {wrong} ({len(text)} characters); write {least} to {most}"
            yield RULE.problem(error.field(field), message)
    for index, step in enumerate(error.history):
        if step.note and len(step.note) > NOTE:
            message = f"the note is too long ({len(step.note)} characters); write at most {NOTE}"
            yield RULE.problem(error.field("history", index, "note"), message)


def _settings(catalog: Catalog) -> Problems:
    texts = (*texts_around(catalog), *short_texts_of(catalog))
    for text, file, path in texts:
        kind, field = str(path[0]), str(path[-1])
        most = MOST.get(f"{kind}.{field}") or MOST.get(field)
        if most is not None and len(text) > most:
            message = f"the {field} is too long ({len(text)} characters); write at most {most}"
            yield RULE.problem(FieldLocation(file, path), message)


RULE = Rule("text-length", ProblemSeverity.WARNING, each_error=_check, whole=_settings)
