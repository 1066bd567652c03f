"""The severity matrix names only questions, answers, levels and targets that are there, and each of them once.

An answer's `only_if` looks back to earlier questions, every level promises every target, and `version` is the last of
`versions`. There are at most 1,000 combinations of answers, since all of them are listed on a page.

Passes:

    - {question: impact, at_least: serious, words: The impact is serious.}

Fails, as there is no such answer:

    - {question: impact, at_least: serius, words: The impact is serious.}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.catalog import Catalog
from ..problems.problem import Problem, Spot, Weight
from ..severity.proof import MOST, too_many
from ..severity.soundness import flaws


def _check(catalog: Catalog) -> Iterator[Problem]:
    file = f"{catalog.folder}/severity.yml"
    table = catalog.setting.decision_table
    for flaw in flaws(table.matrix):
        spot = Spot(file, flaw.path, "key" if flaw.on_key else "value")
        yield Problem(RULE.id, RULE.weight, spot, flaw.message, flaw.suggestion)
    if table.sound and too_many(table):
        message = f"the answers have more than {MOST} combinations; ask fewer questions, or offer fewer answers"
        yield Problem(RULE.id, RULE.weight, Spot(file, ("questions",), "key"), message)


RULE = Rule("matrix-sound", Weight.ERROR, whole=_check)
