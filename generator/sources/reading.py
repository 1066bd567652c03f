"""From the bytes of a file to its typed source, or to every problem in it at its place.

The strict reader gives a tree of text, pydantic types it, and what pydantic objects to becomes problems in the
author's words. One function for all kinds of files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problem import Problem
from generator.source.nodes import plain
from generator.source.reader import read_text
from generator.source.suggest import nearest
from generator.source.text import decode
from generator.source.values import read_values
from generator.sources.objections import fields_at, problem_from

Kind = TypeVar("Kind", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[Kind]):
    """What a file turned out to be: its source if it is sound, and its problems.

    `mended` is what the source would be if misspelled fields were what they look most like: rules look at it so that
    their findings are told in the same run. It is never published. `guessed` are the ways to the renamed fields.
    """

    source: Kind | None
    problems: tuple[Problem, ...]
    mended: Kind | None = None
    guessed: tuple[tuple[int | str, ...], ...] = ()


def read_source(data: bytes, file: str, kind: type[Kind]) -> SourceFile[Kind]:
    """Read a file's bytes as a kind of source; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None:
        return SourceFile(None, decoded.problems)
    problems: tuple[Problem, ...] = ()
    values: Any = read_values(decoded.text)
    if values is None:
        reading = read_text(decoded.text, file)
        problems = reading.problems
        if reading.root is None:
            return SourceFile(None, problems)
        values = plain(reading.root)
    try:
        source = kind.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += tuple(problem_from(detail, file, kind) for detail in details)
        return SourceFile(None, problems, *_mended(values, details, kind))
    return SourceFile(None, problems, source) if problems else SourceFile(source, ())


def _mended(
    values: Any, details: list[ErrorDetails], kind: type[Kind]
) -> tuple[Kind | None, tuple[tuple[int | str, ...], ...]]:
    """Give the source that is there once unknown fields are renamed to what they look like, or left out."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    guessed = []
    for path in unknown:
        holder = values
        for step in path[:-1]:
            holder = holder[step]
        value = holder.pop(path[-1])
        hint = nearest(str(path[-1]), fields_at(kind, path[:-1]))
        if hint is not None and hint not in holder:
            holder[hint] = value
            guessed.append((*path[:-1], hint))
    try:
        return (kind.model_validate(values) if unknown else None), tuple(guessed)
    except ValidationError:
        return None, ()
