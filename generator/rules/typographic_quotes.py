"""Quotation marks around a whole text are meant for YAML, which knows only plain ones.

Word processors turn plain marks into typographic ones. To YAML these are letters, so readers would see them around the
title. If a whole text is a quotation, the rule can be suppressed.

Passes:

    title: The button “Send” does nothing

Fails:

    title: “The button does nothing”
"""

from collections.abc import Iterator

from ..lint.public_texts import PublicText, short_texts_of, texts_around, texts_of_error
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, ProblemSeverity
from ..yaml_text.text import unquoted

MESSAGE = "typographic quotation marks around a whole text are shown to readers; write plain ones, or none"


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    yield from _found(texts_of_error(error))


def _settings(catalog: Catalog) -> Problems:
    yield from _found((*texts_around(catalog), *short_texts_of(catalog)))


def _found(texts: Iterator[PublicText] | tuple[PublicText, ...]) -> Problems:
    for text, file, path in texts:
        if unquoted(text) is not None:
            yield RULE.problem(FieldLocation(file, path), MESSAGE)


RULE = Rule("typographic-quotes", ProblemSeverity.WARNING, each_error=_check, whole=_settings)
