"""Problems as JSON, for programs; docs/reports.md describes the fields.

`summary` counts all problems, also those that are left out of `problems` because there are too many.
"""

import json
from collections.abc import Mapping, Sequence

from .counts import count
from .lines import shortened_line
from .problem import LocatedProblem


def render_json(problems: Sequence[LocatedProblem], texts: Mapping[str, str], most: int | None = None) -> str:
    """Return an object with `summary` and the list `problems`, in the order of their positions; `most` limits the list.

    `texts` are the files' texts by name.
    """
    report = {"summary": count(problems, most), "problems": [_entry(problem, texts) for problem in problems[:most]]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _entry(problem: LocatedProblem, texts: Mapping[str, str]) -> dict[str, object]:
    position = problem.position
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "source": shortened_line(position, texts),
        "message": problem.message,
        "suggestion": problem.suggestion,
    }
