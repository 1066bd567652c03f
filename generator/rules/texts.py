"""Where public prose stands in the sources, for the rules that read it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.model.error import Error

_SIGN = "[["
PublicText = tuple[str, str, tuple[str | int, ...]]
"""A text, the file it is in, and its way through the file's tree."""


def texts_with_references(catalog: Catalog) -> Iterator[PublicText]:
    """Give the public prose that refers to something: answers, terms, notes, own phrases and errors' texts."""
    yield from (text for text in texts_around(catalog) if _SIGN in text[0])
    for error in catalog.errors:
        # Of thousands of errors few refer to anything, and looking is cheaper than taking their texts apart.
        notes = [step.note for step in error.history if step.note]
        if _SIGN in "".join((error.title, error.summary, error.workaround or "", *notes)):
            yield from (text for text in texts_of_error(error) if _SIGN in text[0])


def texts_around(catalog: Catalog) -> Iterator[PublicText]:
    """Give the public prose that belongs to no error; what errors say can be looked at where they are loaded."""
    faq, severity = f"{catalog.folder}/faq.yml", f"{catalog.folder}/severity.yml"
    for index, question in enumerate(catalog.setting.faq.questions):
        yield question.question, faq, ("questions", index, "question")
        yield question.answer, faq, ("questions", index, "answer")
        if question.short:
            yield question.short, faq, ("questions", index, "short")
    matrix = catalog.setting.severity
    for kind, terms in (("terms", matrix.terms), ("notes", matrix.notes)):
        for index, term in enumerate(terms):
            yield term.text, severity, (kind, index, "text")
    for index, level in enumerate(matrix.levels):
        if level.next_step:
            yield level.next_step, severity, ("levels", index, "next_step")
    for key, phrase in catalog.setting.words.items():
        yield phrase, f"{catalog.folder}/words.yml", (key,)


def short_texts_of(catalog: Catalog) -> Iterator[PublicText]:
    """Give the public texts that are no prose with references: names, sentences about products, releases, statuses."""
    site, folder = catalog.setting.site, catalog.folder
    for field in ("name", "description", "sample_notice"):
        yield getattr(site, field) or "", f"{folder}/site.yml", (field,)
    for index, stop in enumerate(site.route):
        yield stop.text, f"{folder}/site.yml", ("route", index, "text")
    for index, status in enumerate(catalog.setting.lifecycle.statuses):
        yield status.name, f"{folder}/lifecycle.yml", ("statuses", index, "name")
        yield status.meaning, f"{folder}/lifecycle.yml", ("statuses", index, "meaning")
    for at, product in enumerate(catalog.setting.products):
        file, path = f"{folder}/products.yml", ("products", at)
        yield product.name, file, (*path, "name")
        yield product.summary or "", file, (*path, "summary")
        for place, release in enumerate(product.releases):
            yield release.notes or "", file, (*path, "releases", place, "notes")
            for number, step in enumerate(release.history):
                yield step.note or "", file, (*path, "releases", place, "history", number, "note")


def texts_of_error(error: Error) -> Iterator[PublicText]:
    """Give an error's public texts."""
    yield error.title, error.file, ("title",)
    yield error.summary, error.file, ("summary",)
    if error.workaround:
        yield error.workaround, error.file, ("workaround",)
    for index, step in enumerate(error.history):
        if step.note:
            yield step.note, error.file, ("history", index, "note")
