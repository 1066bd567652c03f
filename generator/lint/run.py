"""Runs the rules: on each error where it is loaded, and on the whole catalogue."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from ..discovery import modules_in
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.not_known import NotKnownError
from ..model.site_data import SiteData
from ..problems.problem import AnyProblem, FieldPath, Problem
from .rule import Rule

Found = TypeVar("Found", Problem, AnyProblem)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is, in the order of their ids."""
    return tuple(sorted((module.RULE for module in modules_in("rules")), key=lambda rule: rule.id))


def optional_rules() -> list[str]:
    """Return the ids of the rules that can be suppressed, turned off, or given another severity."""
    return [rule.id for rule in all_rules() if not rule.essential]


def check_error(
    error: KnownError,
    private: PrivateRecord,
    site_data: SiteData,
    unreadable: Sequence[FieldPath] = (),
    renamed: Sequence[FieldPath] = (),
) -> Iterator[Problem]:
    """Yield what is wrong with one error by itself.

    `unreadable` are the paths of values that could not be read, `renamed` those of fields that are not in the file
    under that name; nothing is said about them.
    """
    fields = tuple([".".join(step for step in path if isinstance(step, str)) for path in unreadable])
    for check in _checks_without(fields):
        found = _as_far_as_known(site_data, check, error, private, site_data)
        yield from (
            (one for one in found if not one.is_within((*unreadable, *renamed))) if unreadable or renamed else found
        )


@lru_cache(maxsize=256)
def _checks_without(fields: tuple[str, ...]) -> list[Callable[..., Iterator[Problem]]]:
    """Return what the rules check of an error, but for those that need one of the fields."""
    rules = (rule for rule in all_rules() if not any(_meet(need, field) for need in rule.needs for field in fields))
    return [rule.each_error for rule in rules if rule.each_error is not None]


def _meet(one: str, other: str) -> bool:
    """Return whether one of two fields is the other, or is within it: `history` and `history.date`."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def check_catalog(catalog: Catalog) -> Iterator[AnyProblem]:
    """Yield what is wrong with the catalogue as a whole."""
    for rule in all_rules():
        if rule.whole is not None:
            yield from _as_far_as_known(catalog.site_data, rule.whole, catalog)


def _as_far_as_known(site_data: SiteData, check: Callable[..., Iterator[Found]], *about: object) -> Iterator[Found]:
    """Yield what a check finds until it asks for what cannot be read."""
    try:
        yield from check(*about)
    except NotKnownError:
        pass
    except TypeError:
        # Functions written in C, such as those of `re`, do not ask a value: they refuse its type.
        if not site_data.partly_known:
            raise
