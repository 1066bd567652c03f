"""Excuses: `# allow: rule-id because …` on a line, or alone on the line above, lets a problem of that line pass.

An excuse without a reason is no excuse, and one that excuses nothing is itself reported, so that none outlives its
cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.problem import Place, Problem, Weight

_EXCUSE = re.compile(r"(?:^|(?<=\s))#\s*allow:\s*(?P<rule>[a-z0-9-]+)(?P<because>\s+because\s+\S.*)?")
_NEVER = ("yaml-syntax", "unused-excuse")


@dataclass(frozen=True, slots=True)
class Excuse:
    """An excuse as written: the rule, whether it gives a reason, its place, and the line it speaks for."""

    rule: str
    reasoned: bool
    place: Place
    line: int


def find_excuses(text: str, file: str) -> list[Excuse]:
    """Give the excuses in a text."""
    found = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        match = _EXCUSE.search(line) if "allow:" in line else None
        if match is None:
            continue
        alone = not line[: match.start()].strip()
        place = Place(file, number, match.start() + 1)
        found.append(Excuse(match["rule"], match["because"] is not None, place, number + 1 if alone else number))
    return found


def apply_excuses(problems: Iterable[Problem], excuses: Iterable[Excuse]) -> list[Problem]:
    """Drop the problems of a file that an excuse covers, and report excuses that have no reason or cover nothing."""
    remaining = list(problems)
    for excuse in excuses:
        covered = [problem for problem in remaining if _covers(excuse, problem)]
        if not excuse.reasoned:
            reason = f"this excuse gives no reason; write '# allow: {excuse.rule} because …'"
            remaining.append(Problem("unused-excuse", Weight.WARNING, excuse.place, reason))
        elif covered:
            remaining = [problem for problem in remaining if problem not in covered]
        else:
            reason = f"there is no '{excuse.rule}' on this line any more; delete the excuse"
            remaining.append(Problem("unused-excuse", Weight.WARNING, excuse.place, reason))
    return remaining


def _covers(excuse: Excuse, problem: Problem) -> bool:
    place = problem.spot
    return (
        problem.rule == excuse.rule
        and problem.rule not in _NEVER
        and isinstance(place, Place)
        and place.line == excuse.line
    )
