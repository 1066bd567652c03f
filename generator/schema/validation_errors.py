"""Pydantic's validation errors, explained to an author: each of its error types becomes a problem in our words.

Where an invisible character is the cause, the message says so, because `'NRC-1' is not NRC-1` helps nobody.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..problems.problem import FieldLocation, FieldPath, Problem, ProblemSeverity
from ..problems.suggest import nearest
from ..yaml_text.text import invisible, unquoted, visible
from .fields import EXPECTED, ID_PATTERN, VERSION_TEXT_PATTERN


def problem_from(detail: ErrorDetails, file: str, kind: type[BaseModel]) -> Problem:
    """Return the problem for one of the errors of validating a file as `kind`."""
    path = tuple(step for step in detail["loc"] if step != "[key]")
    name = visible(next((step for step in reversed(path) if isinstance(step, str)), "the file"))
    location = FieldLocation(file, path)
    hidden = _hidden(detail, location, name)
    if hidden is not None:
        return hidden
    match detail["type"]:
        case "extra_forbidden":
            fields = fields_at(kind, path[:-1])
            message, hint = f"unknown field '{name}'", nearest(name, fields)
            if (split := split_field(name, fields)) is not None:
                lacking = "add a space after its ':'" if ":" in name else "add ': ' after its name"
                message, hint = f"{message}: {lacking}", ": ".join(split)
            elif detail["input"] == "" and " " in name and hint is None:
                message += "; if it belongs to the text before the comma, put that text in quotes"
            return _problem("unknown-field", FieldLocation(file, path, "key"), message, hint)
        case "missing":
            holder = _holder(name, detail["input"])
            if holder is not None:
                message = f"'{name}' has become part of '{holder}'; indent both the same"
                return _problem("missing-field", FieldLocation(file, (*path[:-1], holder)), message)
            return _problem("missing-field", FieldLocation(file, path[:-1]), f"the field '{name}' is missing; add it")
        case "string_type" if (of := _list_of(detail["input"], kind)) is not None:
            return _problem("bad-type", location, f"this looks like an entry of '{of}'; move it there")
        case "string_type":
            return _problem("bad-type", location, f"'{name}' is text; write it on one line, without fields of its own")
        case "list_type" | "dict_type" | "model_type" | "model_attributes_type" if detail["input"] == "":
            message = f"'{name}' is empty; write what belongs to it, or leave the field out if it is optional"
            return _problem("bad-type", location, message)
        case "list_type" if isinstance(detail["input"], str) and re.fullmatch(ID_PATTERN, detail["input"]):
            message = f"'{name}' is a list; write its entries with '- ', or in brackets"
            return _problem("bad-type", location, message, f"[{detail['input']}]")
        case "list_type":
            return _problem("bad-type", location, f"'{name}' is a list; write its entries with '- '")
        case "dict_type" | "model_type" | "model_attributes_type":
            return _problem("bad-type", location, f"'{name}' has fields of its own; write them as 'field: value'")
        case _:
            message, hint = _bad_value(detail, name)
            return _problem("bad-value", location, message, hint)


def fields_at(kind: type[BaseModel], path: FieldPath) -> list[str]:
    """Return the names of the fields that a path in the file can have."""
    current: Any = kind
    for step in path:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step)
        model = next(_models_in(field.annotation), None) if field else None
        if model is None:
            return []
        current = model
    return list(current.model_fields)


def _list_of(value: Any, kind: type[BaseModel]) -> str | None:
    """Return the list of a file whose entries have the fields of a misplaced value; None if none has."""
    for name in fields_at(kind, ()) if isinstance(value, dict) and value else ():
        if name != "root" and value.keys() <= set(fields_at(kind, (name,))):
            return name
    return None


def _holder(name: str, fields: Any) -> str | None:
    """Return the field whose text has absorbed the line of another, indented too far; None if there is none."""
    texts = fields.items() if isinstance(fields, dict) else ()
    line = re.compile(rf"^ *{re.escape(name)}: |^(.* )?{re.escape(name)}:$", re.MULTILINE)
    return next((other for other, text in texts if isinstance(text, str) and line.search(text)), None)


def split_field(name: str, fields: Sequence[str]) -> tuple[str, str] | None:
    """Split `status:planned` or `status planned`; None if it is not a field's name and a value."""
    field, sign, value = name.partition(":" if ":" in name else " ")
    return (field, value) if sign and value and field in fields else None


def _bad_value(detail: ErrorDetails, name: str) -> tuple[str, str | None]:
    text = str(detail["input"])
    if (inner := unquoted(text)) is not None:
        return "these quotation marks are typographic, so they belong to the text; write plain ones, or none", inner
    match detail["type"]:
        case "enum" if text:
            words = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            return f"'{visible(text)}' is not one of {', '.join(words)}", nearest(text, words)
        case "too_short":
            least = detail["ctx"]["min_length"]
            return f"'{name}' has too few entries; write at least {least}", None
        case "string_pattern_mismatch" if text:
            expected = EXPECTED.get(detail["ctx"]["pattern"], "something else")
            return f"'{visible(text)}' is not what '{name}' takes: {expected}", _within(text, detail["ctx"]["pattern"])
        case "string_too_short" | "string_pattern_mismatch" | "enum":
            return f"'{name}' is empty; write something, or leave the field out if it is optional", None
        case "value_error":
            reason = str(detail["ctx"]["error"])
            meant = getattr(detail["ctx"]["error"], "meant", None)
            return (reason.replace(text, visible(text)) if text else f"'{name}' is empty; write something"), meant
        case _:
            return f"'{name}': {detail['msg']}", None


def _within(text: str, pattern: str) -> str | None:
    """Return the id or the version that a string contains."""
    if pattern == VERSION_TEXT_PATTERN:
        found = re.findall(r"(?<![\d.])\d+(?:\.\d+)+(?![\d.])", text.replace(",", "."))
        return found[0] if len(found) == 1 else None
    words = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
    return words if pattern == ID_PATTERN and re.fullmatch(ID_PATTERN, words) else None


def _hidden(detail: ErrorDetails, location: FieldLocation, name: str) -> Problem | None:
    if detail["type"] == "extra_forbidden":
        return None
    text = detail["input"]
    found = invisible(text) if isinstance(text, str) else None
    if found is None:
        return None
    message = f"an invisible character ({found[1]}) is in '{name}'; delete it"
    return _problem("invisible-in-name", FieldLocation(location.file, location.path, "value", found[0]), message)


def _problem(rule: str, location: FieldLocation, message: str, hint: str | None = None) -> Problem:
    return Problem(rule, ProblemSeverity.ERROR, location, message, hint)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
