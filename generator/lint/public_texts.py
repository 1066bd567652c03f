"""Where public prose is in the sources, for the rules that read it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.catalog import Catalog
from ..model.error import KnownError
from ..problems.problem import FieldPath

_SIGN = "[["
PublicText = tuple[str, str, FieldPath]
"""A text, the file it is in, and its path through the file's tree."""


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
    faq, severity = f"{catalog.folder}/faq.yml", f"{catalog.folder}/severity.yml"
    for index, question in enumerate(catalog.site_data.faq.questions):
        yield question.question, faq, ("questions", index, "question")
        yield question.answer, faq, ("questions", index, "answer")
        if question.short:
            yield question.short, faq, ("questions", index, "short")
    matrix = catalog.site_data.severity
    for kind, terms in (("terms", matrix.terms), ("notes", matrix.notes)):
        for index, term in enumerate(terms):
            yield term.text, severity, (kind, index, "text")
    for index, level in enumerate(matrix.levels):
        if level.next_step:
            yield level.next_step, severity, ("levels", index, "next_step")
    for key, phrase in catalog.site_data.messages.items():
        yield phrase, f"{catalog.folder}/messages.yml", (key,)


def short_texts_of(catalog: Catalog) -> Iterator[PublicText]:
    """Yield public texts that are not prose with references: names, labels, hints, summaries and meanings."""
    site, folder = catalog.site_data.site, catalog.folder
    for field in ("name", "description", "sample_notice"):
        yield getattr(site, field) or "", f"{folder}/site.yml", (field,)
    yield site.contact.phone_label or "", f"{folder}/site.yml", ("contact", "phone_label")
    for index, stop in enumerate(site.route):
        for field in ("name", "text", "via", "only_if"):
            yield getattr(stop, field) or "", f"{folder}/site.yml", ("route", index, field)
    for index, entry in enumerate(site.navigation):
        yield entry.label, f"{folder}/site.yml", ("navigation", index, "label")
    for index, day in enumerate(catalog.site_data.calendar.days):
        yield day.name, f"{folder}/calendar.yml", ("days", index, "name")
    yield from _around_levels(catalog)
    for index, status in enumerate(catalog.site_data.lifecycle.statuses):
        yield status.name, f"{folder}/lifecycle.yml", ("statuses", index, "name")
        yield status.meaning, f"{folder}/lifecycle.yml", ("statuses", index, "meaning")
    for at, product in enumerate(catalog.site_data.products):
        file, path = f"{folder}/products.yml", ("products", at)
        yield product.name, file, (*path, "name")
        yield product.summary or "", file, (*path, "summary")
        for place, release in enumerate(product.releases):
            yield release.notes or "", file, (*path, "releases", place, "notes")
            for number, step in enumerate(release.history):
                yield step.note or "", file, (*path, "releases", place, "history", number, "note")


def _around_levels(catalog: Catalog) -> Iterator[PublicText]:
    """Yield the short texts of the severity matrix and of its questions."""
    matrix, file = catalog.site_data.severity, f"{catalog.folder}/severity.yml"
    for at, version in enumerate(matrix.versions):
        yield version.note, file, ("versions", at, "note")
    for kind, terms in (("terms", matrix.terms), ("notes", matrix.notes)):
        for at, term in enumerate(terms):
            yield term.name, file, (kind, at, "name")
    for at, target in enumerate(matrix.targets):
        yield target.name, file, ("targets", at, "name")
        yield target.by, file, ("targets", at, "by")
    for at, question in enumerate(matrix.questions):
        yield question.ask, file, ("questions", at, "ask")
        yield question.hint or "", file, ("questions", at, "hint")
        for place, answer in enumerate(question.answers):
            path = ("questions", at, "answers", place)
            yield answer.label, file, (*path, "label")
            yield answer.hint or "", file, (*path, "hint")
            for number, other in enumerate(answer.hint_if):
                yield other.hint, file, (*path, "hint_if", number, "hint")
    if matrix.step_down is not None:
        yield matrix.step_down.words, file, ("step_down", "words")
    for at, level in enumerate(matrix.levels):
        yield level.name, file, ("levels", at, "name")
        yield level.summary, file, ("levels", at, "summary")
        yield level.release_plan.words, file, ("levels", at, "release_plan", "words")
        for place, criterion in enumerate(level.criteria):
            yield criterion.words, file, ("levels", at, "criteria", place, "words")


def texts_of_error(error: KnownError) -> Iterator[PublicText]:
    """Yield an error's public texts."""
    yield error.title, error.file, ("title",)
    yield error.summary, error.file, ("summary",)
    if error.workaround:
        yield error.workaround, error.file, ("workaround",)
    for index, step in enumerate(error.history):
        if step.note:
            yield step.note, error.file, ("history", index, "note")
