"""A form's fields: their help and their examples are those of the schema, in which the file's fields are described."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

Options = tuple[tuple[str, str], ...]
"""Values with the words for them."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `kind` is how it is typed: `line`, `text`, `day`, `choice` (a menu) or `radio`.

    `label` is a phrase of the messages, unless `words` says it. `options` are what may be chosen or, for a line, what
    is suggested. Those with `more` are folded away.
    """

    name: str
    value: str = ""
    kind: str = "line"
    label: str = ""
    words: str = ""
    help: str = ""
    example: str = ""
    options: Options = ()
    optional: bool = True
    more: bool = False


def described(schema: type[BaseModel], name: str, values: Mapping[str, str], **others: Any) -> Field:
    """Return the field of a form for a field of a schema, with what was typed."""
    info = schema.model_fields[name]
    example = (info.examples or [""])[0]
    return Field(
        name=name,
        value=values.get(name, ""),
        **{
            "label": f"editor.{name}",
            "help": info.description or "",
            "example": _typed(example),
            "optional": not info.is_required(),
            **others,
        },
    )


def _typed(example: Any) -> str:
    """Return an example as it is typed into a form: the entries of a list are separated by commas."""
    if isinstance(example, list):
        return ", ".join(map(str, example))
    if isinstance(example, dict):
        return ", ".join(f"{name}={text}" for name, text in example.items())
    return str(example)


def entries(text: str) -> tuple[str, ...]:
    """Return what was typed into a field for several values: one a line, or separated by commas."""
    return tuple(part.strip() for line in text.split("\n") for part in line.split(",") if part.strip())


def menu(options: Iterable[tuple[str, str]], none: str) -> Options:
    """Return options with one more at the beginning, for none of them."""
    return (("", none), *options)
