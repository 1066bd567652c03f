"""Adds days to the text of calendar.yml by splicing lines in, so that comments and the author's style are kept.

The result is read again and compared with what was meant, so a file that is too unusual to splice stays as it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence

from ..business_time.model import Calendar, SpecialDay
from ..schema.calendar import CalendarSource, to_calendar
from ..schema.read_source import read_source
from ..yaml_text.nodes import Mapping, Node, Scalar
from ..yaml_text.nodes import Sequence as ListNode
from ..yaml_text.reader import read_text

_PLAIN = re.compile(r"[^\W\d_][\w' ()./-]*")
_BOM = b"\xef\xbb\xbf"


class SpliceError(Exception):
    """Raised if lines cannot be added to the text as it is written; the message says what to change."""


def with_days(data: bytes, days: Sequence[tuple[dt.date, str]]) -> bytes:
    """Return the bytes of a valid calendar.yml with closed days added, each after the last earlier one.

    `days` are new ones, in order. SpliceError if the list is written in one line.
    """
    if b"\r" in data and b"\n" not in data:
        # In YAML, a carriage return alone is a line end, too.
        return with_days(data.replace(b"\r", b"\n"), days).replace(b"\n", b"\r")
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    if lines[-1]:
        lines[-1] += end[:-1]
        lines.append("")
    for at, added in _places(text, lines, days):
        lines[at:at] = [f"{line}{end[:-1]}" for line in added]
    result = bom + "\n".join(lines).encode()
    before = _calendar(data)
    if before is None or _calendar(result) != _meant(before, days):
        raise SpliceError("'days' is written in an unusual way; write each on a line of its own: - {date: …, name: …}")
    return result


def _places(text: str, lines: list[str], days: Sequence[tuple[dt.date, str]]) -> list[tuple[int, list[str]]]:
    """Return where to add which lines, from the bottom up; a position is the number of lines before it."""
    root = read_text(text, "calendar.yml").root
    found = root.entries.get("days") if isinstance(root, Mapping) else None
    if found is None:
        return [(len(lines) - 1, ["days:", *(_line("  ", day) for day in days)])]
    key, value = found
    items = value.items if isinstance(value, ListNode) else ()
    if not items:
        lines[key.line - 1] = re.sub(r":\s*\[\s*\]", ":", lines[key.line - 1])
        return [(key.line, [_line("  ", day) for day in days])]
    first = lines[items[0].line - 1]
    indent = first[: len(first) - len(first.lstrip(" "))]
    dates = [_date(item) for item in items]
    added: dict[int, list[str]] = {}
    for day in days:
        earlier = [at for at, date in enumerate(dates) if date is not None and date < day[0].isoformat()]
        place = _last_line(items[earlier[-1]]) if earlier else key.line
        added.setdefault(place, []).append(_line(indent, day))
    return sorted(added.items(), reverse=True)


def _line(indent: str, day: tuple[dt.date, str]) -> str:
    date, name = day
    written = name if _PLAIN.fullmatch(name) and name.strip() == name else json.dumps(name, ensure_ascii=False)
    return f"{indent}- {{date: {date.isoformat()}, name: {written}}}"


def _date(item: Node) -> str | None:
    found = item.entries.get("date") if isinstance(item, Mapping) else None
    return found[1].text if found is not None and isinstance(found[1], Scalar) else None


def _last_line(node: Node) -> int:
    if isinstance(node, Mapping):
        return max([node.line, *(_last_line(part) for pair in node.entries.values() for part in pair)])
    if isinstance(node, ListNode):
        return max([node.line, *(_last_line(item) for item in node.items)])
    return node.line


def _meant(calendar: Calendar, days: Sequence[tuple[dt.date, str]]) -> Calendar:
    added = [SpecialDay(date, name, ()) for date, name in days]
    return _ordered(Calendar(calendar.time_zone, calendar.valid_through, calendar.week, (*calendar.days, *added)))


def _calendar(data: bytes) -> Calendar | None:
    source = read_source(data, "calendar.yml", CalendarSource).source
    return None if source is None else _ordered(to_calendar(source))


def _ordered(calendar: Calendar) -> Calendar:
    days = tuple(sorted(calendar.days, key=lambda day: day.date))
    return Calendar(calendar.time_zone, calendar.valid_through, calendar.week, days)
