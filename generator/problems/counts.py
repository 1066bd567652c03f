"""How many problems there are, for the reports that programs read and for the line that ends those for people."""

from collections.abc import Sequence

from .problem import LocatedProblem, ProblemSeverity


def count(problems: Sequence[LocatedProblem], most: int | None = None) -> dict[str, int]:
    """Return the numbers of errors, warnings and files with any, and how many are shown if `most` are."""
    errors = sum(problem.severity is ProblemSeverity.ERROR for problem in problems)
    shown = len(problems) if most is None else min(most, len(problems))
    files = len({problem.file for problem in problems})
    return {"errors": errors, "warnings": len(problems) - errors, "files": files, "shown": shown}
