"""Problems as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.problem import Place, Problem


def render_json(problems: Sequence[Problem]) -> str:
    """Give an object with the list `problems`, in the order of their places."""
    return json.dumps({"problems": [_entry(problem) for problem in problems]}, ensure_ascii=False, indent=2) + "\n"


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
