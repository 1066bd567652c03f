"""Gives problems their places: reads the few files that have any once more, and applies weights and excuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...lint.run import optional_rules
from ...lint.suppressions import apply_suppressions, find_suppressions
from ...problems.problem import FieldLocation, Position, Problem, ProblemSeverity
from ...yaml_text.locate import locate
from ...yaml_text.nodes import Node
from ...yaml_text.reader import read_text
from ...yaml_text.text import MAX_BYTES, lenient_text, shown, without_traps

_OFF = "off"


@dataclass(frozen=True, slots=True)
class Report:
    """Problems at their places, in order, and the texts of the files they are in."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """Return how many of them stop the publication."""
        return sum(problem.severity is ProblemSeverity.ERROR for problem in self.problems)


def locate_problems(
    problems: Iterable[Problem],
    content: Path,
    severities: Mapping[str, str],
    suppressed: Iterable[str] = (),
    unsaved: Mapping[str, str] | None = None,
) -> Report:
    """Resolve spots to places, drop what is excused or off, and put all in the order of their places.

    `weights` is the publisher's choice by rule (`error`, `warning`, `off`); `excused` names files that hold excuses.
    `unsaved` are texts, by the names of their files, that stand for what is on disk.
    """
    # What the reader refuses has no weight to choose: a file that cannot be read would go missing without a word.
    severities = {rule: severities[rule] for rule in optional_rules() if rule in severities}
    by_file: dict[str, list[Problem]] = {file: [] for file in suppressed}
    for problem in problems:
        if severities.get(problem.rule) != _OFF:
            by_file.setdefault(problem.location.file, []).append(_with_severity(problem, severities))
    off = [rule for rule, severity in severities.items() if severity == _OFF]
    texts: dict[str, str] = {}
    located: list[Problem] = []
    for file, found in by_file.items():
        text = unsaved[file] if unsaved and file in unsaved else _text(content, file)
        texts[file] = text
        parsed = (
            read_text(without_traps(text), file) if any(isinstance(p.location, FieldLocation) for p in found) else None
        )
        root, text = (parsed.root, parsed.readable) if parsed else (None, text)
        at_place = [_at_place(_seen(problem), root, text) for problem in found]
        located.extend(apply_suppressions(at_place, find_suppressions(text, file), off))
    unique = dict.fromkeys(located)
    return Report(tuple(sorted(unique, key=_order)), texts)


def _with_severity(problem: Problem, severities: Mapping[str, str]) -> Problem:
    severity = severities.get(problem.rule)
    return replace(problem, severity=ProblemSeverity(severity)) if severity in ("error", "warning") else problem


def _seen(problem: Problem) -> Problem:
    """Show as codes what cannot be seen in a message: a word that looks right would puzzle its author."""
    return problem if problem.message.isprintable() else replace(problem, message=shown(problem.message))


def _at_place(problem: Problem, root: Node | None, text: str) -> Problem:
    if isinstance(problem.location, Position):
        return problem
    place = Position(problem.location.file, 1, 1) if root is None else locate(root, problem.location, text)
    return replace(problem, location=place)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.location
    line, column = (place.line, place.column) if isinstance(place, Position) else (0, 0)
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
