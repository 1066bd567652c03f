"""The small files of `content/`, one of a kind each: how they are typed, and what makes the model of it.

Imported only when one of them has to be read: typing what they may hold takes longer than reading a kept result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from generator.problem import Problem
from generator.sources.calendar import CalendarSource, to_calendar
from generator.sources.faq import FaqSource, to_faq
from generator.sources.lifecycle import LifecycleSource, to_lifecycle
from generator.sources.products import ProductsSource, to_products
from generator.sources.reading import SourceFile, read_source
from generator.sources.severity import SeveritySource, to_severity
from generator.sources.site import SiteSource, to_site
from generator.sources.words import WordsSource, to_words

KINDS: Mapping[str, tuple[type[BaseModel], Callable[[Any], Any]]] = {
    "site": (SiteSource, to_site),
    "faq": (FaqSource, to_faq),
    "severity": (SeveritySource, to_severity),
    "calendar": (CalendarSource, to_calendar),
    "products": (ProductsSource, to_products),
    "lifecycle": (LifecycleSource, to_lifecycle),
    "words": (WordsSource, to_words),
}


def read_small(files: Mapping[str, tuple[str, bytes]]) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    """Read files, given as name and bytes by kind.

    Gives what each sound one says, by kind; what those say in which nothing but the names of fields is wrong; and all
    problems.
    """
    said: dict[str, Any] = {}
    meant: dict[str, Any] = {}
    problems: list[Problem] = []
    for kind, (source_type, to_model) in KINDS.items():
        if kind in files:
            name, data = files[kind]
            file = read_source(data, name, source_type)
            problems.extend(file.problems)
            if file.source is not None:
                said[kind] = to_model(file.source)
            elif file.mended is not None and _only_misspelled(file):
                meant[kind] = to_model(file.mended.source)
    return said, meant, problems


def _only_misspelled(file: SourceFile[Any]) -> bool:
    """Say whether nothing is wrong with a file but names of fields, each of which looks like a right one."""
    renamed = len(file.mended.renamed) if file.mended else 0
    return [problem.rule for problem in file.problems] == ["unknown-field"] * renamed
