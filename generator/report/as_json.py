"""Problems as JSON, for programs; docs/reports.md describes the fields.

`summary` counts all problems, also those that are left out of `problems` because there are too many.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.problem import Place, Problem
from generator.report.counts import count


def render_json(problems: Sequence[Problem], most: int | None = None) -> str:
    """Give an object with `summary` and the list `problems`, in the order of their places; `most` limits the list."""
    report = {"summary": count(problems, most), "problems": [_entry(problem) for problem in problems[:most]]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Problem) -> dict[str, object]:
    place = problem.spot if isinstance(problem.spot, Place) else Place(problem.spot.file, 1, 1)
    return {
        "rule": problem.rule,
        "severity": problem.weight.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }
