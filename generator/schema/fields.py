"""The kinds of text a field may hold, each with its check, its JSON Schema pattern and its reader.

Every scalar arrives as text. A type here turns it into a value once; text that does not fit raises `ValueError`
with a sentence for the author, which `read_source` turns into a problem.
"""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticKnownError

from ..markup.limits import beyond_prose
from ..model.parse_error import ParseError
from ..model.versions import MOST_OF_A_VERSION, VERSION_PATTERN, VersionRange, parse_range
from ..model.window import WINDOW_PATTERN, Window, parse_day, parse_window


class Source(BaseModel):
    """What every kind of source shares: frozen, and an unknown field is a problem, not an extension."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _read(read: Any) -> BeforeValidator:
    def checked(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError("write text here, not a list or a mapping")
        return read(value.strip())

    return BeforeValidator(checked)


def _flag(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    meant = "true" if text.lower() in ("true", "yes", "on", "1") else "false"
    known = text.lower() in ("true", "yes", "on", "1", "false", "no", "off", "0")
    raise ParseError(f"'{text}' is neither true nor false", meant if known else None)


def _count(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    raise ValueError(f"'{text[:40]}' is not a whole number")


def _web_address(text: str) -> str:
    if re.fullmatch(r"https://[^\s\"<>/?#@]+([/?#][^\s\"<>]*)?", text):
        return text
    bare = re.sub(r"^(http:)?//|^(?=[\w-]+(\.[\w-]+)+(/|$))", "https://", text)
    meant = bare if bare != text and re.fullmatch(r"https://[^\s\"<>/?#@]+([/?#][^\s\"<>]*)?", bare) else None
    raise ParseError(f"'{text[:200]}' is not an address that begins with https://", meant)


def _no_device(text: str) -> str:
    if text.lower() in _DEVICES:
        raise ValueError(f"'{text}' is a device's name on Windows and cannot name a page; choose another id")
    return text


def _free_id(text: str) -> str:
    _no_device(text)
    if text.lower() in RESERVED_ERROR_IDS:
        raise ValueError(f"'{text}' is the address of one of the site's own pages; choose another id")
    return text


def _no_collection(text: str) -> str:
    if text.lower() == "all":
        raise ValueError(f"'{text}' names what holds all products, such as their calendar; choose another id")
    return text


def _not_too_long(text: str) -> str:
    if len(text) > MOST_OF_A_VERSION:
        raise ValueError(f"'{text}' has more than {MOST_OF_A_VERSION} characters; write a shorter version")
    return text


def _one_or_several(value: Any, handler: ValidatorFunctionWrapHandler) -> tuple[str, ...]:
    """Return a version as a tuple of one, with the error it would have by itself; let the handler read a list."""
    if isinstance(value, list) and value:
        return tuple(handler(tuple(value)))
    if value == []:
        raise PydanticKnownError("too_short", {"field_type": "List", "min_length": 1, "actual_length": 0})
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if re.match(VERSION_TEXT_PATTERN, value.strip()) is None:
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": VERSION_TEXT_PATTERN})
    return (_not_too_long(value.strip()),)


def _prose(text: str) -> str:
    beyond = beyond_prose(text)
    if beyond is not None:
        raise ValueError(beyond[1])
    return text


RESERVED_ERROR_IDS = (
    "an-error",
    "case",
    "compare",
    "page",
    "product",
    "promises",
    "release",
    "severity",
    "status",
    "watching",
)
"""What is below /corrections/ beside the errors' pages."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}

ID_PATTERN = "^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$"
VERSION_TEXT_PATTERN = f"^{VERSION_PATTERN}$"
LANGUAGE_PATTERN = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
PLAN_PATTERN = "^(hotfix|next|future)$"
TAG_AUTHORITY_PATTERN = "^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?,[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""RFC 4151 without e-mail addresses as authorities, as the UIDs of calendar events are made from it, too."""
EXPECTED = {
    ID_PATTERN: "letters, digits and hyphens, at most 64",
    VERSION_TEXT_PATTERN: "a version, such as 12.5, without any of < > = | , [ ]",
    LANGUAGE_PATTERN: "a language tag, such as en or en-GB",
    PLAN_PATTERN: "hotfix, next or future",
    TAG_AUTHORITY_PATTERN: "a host in lower case, a comma, and a year or a day on which it was yours, such as "
    "support.example.com,2026",
}
"""What a pattern asks for, in words."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Markdown = Annotated[Text, AfterValidator(_prose)]
Id = Annotated[str, StringConstraints(strip_whitespace=True, pattern=ID_PATTERN)]
PageId = Annotated[Id, AfterValidator(_no_device)]
ProductIdText = Annotated[PageId, AfterValidator(_no_collection)]
ErrorIdText = Annotated[Id, AfterValidator(_free_id)]
Flag = Annotated[bool, _read(_flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, _read(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Day = Annotated[dt.date, _read(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
WindowText = Annotated[Window, _read(parse_window), WithJsonSchema({"type": "string", "pattern": WINDOW_PATTERN})]
WebAddress = Annotated[str, _read(_web_address), WithJsonSchema({"type": "string", "pattern": "^https://"})]
VersionText = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=VERSION_TEXT_PATTERN), AfterValidator(_not_too_long)
]
VersionTexts = Annotated[
    tuple[VersionText, ...],
    WrapValidator(_one_or_several),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": VERSION_TEXT_PATTERN},
                {"type": "array", "items": {"type": "string", "pattern": VERSION_TEXT_PATTERN}, "minItems": 1},
            ]
        }
    ),
]
"""A version, or a list of them."""
RangeText = Annotated[VersionRange, _read(parse_range), WithJsonSchema({"type": "string", "minLength": 1})]
