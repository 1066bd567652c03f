"""Gives problems their places: reads the few files that have any once more, and applies weights and excuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...lint.run import all_rules
from ...lint.suppressions import apply_excuses, find_excuses
from ...problems.problem import Place, Problem, Spot, Weight
from ...yaml_text.locate import locate
from ...yaml_text.nodes import Node
from ...yaml_text.reader import read_text
from ...yaml_text.text import MAX_BYTES, lenient_text, shown, without_traps

_OFF = "off"


@dataclass(frozen=True, slots=True)
class Placed:
    """Problems at their places, in order, and the texts of the files they are in."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """Give how many of them stop the publication."""
        return sum(problem.weight is Weight.ERROR for problem in self.problems)


def place_problems(
    problems: Iterable[Problem],
    content: Path,
    weights: Mapping[str, str],
    excused: Iterable[str] = (),
    unsaved: Mapping[str, str] | None = None,
) -> Placed:
    """Resolve spots to places, drop what is excused or off, and put all in the order of their places.

    `weights` is the publisher's choice by rule (`error`, `warning`, `off`); `excused` names files that hold excuses.
    `unsaved` are texts, by the names of their files, that stand for what is on disk.
    """
    # What the reader refuses has no weight to choose: a file that cannot be read would go missing without a word.
    weights = {rule.id: weights[rule.id] for rule in all_rules() if rule.id in weights}
    by_file: dict[str, list[Problem]] = {file: [] for file in excused}
    for problem in problems:
        if weights.get(problem.rule) != _OFF:
            by_file.setdefault(problem.spot.file, []).append(_weighed(problem, weights))
    excusable = [rule.id for rule in all_rules()]
    off = [rule for rule, weight in weights.items() if weight == _OFF]
    texts: dict[str, str] = {}
    placed: list[Problem] = []
    for file, found in by_file.items():
        text = unsaved[file] if unsaved and file in unsaved else _text(content, file)
        texts[file] = text
        reading = read_text(without_traps(text), file) if any(isinstance(p.spot, Spot) for p in found) else None
        root, text = (reading.root, reading.readable) if reading else (None, text)
        at_place = [_at_place(_seen(problem), root, text) for problem in found]
        placed.extend(apply_excuses(at_place, find_excuses(text, file), excusable, off))
    unique = dict.fromkeys(placed)
    return Placed(tuple(sorted(unique, key=_order)), texts)


def _weighed(problem: Problem, weights: Mapping[str, str]) -> Problem:
    weight = weights.get(problem.rule)
    return replace(problem, weight=Weight(weight)) if weight in ("error", "warning") else problem


def _seen(problem: Problem) -> Problem:
    """Show as codes what cannot be seen in a message: a word that looks right would puzzle its author."""
    return problem if problem.message.isprintable() else replace(problem, message=shown(problem.message))


def _at_place(problem: Problem, root: Node | None, text: str) -> Problem:
    if isinstance(problem.spot, Place):
        return problem
    place = Place(problem.spot.file, 1, 1) if root is None else locate(root, problem.spot, text)
    return replace(problem, spot=place)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.spot
    line, column = (place.line, place.column) if isinstance(place, Place) else (0, 0)
    return place.file, line, column, problem.rule, problem.message


def _text(content: Path, file: str) -> str:
    path = content.parent / file
    try:
        # A pipe would be waited for; a link that leaves the content folder is nobody's business to print.
        if not path.is_file() or not path.resolve().is_relative_to(content.resolve()):
            return ""
        with path.open("rb") as stream:
            return lenient_text(stream.read(MAX_BYTES))
    except OSError:
        return ""
