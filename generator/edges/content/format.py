"""Plans the formatting of all files before any is written, so that a problem in one leaves all of them unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from ...problems.problem import LocatedProblem
from ...problems.report import Report
from ...schema.json_schema import KINDS
from ...schema.validation_errors import fields_at
from ...yaml_text.formatter.formatter import lay_out
from ...yaml_text.reader import read_text
from ...yaml_text.text import decode, lenient_text
from .files import FoundFile, find_content, read_file


@dataclass(frozen=True, slots=True)
class PlannedLayout:
    """The result of formatting: the new bytes of the files that change, or the problems that prevent it."""

    total: int
    changed: Mapping[Path, bytes]
    report: Report


def plan_layout(content: Path, files: Sequence[Path]) -> PlannedLayout:
    """Plan the formatting of some files below a content folder, or of all its sources if none is named."""
    found = find_content(content)
    sources = [(KINDS[kind], one) for kind, one in found.settings.items()]
    sources += [(KINDS["error"], one) for one in found.errors]
    chosen = [(kind, one) for kind, one in sources if not files or Path(one.path) in files]
    named = {one.name for _, one in chosen}
    problems = [problem for problem in found.problems if problem.file in named] if files else list(found.problems)
    changed: dict[Path, bytes] = {}
    texts: dict[str, str] = {}
    for kind, one in chosen:
        data, syntax_errors = _laid_out(one, kind)
        if syntax_errors:
            problems.extend(syntax_errors)
            original = read_file(one)
            texts[one.name] = lenient_text(original) if isinstance(original, bytes) else ""
        elif data is not None:
            changed[Path(one.path)] = data
    return PlannedLayout(len(chosen), changed, Report(tuple(problems), texts))


def _laid_out(found: FoundFile, kind: type[BaseModel]) -> tuple[bytes | None, tuple[LocatedProblem, ...]]:
    """Return a file's new bytes, or None if it is already formatted; and the problems of reading it."""
    data = read_file(found)
    if isinstance(data, LocatedProblem):
        return None, (data,)
    decoded = decode(data, found.name)
    if decoded.text is None or decoded.problems:
        return None, decoded.problems
    syntax_errors = read_text(decoded.text, found.name).problems
    if syntax_errors:
        return None, syntax_errors
    fresh = lay_out(decoded.text, partial(fields_at, kind)).encode()
    if b"\r\n" in data:
        # As git checks files out on Windows: else every file would be reported there.
        fresh = fresh.replace(b"\n", b"\r\n")
    return (fresh if fresh != data else None), ()
