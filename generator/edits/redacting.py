"""Replaces words in all public texts of an error, and notes that in the error's list of corrections of wording.

Dates, statuses and plans stay as they are, and so does everything private.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from ..problems.problem import FieldPath
from ..yaml_text.nodes import plain
from ..yaml_text.reader import read_text
from .history import append_step, line_after_history
from .next_step import OrderError
from .replacing import with_value
from .scalars import flow_mapping


def redacted(text: str, words: str, instead: str, reason: str, day: dt.date) -> str:
    """Return a valid error's text with other words, and with the correction listed; OrderError if that cannot be.

    `words` may be broken over several lines, and are part of no longer word.
    """
    pattern = _pattern(words)
    for option, said in (("--with", instead), ("--because", reason)):
        if pattern.search(said):
            raise OrderError(f"{option} would publish '{words}' again; leave it out")
    root = read_text(text, "").root
    values: Any = None if root is None else plain(root)
    found = [(path, name, old) for path, name, old in _texts(values) if pattern.search(old)]
    if not found:
        raise OrderError(f"'{words}' is in none of its public texts")
    new = text
    for path, name, old in found:
        changed = with_value(new, path, pattern.sub(lambda _: instead, old))
        if changed is None:
            raise OrderError(f"the text of its {name} is written in an unusual way; correct it by hand")
        new = changed
    names = list(dict.fromkeys(name for _, name, _ in found))
    return _listed(new, {"date": day.isoformat(), "texts": names, "reason": reason}, listed="redactions" in values)


def _pattern(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, words.split()))
    if not inner:
        raise OrderError("say which words are to go")
    return re.compile(rf"(?<!\w){inner}(?!\w)" if re.fullmatch(r"\w(.*\w)?", words.strip(), re.DOTALL) else inner)


def _texts(values: Any) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield the path, the name in a redaction, and the string of each public text of words."""
    for field in ("title", "summary", "workaround"):
        if field in values:
            yield (field,), field, values[field]
    for at, step in enumerate(values["history"]):
        if "note" in step:
            yield ("history", at, "note"), f"step-{at + 1}", step["note"]
    for at, link in enumerate(values.get("links") or ()):
        yield ("links", at, "title"), "links", link["title"]
    for at, keyword in enumerate(values.get("keywords") or ()):
        yield ("keywords", at), "keywords", keyword


def _listed(text: str, step: dict[str, str | list[str]], *, listed: bool) -> str:
    if listed:
        return append_step(text, step, ("redactions",))
    ending = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = line_after_history("\n".join(lines).removeprefix("\ufeff"))
    last = at == len(lines)
    new = "\n".join([*lines[:at], "redactions:", f"  - {flow_mapping(step)}", *([] if last else lines[at:])])
    return new.replace("\n", ending)
