"""What an author may write for an id: the id itself, or the name that readers see.

Whoever writes `product: Remote Control` knows what it is called, and its id is suggested.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model.not_known import NotKnownError
from ..model.site_data import SiteData
from ..problems.problem import Problem
from ..problems.suggest import nearest


def nearest_id(word: str, field: str, site_data: SiteData) -> str | None:
    """Return the id that a word looks most like, or whose name it looks most like; `field` is an error's."""
    names = _names(field, site_data)
    found = nearest(word, names)
    return None if found is None else names[found]


def with_known_ids(problems: Iterable[Problem], site_data: SiteData) -> tuple[Problem, ...]:
    """Replace suggestions for strings that cannot be ids by known ids that are like them, if there are any."""
    return tuple(_with_known_id(problem, site_data) for problem in problems)


def _with_known_id(problem: Problem, site_data: SiteData) -> Problem:
    if problem.rule != "bad-value" or problem.suggestion is None:
        return problem
    field = next((step for step in reversed(problem.location.path) if isinstance(step, str)), "")
    try:
        known = _names(field, site_data)
    except NotKnownError:
        return problem
    return replace(problem, suggestion=nearest_id(problem.suggestion, field, site_data)) if known else problem


def _names(field: str, site_data: SiteData) -> Mapping[str, str]:
    """Return the ids by what may be written for them."""
    things: Iterable[tuple[str, str]]
    match field:
        case "product":
            things = ((one.id, one.name) for one in site_data.products)
        case "status":
            things = ((one.id, one.name) for one in site_data.lifecycle.statuses)
        case "severity":
            things = ((one.id, one.name) for one in site_data.severity.levels)
        case "questions":
            things = ((one.id, one.question) for one in site_data.faq.questions)
        case _:
            things = ()
    known = tuple(things)
    # An id means itself, even if it is also another one's name.
    return {name: identity for identity, name in known} | {identity: identity for identity, _ in known}
