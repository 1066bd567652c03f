"""What a file with problems would say without them, so that the rules can check the rest of it in the same run.

A misspelled field is renamed to what it looks most like. Where a value is missing or cannot be read, the example that
documents its field is its placeholder. Nothing of this is ever published, and what a rule finds in such a value, or
concludes from it, is not reported (`lint/run.py`).
"""

import types
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..problems.problem import FieldPath
from ..problems.suggest import nearest
from .validation_errors import fields_at, split_field

Kind = TypeVar("Kind", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Recovered(Generic[Kind]):
    """The source with its problems fixed, and the paths to the fields that were renamed or have placeholders."""

    source: Kind
    renamed: tuple[FieldPath, ...] = ()
    unreadable: tuple[FieldPath, ...] = ()


def within(path: FieldPath, others: Iterable[FieldPath]) -> bool:
    """Return whether a path leads to one of some fields, or into one."""
    return any(path[: len(other)] == other for other in others)


def rename(values: Any, details: Iterable[ErrorDetails], kind: type[BaseModel]) -> tuple[FieldPath, ...]:
    """Rename unknown fields to what they look like, or leave them out; return the paths to the renamed ones.

    `details` are the validation errors of `values`, which are changed.
    """
    renamed = []
    for path in [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]:
        holder = _at(values, path[:-1])
        if isinstance(holder, dict) and path[-1] in holder:
            value = holder.pop(path[-1])
            fields = fields_at(kind, path[:-1])
            split = split_field(str(path[-1]), fields)
            hint, value = (split[0], split[1].strip("\"'")) if split else (nearest(str(path[-1]), fields), value)
            if hint is not None and hint not in holder:
                holder[hint] = value
                renamed.append((*path[:-1], hint))
    return tuple(renamed)


def recovered(
    values: Any,
    details: Iterable[ErrorDetails],
    kind: type[Kind],
    renamed: tuple[FieldPath, ...],
    unreadable: tuple[FieldPath, ...],
) -> Recovered[Kind] | None:
    """Return what `values` say with placeholders for what is invalid; None if that is not enough.

    `renamed` and `unreadable` are what was fixed in `values` before; they are changed.
    """
    wrong = tuple(detail["loc"] for detail in details if detail["type"] != "extra_forbidden")
    if not fill_placeholders(values, wrong, kind):
        return None
    try:
        return Recovered(kind.model_validate(values), renamed, (*unreadable, *wrong))
    except ValidationError:
        return None


def fill_placeholders(values: Any, paths: Iterable[FieldPath], kind: type[BaseModel]) -> bool:
    """Put the example of its field at each path, and return whether that was possible; `values` are changed."""
    for path in paths:
        holder, step = _at(values, path[:-1]), path[-1] if path else None
        if not (isinstance(holder, dict) or _in(holder, step)):
            return False
        holder[step] = _example(kind, path)
    return True


def _at(values: Any, path: FieldPath) -> Any:
    for step in path:
        if isinstance(values, dict):
            values = values.get(step)
        elif _in(values, step):
            values = values[step]
        else:
            return None
    return values


def _in(values: Any, step: int | str | None) -> bool:
    return isinstance(values, list) and isinstance(step, int) and step < len(values)


def _example(kind: Any, path: FieldPath) -> Any:
    """Return the example of the field that a path leads to; where there is none, something of its type."""
    example = None
    for step in path:
        outer, arguments = _plainly(kind)
        if isinstance(step, int):
            kind = arguments[0] if outer is list else str
            example = example[0] if isinstance(example, list) and example else None
        elif isinstance(outer, type) and issubclass(outer, BaseModel):
            if step not in outer.model_fields:
                return "…"
            field = outer.model_fields[step]
            kind, example = field.annotation, (field.examples or [None])[0]
        else:
            kind, example = arguments[-1] if outer is dict else str, None
    return _of_type(kind) if example is None else example


def _of_type(kind: Any) -> Any:
    outer, arguments = _plainly(kind)
    if isinstance(outer, type) and issubclass(outer, BaseModel):
        return {name: _example(outer, (name,)) for name, field in outer.model_fields.items() if field.is_required()}
    if outer is list:
        return [_of_type(arguments[0])]
    return {} if outer is dict else "…"


def _plainly(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without what Annotated and Optional add, with its arguments."""
    while get_origin(kind) in (Annotated, Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    return get_origin(kind) or kind, get_args(kind)
