"""What an author may write for an id: the id itself, or the name that readers see.

Whoever writes `product: Remote Control` knows what it is called, and is told its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model.not_known import NotKnownError
from ..model.site_data import Setting
from ..problems.problem import Problem, Spot
from ..problems.suggest import nearest


def nearest_id(word: str, field: str, setting: Setting) -> str | None:
    """Give the id that a word looks most like, or whose name it looks most like; `field` is an error's."""
    names = _names(field, setting)
    found = nearest(word, names)
    return None if found is None else names[found]


def with_known_ids(problems: Iterable[Problem], setting: Setting) -> tuple[Problem, ...]:
    """Let what was suggested for a text that can be no id be an id that is known, where there is one like it."""
    return tuple(_with_known_id(problem, setting) for problem in problems)


def _with_known_id(problem: Problem, setting: Setting) -> Problem:
    if problem.rule != "bad-value" or problem.suggestion is None or not isinstance(problem.spot, Spot):
        return problem
    field = next((step for step in reversed(problem.spot.path) if isinstance(step, str)), "")
    try:
        known = _names(field, setting)
    except NotKnownError:
        return problem
    return replace(problem, suggestion=nearest_id(problem.suggestion, field, setting)) if known else problem


def _names(field: str, setting: Setting) -> Mapping[str, str]:
    """Give the ids by what may be written for them."""
    things: Iterable[tuple[str, str]]
    match field:
        case "product":
            things = ((one.id, one.name) for one in setting.products)
        case "status":
            things = ((one.id, one.name) for one in setting.lifecycle.statuses)
        case "severity":
            things = ((one.id, one.name) for one in setting.severity.levels)
        case "questions":
            things = ((one.id, one.question) for one in setting.faq.questions)
        case _:
            things = ()
    known = tuple(things)
    # An id is what it says, also where it is another one's name.
    return {name: identity for identity, name in known} | {identity: identity for identity, _ in known}
