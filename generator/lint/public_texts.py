"""Where public prose is in the sources, for the rules that read it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model.catalog import Catalog
from ..model.error import KnownError
from ..model.not_known import NOT_KNOWN
from ..problems.problem import FieldPath

_SIGN = "[["
PublicText = tuple[str, str, FieldPath]
"""A text, the file it is in, and its path through the file's tree."""
_PROSE: Mapping[str, Sequence[str]] = {
    "faq": ("questions.*.question", "questions.*.answer", "questions.*.short"),
    "severity": ("terms.*.text", "notes.*.text", "levels.*.next_step"),
}
"""The fields of the settings files that hold prose with references; `*` is each entry of a list."""
_SHORT: Mapping[str, Sequence[str]] = {
    "site": (
        *("name", "description", "sample_notice", "contact.phone_label", "navigation.*.label"),
        *("route.*.name", "route.*.text", "route.*.via", "route.*.only_if"),
    ),
    "calendar": ("days.*.name",),
    "faq": ("questions.*.redactions.*.reason",),
    "severity": (
        *("counts_from", "versions.*.note", "terms.*.name", "notes.*.name", "targets.*.name", "targets.*.by"),
        *("questions.*.ask", "questions.*.hint", "questions.*.answers.*.label", "questions.*.answers.*.hint"),
        *("questions.*.answers.*.hint_if.*.hint", "step_down.words", "levels.*.name", "levels.*.summary"),
        *("levels.*.release_plan.words", "levels.*.criteria.*.words"),
    ),
    "lifecycle": ("statuses.*.name", "statuses.*.meaning"),
    "products": (
        *("products.*.name", "products.*.summary"),
        *("products.*.releases.*.notes", "products.*.releases.*.history.*.note"),
        "products.*.releases.*.redactions.*.reason",
    ),
}
"""Those that hold public texts without references."""


def texts_with_references(catalog: Catalog) -> Iterator[PublicText]:
    """Yield the public prose that refers to something: answers, terms, notes, own phrases and errors' texts."""
    yield from (text for text in texts_around(catalog) if _SIGN in text[0])
    for error in catalog.errors:
        # Few of thousands of errors refer to anything, and searching them is cheaper than collecting their texts.
        notes = [step.note for step in error.history if step.note]
        if _SIGN in "".join((error.title, error.summary, error.workaround or "", *notes)):
            yield from (text for text in texts_of_error(error) if _SIGN in text[0])


def texts_around(catalog: Catalog) -> Iterator[PublicText]:
    """Yield the public prose that belongs to no error; errors' texts are checked where errors are loaded."""
    yield from _texts(catalog, _PROSE)
    for key, phrase in catalog.site_data.messages.items():
        yield phrase, f"{catalog.folder}/messages.yml", (key,)


def short_texts_of(catalog: Catalog) -> Iterator[PublicText]:
    """Yield public texts that are not prose with references: names, labels, hints, summaries and meanings."""
    yield from _texts(catalog, _SHORT)


def texts_of_error(error: KnownError) -> Iterator[PublicText]:
    """Yield an error's public texts."""
    yield error.title, error.file, ("title",)
    yield error.summary, error.file, ("summary",)
    if error.workaround:
        yield error.workaround, error.file, ("workaround",)
    for index, step in enumerate(error.history):
        if step.note:
            yield step.note, error.file, ("history", index, "note")
    for index, redaction in enumerate(error.redactions):
        yield redaction.reason, error.file, ("redactions", index, "reason")


def _texts(catalog: Catalog, fields: Mapping[str, Sequence[str]]) -> Iterator[PublicText]:
    for kind, patterns in fields.items():
        holder = catalog.site_data if kind == "products" else getattr(catalog.site_data, kind)
        for pattern in patterns:
            for text, path in _texts_at(holder, pattern.split("."), ()):
                yield text, f"{catalog.folder}/{kind}.yml", path


def _texts_at(value: Any, steps: Sequence[str], path: FieldPath) -> Iterator[tuple[str, FieldPath]]:
    """Yield the texts that some steps from a value lead to; those that cannot be read are left out."""
    if value is None or value is NOT_KNOWN:
        return
    if not steps:
        yield value, path
    elif steps[0] == "*":
        for index, entry in enumerate(value):
            yield from _texts_at(entry, steps[1:], (*path, index))
    else:
        yield from _texts_at(getattr(value, steps[0]), steps[1:], (*path, steps[0]))
