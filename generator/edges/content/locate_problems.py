"""Locates problems: rereads the few files that have any, and applies severities and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ...lint.run import optional_rules
from ...lint.suppressions import apply_suppressions, find_suppressions
from ...problems.lines import without_private_values
from ...problems.problem import AnyProblem, FieldLocation, LocatedProblem, Position, ProblemSeverity
from ...problems.report import Report
from ...yaml_text.locate import locate
from ...yaml_text.reader import ParsedText, read_text
from ...yaml_text.text import MAX_BYTES, TRAPS, as_written, lenient_text, shown, without_traps

_OFF = "off"


def locate_problems(
    problems: Iterable[AnyProblem],
    content: Path,
    severities: Mapping[str, str],
    suppressed: Iterable[str] = (),
    unsaved: Mapping[str, str] | None = None,
) -> Report:
    """Resolve fields to positions, drop what is suppressed or off, and sort by position.

    `severities` is the publisher's choice by rule (`error`, `warning`, `off`); `suppressed` names files that may hold
    suppressions. `unsaved` are texts, by file name, that replace what is on disk.
    """
    # The severity of what the reader refuses cannot be chosen: an unreadable file would go missing without a report.
    severities = {rule: severities[rule] for rule in optional_rules() if rule in severities}
    by_file: dict[str, list[AnyProblem]] = {file: [] for file in suppressed}
    for problem in problems:
        if severities.get(problem.rule) != _OFF:
            by_file.setdefault(problem.file, []).append(problem)
    off = [rule for rule, severity in severities.items() if severity == _OFF]
    texts: dict[str, str] = {}
    located: list[LocatedProblem] = []
    for file, found in by_file.items():
        texts[file] = unsaved[file] if unsaved and file in unsaved else _text(content, file)
        source = _Source(file, texts[file])
        positioned = [
            without_private_values(_seen(_with_severity(source.written(problem), severities)), texts[file])
            for problem in found
        ]
        located.extend(apply_suppressions(positioned, find_suppressions(source.readable, file), off))
    unique = dict.fromkeys(located)
    return Report(tuple(sorted(unique, key=lambda one: (one.position, one.rule, one.message))), texts)


class _Source:
    """A source's text, which is parsed only when a field is looked up in it."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text

    @cached_property
    def _parsed(self) -> ParsedText:
        return read_text(without_traps(self._text), self._file)

    @property
    def readable(self) -> str:
        return self._parsed.readable if "_parsed" in self.__dict__ else self._text

    def written(self, problem: AnyProblem) -> LocatedProblem:
        """Return a problem at its position in the file, where tabs may indent lines."""
        located = problem.located(self.locate)
        if "\t" not in self._text or located.rule in TRAPS:
            return located
        position, lines = located.position, self._text.split("\n")
        # A problem at the end may be on the line after the last one.
        line = lines[position.line - 1] if position.line <= len(lines) else ""
        return replace(located, position=replace(position, column=as_written(line, position.column)))

    def locate(self, location: FieldLocation) -> Position:
        """Return the position of a field; the beginning of the file if it cannot be parsed."""
        root = self._parsed.root
        return Position(self._file) if root is None else locate(root, location, self._parsed.readable)


def _with_severity(problem: LocatedProblem, severities: Mapping[str, str]) -> LocatedProblem:
    severity = severities.get(problem.rule)
    return replace(problem, severity=ProblemSeverity(severity)) if severity in ("error", "warning") else problem


def _seen(problem: LocatedProblem) -> LocatedProblem:
    """Show a message's invisible characters as codes: a word that looks right would puzzle its author."""
    return problem if problem.message.isprintable() else replace(problem, message=shown(problem.message))


def _text(content: Path, file: str) -> str:
    path = content.parent / file
    try:
        # Reading a pipe would block; what a link out of the content folder points to must not be printed.
        if not path.is_file() or not path.resolve().is_relative_to(content.resolve()):
            return ""
        with path.open("rb") as stream:
            return lenient_text(stream.read(MAX_BYTES))
    except OSError:
        return ""
