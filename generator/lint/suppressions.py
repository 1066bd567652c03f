"""Suppressions: `# allow: rule-id because …` on a line, or alone on the line above, suppresses a problem of that line.

Two on a line follow one another, each with its reason: `# allow: one because … # allow: other because …`. If a text of
several lines begins on that line, the suppression covers the whole text. In a page of Markdown it is an HTML comment,
`<!-- allow: rule-id because … -->`, which is not published.

A suppression without a reason is not accepted, and one that suppresses nothing is itself reported, so that none
outlives its cause. What the reader refuses cannot be suppressed: such a file has no meaning that could be published.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..problems.problem import LocatedProblem, Position, ProblemSeverity
from ..problems.suggest import nearest
from ..yaml_text.comments import find_comments, last_lines
from ..yaml_text.text import position as position_in
from .run import all_rules, optional_rules

_SUPPRESSION = re.compile(r"#\s*allow:\s*(?P<rule>[a-z0-9-]+)(?P<because>\s+because\s+(?!#)\S.*?(?=\s*#\s*allow:|$))?")
_IN_PAGE = re.compile(r" *<!-- *allow: *(?P<rule>[a-z0-9-]+)(?P<because> +because +(?!-->)\S.*?)? *-->")


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
        return [_in_page(match, text, file) for match in _IN_PAGE.finditer(text)]
    found: list[Suppression] = []
    comments = find_comments(text) if may_suppress(text) else []
    lasts = last_lines(text) if comments else {}
    for comment in comments:
        # A comment that only mentions suppressions begins differently.
        for match in _SUPPRESSION.finditer(comment.text) if _SUPPRESSION.match(comment.text) else ():
            position = Position(file, comment.line, comment.column + match.start())
            line = comment.line + 1 if comment.alone else comment.line
            found.append(
                Suppression(match["rule"], match["because"] is not None, position, line, lasts.get(line, line))
            )
    return found


def _in_page(match: re.Match[str], text: str, file: str) -> Suppression:
    at = match.start() + match[0].index("<")
    position = Position(file, *position_in(text, at))
    alone = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip() == match[0].strip()
    line = position.line + 1 if alone else position.line
    return Suppression(match["rule"], match["because"] is not None, position, line, line)


def without_suppressions(text: str) -> str:
    """Return a page of Markdown without its suppressions, which are for its authors only."""
    lines = ((line, _IN_PAGE.sub("", line)) for line in text.split("\n"))
    return "\n".join(left for line, left in lines if left.strip() or not line.strip())


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
