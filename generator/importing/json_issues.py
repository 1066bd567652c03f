"""What all trackers' JSON has in common: a list of issues, each an object whose parts are named by paths.

`{"milestone": {"title": "9.10"}}` is the field `milestone` with the value 9.10, and the field `milestone.title`, too.
Comments and the like are never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..problems.problem import LocatedProblem, Position
from .decoding import text_of
from .source import Input, Row, Rows, nothing_shown, one_page, only, problem

NEVER = ("comment", "worklog", "attachment", "note", "discussion", "reaction", "timeline", "changelog")
"""Parts of issues that are not read, whatever a mapping says; also in the plural, and with something after it."""
_NO_SPACE = re.compile(r"\S")
_NAMES = ("name", "title", "value")
"""Of an object that stands for its name, such as a milestone, the part that has it."""


def looks_like_json(file: Input) -> bool:
    """Return whether a file can only be JSON."""
    # Windows PowerShell saves UTF-16, in which each sign has a zero byte.
    return file.data[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in (b"[", b"{")


@lru_cache(maxsize=1)
def parsed(file: Input) -> Any:
    """Return what a JSON file says, or the problem that it is not valid.

    Pages of issues one after the other, as `gh api --paginate` may print them, are one list.
    """
    text = text_of(file)
    if isinstance(text, LocatedProblem):
        return text
    try:
        return _joined(text)
    except json.JSONDecodeError as error:
        at = Position(file.name, error.lineno, error.colno)
        return problem(at, f"this is not valid JSON: {error.msg}; export the issues again")
    except RecursionError:
        return problem(Position(file.name), "this JSON is nested too deeply to be an export of issues")
    except ValueError:
        # Python reads no number of thousands of digits.
        return problem(Position(file.name), "this JSON has a number that is too long to be in an export of issues")


def _joined(text: str) -> Any:
    decoder, lists, end = json.JSONDecoder(), list[Any](), 0
    while True:
        value, end = decoder.raw_decode(text, _after_space(text, end))
        end = _after_space(text, end)
        if end == len(text) and not lists:
            return value
        if not isinstance(value, list):
            raise json.JSONDecodeError("Extra data", text, end)
        lists += value
        if end == len(text):
            return lists


def _after_space(text: str, at: int) -> int:
    """Return the index of the first character from a place on that is not white space."""
    found = _NO_SPACE.search(text, at)
    return found.start() if found else len(text)


def issues_in(value: Any, key: str | None = None) -> Sequence[Mapping[str, Any]]:
    """Return the issues of an export: a list of objects, or the list that an object has at `key`."""
    if key is not None and isinstance(value, dict):
        value = value.get(key)
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    return ()


def rows_of(
    file: Input,
    issues: Sequence[Mapping[str, Any]],
    identity: str,
    make: Callable[[Mapping[str, Any]], Row | None],
    pages: Container[int],
) -> Rows:
    """Return the rows that `make` makes of issues, at the lines where the field `identity` names each.

    `pages` are how many issues the tracker gives at once, so that a file with so many is probably not complete.
    """
    text = text_of(file)
    if isinstance(text, LocatedProblem):
        return only([text])
    rows: list[Row] = []
    problems = one_page(file, len(issues), pages)
    names: dict[str, None] = {}
    at, line = 0, 1
    for issue in issues:
        wanted = re.compile(rf'"{identity}"\s*:\s*{re.escape(json.dumps(issue.get(identity)))}')
        # After one that is written otherwise, none is searched for: each search might read the whole file.
        found = wanted.search(text, at)
        line += text.count("\n", at, found.start()) if found else 0
        at = found.start() if found else len(text)
        try:
            row = make(issue)
        except (AttributeError, KeyError, TypeError, RecursionError):
            problems.append(problem(Position(file.name, line), "the issue does not have the shape of an export"))
            continue
        if row is not None:
            rows.append(row._replace(line=line))
            names |= dict.fromkeys(row.names)
    return Rows(tuple(names), tuple(rows), tuple(problems), lambda row, _: Position(file.name, row.line), nothing_shown)


def source_of(label: str, address: Any, tracker: str) -> str:
    """Return what no issue of another tracker is called: the label after the address's host or, without one, `tracker`.

    Projects of several trackers may have the same path.
    """
    host = re.match("https?://([^/]+)/", str(address or ""))
    return f"{host[1] if host else tracker}/{label}"


def host_of(address: Any) -> str:
    """Return the host of an issue's address if the tracker is alone on it, or nothing."""
    found = re.match("https?://([^/]+)/", str(address or ""))
    return found[1] if found and found[1] not in ("github.com", "gitlab.com", "api.atlassian.com") else ""


def fields_of(issue: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, Any], tuple[str, ...]]:
    """Return an issue's values by path, the documents (ADF) in it, and all its paths, also those without a value."""
    values: dict[str, list[str]] = {}
    documents: dict[str, Any] = {}
    names: dict[str, None] = {}
    for path, value in _parts(issue, ""):
        names[path] = None
        if isinstance(value, dict):
            documents[path] = value
        elif value is not None and value != "":
            values.setdefault(path, []).append(_text(value))
    return {path: tuple(texts) for path, texts in values.items()}, documents, tuple(names)


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value.get("type") == "doc" and "content" in value:
        yield path, value
    elif isinstance(value, dict):
        own = next((value[name] for name in _NAMES if isinstance(value.get(name), str)), None)
        if path and own is not None:
            yield path, own
        if not value:
            yield path, None
        for name, child in value.items():
            if not (not path and name.lower().startswith(NEVER)):
                yield from _parts(child, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        yield path, None
        for child in value:
            yield from _parts(child, path)
    else:
        yield path, value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
