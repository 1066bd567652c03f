"""A figure of the matrix is written by reference, so that changing the matrix changes every sentence.

Passes:

    Critical cases are answered within [[target:critical/response]].

Fails, if that is a figure of the matrix:

    Critical cases are answered within 2 hours.
"""

import re
from collections.abc import Iterable, Mapping

from ..lint.public_texts import PublicText, texts_around, texts_of_error
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, ProblemSeverity


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    # An error may last for two hours, which is not a figure of the matrix. Only promises count business days.
    texts = [text for text in texts_of_error(error) if "business" in text[0]]
    if texts:
        figures = {written: name for written, name in _figures(site_data).items() if "business" in written}
        yield from _by_hand(texts, figures)


def _around(catalog: Catalog) -> Problems:
    return _by_hand(texts_around(catalog), _figures(catalog.site_data))


def _figures(site_data: SiteData) -> dict[str, str]:
    """Return the reference to each figure of the matrix; where levels share one, that of the worst of them."""
    return {
        target.text: f"[[target:{level.id}/{name}]]"
        for level in reversed(site_data.severity.levels)
        for name, target in level.targets
    }


def _by_hand(texts: Iterable[PublicText], figures: Mapping[str, str]) -> Problems:
    if not figures:
        return
    longest_first = sorted(figures, key=len, reverse=True)
    # A figure may be split across two lines, contain a no-break space, or be written in capitals.
    spaced = "|".join(r"\s+".join(map(re.escape, figure.split())) for figure in longest_first)
    pattern = re.compile(rf"(?<![\w.-])(?:{spaced})(?!\w)", re.IGNORECASE)
    for text, file, path in texts:
        for found in pattern.finditer(text):
            written = " ".join(found[0].split())
            message = f"the figure '{written}' of the matrix is typed by hand; write it by reference"
            location = FieldLocation(file, path, "value", found.start())
            yield RULE.problem(location, message, figures.get(written.casefold()))


RULE = Rule("figure-by-hand", ProblemSeverity.WARNING, each_error=_check, whole=_around)
