"""Suppressions: `# allow: rule-id because …` on a line, or alone on the line above, suppresses a problem of that line.

Two on a line follow one another, each with its reason: `# allow: one because … # allow: other because …`. If a text of
several lines begins on that line, the suppression covers the whole text. In a page of Markdown it is an HTML comment,
`<!-- allow: rule-id because … -->`, which is not published.

A suppression without a reason is not accepted, and one that suppresses nothing is itself reported, so that none
outlives its cause. What the reader refuses cannot be suppressed: such a file has no meaning that could be published.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from ..problems.suggest import nearest
from ..yaml_text.comments import find_comments, last_lines
from .run import all_rules, optional_rules

# No pattern here is followed by one that may take the same characters, or a long line would keep the check busy.
_SUPPRESSION = re.compile(r"#\s*allow:\s*(?P<rule>[a-z0-9-]+)")
_BECAUSE = re.compile(r"\s+because\s+(?!#)\S")
_IN_PAGE = re.compile(r"allow: *(?P<rule>[a-z0-9-]+)")


def may_suppress(text: str) -> bool:
    """Return whether a file may hold suppressions; it holds none where this is False."""
    return "allow:" in text


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression as written: the rule, whether it gives a reason, its position, and the lines it covers."""

    rule: str
    reasoned: bool
    position: Position
    first: int
    last: int


def find_suppressions(text: str, file: str) -> list[Suppression]:
    """Return the suppressions in the comments of Markdown or YAML; none if it cannot be read as that."""
    if file.endswith(".md"):
        return list(_in_page(text, file))
    found: list[Suppression] = []
    comments = find_comments(text) if may_suppress(text) else []
    lasts = last_lines(text) if comments else {}
    for comment in comments:
        # A comment that only mentions suppressions begins otherwise.
        matches = list(_SUPPRESSION.finditer(comment.text)) if _SUPPRESSION.match(comment.text) else []
        for match in matches:
            reasoned = _BECAUSE.match(comment.text, match.end()) is not None
            position = Position(file, comment.line, comment.column + match.start())
            line = comment.line + 1 if comment.alone else comment.line
            found.append(Suppression(match["rule"], reasoned, position, line, lasts.get(line, line)))
    return found


def _in_line(line: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield where each suppression in a line of a page begins and ends, its rule, and whether it has a reason."""
    start = end = 0
    while (end := line.find("-->", end)) >= 0:
        begin = line.rfind("<!--", start, end)
        end += len("-->")
        written = line[begin + len("<!--") : end - len("-->")].strip(" ") if begin >= start else ""
        start = end
        if (match := _IN_PAGE.match(written)) is not None:
            reasoned = _BECAUSE.match(written, match.end()) is not None
            if reasoned or match.end() == len(written):
                yield begin, end, match["rule"], reasoned


def _in_page(text: str, file: str) -> Iterator[Suppression]:
    for number, line in enumerate(text.split("\n"), start=1):
        for begin, end, rule, reasoned in _in_line(line) if may_suppress(line) else ():
            alone = not line[:begin].strip() and not line[end:].strip()
            covered = number + 1 if alone else number
            yield Suppression(rule, reasoned, Position(file, number, begin + 1), covered, covered)


def without_suppressions(text: str) -> str:
    """Return a page of Markdown without its suppressions, which are for its authors only."""
    kept: list[str] = []
    for line in text.split("\n"):
        left, done = "", 0
        for begin, end, _, _ in _in_line(line):
            left, done = left + line[done:begin].rstrip(" "), end
        left += line[done:]
        if left.strip() or not line.strip():
            kept.append(left)
    return "\n".join(kept)


def apply_suppressions(
    problems: Iterable[LocatedProblem],
    suppressions: Iterable[Suppression],
    off: Collection[str] = (),
) -> list[LocatedProblem]:
    """Drop the problems of a file that a suppression covers; report suppressions without a reason or a problem.

    The rules in `off` report nothing, so their suppressions may stay.
    """
    known, suppressible = [rule.id for rule in all_rules()], optional_rules()
    remaining = dict.fromkeys(problems)
    by_line: dict[tuple[str, int], list[LocatedProblem]] = {}
    for problem in remaining:
        by_line.setdefault((problem.rule, problem.position.line), []).append(problem)
    # If parts of the file cannot be read, a suppression may be needed for what they say.
    unsure = any(problem.rule not in known for problem in remaining)
    reported = []
    for suppression in suppressions:
        lines = range(suppression.first, suppression.last + 1)
        covered = [one for line in lines for one in by_line.get((suppression.rule, line), ()) if one in remaining]
        hint = None
        if suppression.rule in known and suppression.rule not in suppressible:
            reason = f"'{suppression.rule}' cannot be suppressed, as no site can be built without it"
            reason += "; delete the suppression"
        elif suppression.rule not in suppressible:
            reason = f"there is no rule '{suppression.rule}' to suppress; delete the suppression, or fix the name"
            hint = nearest(suppression.rule, suppressible)
        elif not suppression.reasoned:
            written = f"allow: {suppression.rule} because …"
            written = f"<!-- {written} -->" if suppression.position.file.endswith(".md") else f"# {written}"
            reason = f"this suppression gives no reason; write '{written}'"
        elif covered:
            for problem in covered:
                del remaining[problem]
            continue
        elif suppression.rule in off or unsure:
            continue
        else:
            reason = f"there is no '{suppression.rule}' on this line any more; delete the suppression"
        reported.append(
            LocatedProblem("unused-suppression", ProblemSeverity.WARNING, suppression.position, reason, hint)
        )
    return [*remaining, *reported]
