"""Problems as people read them on a terminal: position, severity, message, the line with a caret, and a suggestion."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from .counts import count
from .lines import line_of
from .problem import LocatedProblem, Position, ProblemSeverity
from .suggest import did_you_mean

_COLOURS = {ProblemSeverity.ERROR: "\x1b[1;31m", ProblemSeverity.WARNING: "\x1b[1;33m"}
_BOLD, _FAINT, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDTH = 160
_NUMBER = re.compile(r"\d+")
_NUMBERS = 10
"""The most rows that are named where many have the same problem."""


def render_text(
    problems: Sequence[LocatedProblem], texts: Mapping[str, str], *, colour: bool = False, most: int | None = None
) -> str:
    """Return the report; `texts` are the files' texts by name, `most` is how many problems to show."""
    shown = problems if most is None else problems[:most]
    blocks = [_block(problem, texts, colour) for problem in shown]
    return "".join(f"{block}\n" for block in [*blocks, summary(problems, len(shown))])


def render_rows(
    problems: Sequence[LocatedProblem],
    texts: Mapping[str, str],
    *,
    colour: bool = False,
    alike: int = 3,
    most: int = 100,
) -> str:
    """Return the report about a table, in which one cause may give each of thousands of rows the same problem.

    Of those with the same message but for numbers, such as those of issues and days, `alike` are shown, and the numbers
    of the other rows; and `most` in all.
    """
    groups: dict[tuple[str, str, str], list[LocatedProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.file, problem.rule, _NUMBER.sub("0", problem.message)), []).append(problem)
    folded = {id(group[alike - 1]): group[alike:] for group in groups.values() if len(group) > alike}
    first = [problem for group in groups.values() for problem in group[:alike]]
    shown = sorted(first, key=lambda problem: problem.position)[:most]
    blocks = []
    for problem in shown:
        blocks.append(_block(problem, texts, colour))
        if more := folded.get(id(problem)):
            rows = ", ".join(str(one.position.line) for one in more[:_NUMBERS])
            blocks.append(
                f"   and {len(more)} more {'row' if len(more) == 1 else 'rows'}: {rows}{', …' * (len(more) > _NUMBERS)}"
            )
    numbers = summary(problems, len(problems))
    left = f" ({len(first) - len(shown)} not shown)" if len(first) > len(shown) else ""
    return "".join(f"{block}\n" for block in [*blocks, f"{numbers}{left}"])


def summary(problems: Sequence[LocatedProblem], shown: int) -> str:
    """Return the line that counts: `2 errors, 1 warning in 3 files`."""
    if not problems:
        return "No problems."
    numbers = count(problems)
    counts = [_count(numbers["errors"], "error"), _count(numbers["warnings"], "warning")]
    files = _count(numbers["files"], "file")
    hidden = (
        f" ({len(problems) - shown} not shown; see corrigenda check --max-problems)" if shown < len(problems) else ""
    )
    return f"{', '.join(part for part in counts if part[0] != '0')} in {files}{hidden}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _block(problem: LocatedProblem, texts: Mapping[str, str], colour: bool) -> str:
    position = problem.position
    where = f"{position.file}:{position.line}:{position.column}:"
    kind = f"{problem.severity.value}:"
    if colour:
        where, kind = f"{_BOLD}{where}{_RESET}", f"{_COLOURS[problem.severity]}{kind}{_RESET}"
    lines = [f"{where} {kind} {problem.message} ({problem.rule})"]
    lines += _excerpt(position, line_of(position, texts), colour)
    if problem.suggestion:
        lines.append(did_you_mean(problem.suggestion, "   {}"))
    return "\n".join(lines)


def _excerpt(position: Position, row: str, colour: bool) -> list[str]:
    if not row.strip():
        return []
    start = max(0, position.column - 1 - _WIDTH // 2) if len(row) > _WIDTH else 0
    part = "".join(character if character.isprintable() else " " for character in row[start : start + _WIDTH])
    before = part[: position.column - 1 - start]
    gutter = f"{position.line:>5} | "
    caret = " " * (len(gutter) + _columns(before)) + "^"
    if colour:
        gutter, caret = f"{_FAINT}{gutter}{_RESET}", f"{_BOLD}{caret}{_RESET}"
    return [gutter + part, caret]


def _columns(text: str) -> int:
    """Return how many columns a string takes on a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
