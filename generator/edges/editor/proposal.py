"""What a form would change: new texts of files, what they are checked to be, and their lines beside the old ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any

from ...model.catalog import Catalog
from ...problems.problem import FieldLocation, FieldPath, LocatedProblem
from ...problems.report import Report
from ...yaml_text.locate import locate
from ...yaml_text.nodes import plain
from ...yaml_text.reader import read_text
from ...yaml_text.text import without_traps
from ..content.rewrite import Edit
from ..content.write_files import write_files

_CONTEXT = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files to create and to change, by their names in problems; `catalog` is the content as it would be then.

    `address` is that of the page on which the change shows.
    """

    catalog: Catalog
    report: Report
    address: str
    edits: Mapping[str, Edit] = field(default_factory=dict)
    created: Mapping[str, str] = field(default_factory=dict)

    @property
    def before(self) -> str:
        """Return a digest of the files as they are."""
        return _digest([(name, edit.before) for name, edit in sorted(self.edits.items())])

    @property
    def after(self) -> str:
        """Return a digest of the files as they would be."""
        texts = {**self.created, **{name: edit.text for name, edit in self.edits.items()}}
        return _digest([(name, text.encode()) for name, text in sorted(texts.items())])

    @property
    def changes(self) -> bool:
        """Return whether anything would be different."""
        return bool(self.created) or any(edit.before != edit.text.encode() for edit in self.edits.values())

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of a unified diff with their kinds: `file`, `at`, `old`, `new` or `same`."""
        pairs = {name: ("", text) for name, text in self.created.items()}
        pairs |= {name: (edit.before.decode("utf-8"), edit.text) for name, edit in self.edits.items()}
        for name, (old, new) in pairs.items():
            diff = unified_diff(old.splitlines(), new.splitlines(), n=_CONTEXT, lineterm="")
            yield "file", name
            for at, line in enumerate(diff):
                if at > 1:
                    yield _KINDS[line[0]], line

    def write(self, content: Path) -> None:
        """Write all files or none, below a folder with content; EditError if that fails."""
        write_files(
            {content.parent / name: text for name, text in self.created.items()},
            {content.parent / name: edit for name, edit in self.edits.items()},
            like=content / "site.yml",
        )


_KINDS = {"@": "at", "-": "old", "+": "new", " ": "same"}


def beside(report: Report, paths: Mapping[FieldPath, str]) -> dict[str, list[LocatedProblem]]:
    """Return problems by the field of a form that they are about: the last one that begins before their position.

    `paths` are those of the form's fields in the file. A problem that is before all of them is below the empty name.
    """
    found: dict[str, list[LocatedProblem]] = {}
    starts: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for problem in report.problems:
        file = problem.position.file
        if file not in starts:
            root = read_text(without_traps(report.texts[file]), file).root if file in report.texts else None
            values = None if root is None else plain(root)
            there = [(path, name) for path, name in paths.items() if _is_in(values, path)]
            places = [(locate(root, _key(file, path)), name) for path, name in there if root is not None]
            starts[file] = sorted(((place.line, place.column), name) for place, name in places)
        at = (problem.position.line, problem.position.column)
        name = next((name for start, name in reversed(starts[file]) if start <= at), "")
        found.setdefault(name, []).append(problem)
    return found


def _is_in(values: Any, path: FieldPath) -> bool:
    for step in path:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _key(file: str, path: FieldPath) -> FieldLocation:
    return FieldLocation(file, path, "key")


def _digest(parts: list[tuple[str, bytes]]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
