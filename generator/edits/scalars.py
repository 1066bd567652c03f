"""Strings as YAML scalars: plain if that is certainly safe, otherwise in double quotes or as a block."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.()'’ -]*")
_SPECIAL = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
"""Words that other YAML tools may not read as text."""
_DATE = re.compile(r"\d{4}-(\d{2}(-\d{2})?|Q[1-4]|H[12])")


def scalar(text: str) -> str:
    """Return a string of one line as a scalar that is valid anywhere, even inside braces."""
    # In double quotes, a line break would be an escape, which the reader reports.
    text = re.sub(r"[\t\r\n]+", " ", text)
    if _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _SPECIAL:
        return text
    return json.dumps(text, ensure_ascii=False)


def block(text: str, indent: str) -> str:
    """Return a string of any number of lines as a literal block, from the bar on; each line begins with `indent`."""
    lines = text.strip().replace("\r\n", "\n").split("\n")
    # A space at the beginning of the first line would be read as deeper indentation; `strip` has removed it.
    return "|\n" + "\n".join(f"{indent}{line.rstrip()}" if line.strip() else "" for line in lines)


def value(text: str | Sequence[str]) -> str:
    """Return a string as a scalar, and several as a list on one line."""
    return scalar(text) if isinstance(text, str) else f"[{', '.join(map(scalar, text))}]"


def flow_mapping(fields: Mapping[str, str | Sequence[str]]) -> str:
    """Return fields as a mapping on one line."""
    return "{" + ", ".join(f"{scalar(name)}: {value(text)}" for name, text in fields.items()) + "}"
