"""A figure of the matrix is written by reference, so that changing the matrix changes every sentence.

Passes:

    Critical cases are answered within [[target:critical/response]].

Fails, if that is a figure of the matrix:

    Critical cases are answered within 2 hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.problem import Problem, Spot, Weight
from generator.rules import Rule
from generator.rules.texts import texts_of


def _check(catalog: Catalog) -> Iterator[Problem]:
    figures = {
        target.text: f"[[target:{level.id}/{name}]]"
        for level in reversed(catalog.setting.severity.levels)
        for name, target in level.targets
    }
    if not figures:
        return
    longest_first = sorted(figures, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for text, file, path in texts_of(catalog):
        # An error may last for two hours; that is no figure of the matrix. Only promises count business days.
        about_error = file.count("/") > 1
        for found in pattern.finditer(text) if not about_error or "business" in text else ():
            if about_error and "business" not in found[0]:
                continue
            message = f"the figure '{found[0]}' of the matrix is typed by hand; write it by reference"
            spot = Spot(file, path, "value", found.start())
            yield Problem(RULE.id, RULE.weight, spot, message, figures[found[0]])


RULE = Rule("figure-by-hand", Weight.WARNING, whole=_check)
