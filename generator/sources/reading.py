"""From the bytes of a file to its typed source, or to every problem in it at its place.

The strict reader gives a tree of text, pydantic types it, and what pydantic objects to becomes problems in the
author's words. One function for all kinds of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problem import Problem, Spot, Weight
from generator.source.nodes import plain
from generator.source.reader import read_text
from generator.source.suggest import nearest
from generator.source.text import decode
from generator.source.values import read_values
from generator.sources.fields import EXPECTED

Kind = TypeVar("Kind", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[Kind]):
    """What a file turned out to be: its source if it is sound, and its problems."""

    source: Kind | None
    problems: tuple[Problem, ...]


def read_source(data: bytes, file: str, kind: type[Kind]) -> SourceFile[Kind]:
    """Read a file's bytes as a kind of source; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None:
        return SourceFile(None, decoded.problems)
    values = read_values(decoded.text)
    if values is None:
        reading = read_text(decoded.text, file)
        if reading.root is None:
            return SourceFile(None, reading.problems)
        values = plain(reading.root)
    try:
        return SourceFile(kind.model_validate(values), ())
    except ValidationError as error:
        return SourceFile(None, tuple(_problem(detail, file, kind) for detail in error.errors(include_url=False)))


def _problem(detail: ErrorDetails, file: str, kind: type[BaseModel]) -> Problem:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    name = str(path[-1]) if path else "the file"
    spot = Spot(file, path)
    match detail["type"]:
        case "extra_forbidden":
            hint = nearest(name, _fields_at(kind, path[:-1]))
            return Problem("unknown-field", Weight.ERROR, Spot(file, path, "key"), f"unknown field '{name}'", hint)
        case "missing":
            where = Spot(file, path[:-1])
            return Problem("missing-field", Weight.ERROR, where, f"the field '{name}' is missing; add it")
        case "enum":
            words = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            text = str(detail["input"])
            message = f"'{text}' is not one of {', '.join(words)}"
            return Problem("bad-value", Weight.ERROR, spot, message, nearest(text, words))
        case "too_short":
            return Problem("bad-value", Weight.ERROR, spot, f"'{name}' has no entry; add at least one")
        case "string_pattern_mismatch":
            expected = EXPECTED.get(detail["ctx"]["pattern"], "something else")
            message = f"'{str(detail['input'])[:80]}' is not what '{name}' takes: {expected}"
            return Problem("bad-value", Weight.ERROR, spot, message)
        case "string_too_short":
            message = f"'{name}' is empty; write something, or leave the field out if it is optional"
            return Problem("bad-value", Weight.ERROR, spot, message)
        case "string_type":
            message = f"'{name}' is a text; write it on one line, not as a list or with fields of its own"
            return Problem("bad-type", Weight.ERROR, spot, message)
        case "value_error":
            reason = str(detail["ctx"]["error"])
            message = reason if reason.startswith("'") else f"'{name}' {reason}" if reason[:3] == "is " else reason
            return Problem("bad-value", Weight.ERROR, spot, message)
        case "list_type":
            return Problem("bad-type", Weight.ERROR, spot, f"'{name}' is a list; write its entries with '- '")
        case "dict_type" | "model_type" | "model_attributes_type":
            return Problem(
                "bad-type", Weight.ERROR, spot, f"'{name}' has fields of its own; write them as 'field: value'"
            )
        case _:
            return Problem("bad-value", Weight.ERROR, spot, f"'{name}': {detail['msg']}")


def _fields_at(kind: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Give the names of the fields that a place in the file can have."""
    current: Any = kind
    for step in path:
        if isinstance(step, int):
            continue
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        model = next(_models_in(fields[step].annotation), None) if step in fields else None
        if model is None:
            return []
        current = model
    return [info.alias or name for name, info in current.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
