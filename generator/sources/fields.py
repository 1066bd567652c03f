"""The kinds of text a field may hold, each with its check, its JSON Schema pattern and its reader.

Every scalar arrives as text. A type here turns it into a value once, at the door; a text that does not fit raises
`ValueError` with a sentence for the author, which `generator.sources.reading` turns into a problem at its place.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from generator.model.versions import VersionRange, parse_range, version_key
from generator.model.window import WINDOW_PATTERN, Window, parse_day, parse_window


class Source(BaseModel):
    """What every kind of source shares: frozen, and a field nobody knows is a slip, not an extension."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("write a text here, not a list or a mapping")
    return value


def _required_text(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise ValueError("is empty; write something, or leave the field out if it is optional")
    return text.strip()


def _reader(read: Any) -> BeforeValidator:
    return BeforeValidator(lambda value: read(_required_text(value)))


def _flag(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    raise ValueError(f"'{text}' is neither true nor false")


def _count(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    raise ValueError(f"'{text[:40]}' is not a whole number")


def _id(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?", text):
        return text
    raise ValueError(f"'{text[:80]}' is not an id; use letters, digits and hyphens, at most 64")


def _error_id(text: str) -> str:
    _id(text)
    if re.fullmatch(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])", text):
        raise ValueError(f"'{text}' is a device's name on Windows and cannot name a page; choose another id")
    if text.lower() in RESERVED_ERROR_IDS:
        raise ValueError(f"'{text}' is the address of one of the site's own pages; choose another id")
    return text


def _version(text: str) -> str:
    version_key(text)
    return text


RESERVED_ERROR_IDS = ("case", "page", "product", "release", "severity", "status", "watching")
"""What stands below /corrections/ beside the errors' pages."""

Text = Annotated[str, BeforeValidator(_required_text)]
Markdown = Annotated[str, BeforeValidator(_required_text)]
Flag = Annotated[bool, _reader(_flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, _reader(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Id = Annotated[str, _reader(_id), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"})]
ErrorIdText = Annotated[
    str, _reader(_error_id), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"})
]
Day = Annotated[dt.date, _reader(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
WindowText = Annotated[Window, _reader(parse_window), WithJsonSchema({"type": "string", "pattern": WINDOW_PATTERN})]
VersionText = Annotated[
    str, _reader(_version), WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,6}(\.[0-9]{1,6}){0,3}$"})
]
RangeText = Annotated[VersionRange, _reader(parse_range), WithJsonSchema({"type": "string", "minLength": 1})]
