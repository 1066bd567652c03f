"""Replaces words in all public texts of an error, a release or a question, and lists that as a correction of wording.

Dates, statuses and plans stay as they are, and so does everything private.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from ..model.site_data import SiteData
from ..problems.problem import FieldPath
from ..yaml_text.nodes import plain
from ..yaml_text.reader import read_text
from .history import Fields, append_step, line_after_fields, line_after_history
from .next_step import OrderError
from .replacing import with_value
from .scalars import flow_mapping


def redacted(text: str, words: str, instead: str, reason: str, day: dt.date, holder: FieldPath = ()) -> str:
    """Return a valid text with other words, and with the correction listed; OrderError if that cannot be.

    `holder` leads to the release or the question whose texts are meant; without it, the text is that of an error.
    `words` may be broken over several lines, and are part of no longer word.
    """
    pattern = _pattern(words)
    for option, field, said in (("--with", "with", instead), ("--because", "reason", reason)):
        if pattern.search(said):
            raise OrderError(f"{option} would publish '{words}' again; leave it out", field)
    root = read_text(text, "").root
    whole: Any = None if root is None else plain(root)
    values = whole
    for part in holder:
        values = values[part]
    found = [(path, name, old) for path, name, old in _texts(values) if pattern.search(old)]
    if not found:
        raise OrderError(f"'{words}' is in none of its public texts", "words")
    changes = [((*holder, *path), name, pattern.sub(lambda _: instead, old)) for path, name, old in found]
    if "answer" in values:
        # A question says when its answer was changed, and the page when any was.
        for path, one in (((*holder, "changed"), values), (("changed",), whole)):
            changes.append((path, "changed", max(str(one.get("changed", "")), day.isoformat())))
    new = text
    for path, name, said in changes:
        changed = with_value(new, path, said)
        if changed is None:
            raise OrderError(f"the text of its {name} is written in an unusual way; correct it by hand")
        new = changed
    names = list(dict.fromkeys(name for _, name, _ in found))
    listed: Fields = {"date": day.isoformat(), "texts": names, "reason": reason}
    return _listed(new, listed, holder, there="redactions" in values)


def holder_of(site_data: SiteData, subject: str) -> tuple[str, FieldPath] | None:
    """Return the settings file and the path in it of a release (`vision/9.10`) or a question (`faq/why-register`)."""
    above, _, name = subject.partition("/")
    for at, product in enumerate(site_data.products):
        versions = [release.version for release in product.releases]
        if product.id == above and name in versions:
            return "products", ("products", at, "releases", versions.index(name))
    ids = [question.id for question in site_data.faq.questions]
    return ("faq", ("questions", ids.index(name))) if above == "faq" and name in ids else None


def _pattern(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, words.split()))
    if not inner:
        raise OrderError("say which words are to go", "words")
    return re.compile(rf"(?<!\w){inner}(?!\w)" if re.fullmatch(r"\w(.*\w)?", words.strip(), re.DOTALL) else inner)


def _texts(values: Any) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield the path, the name in a redaction, and the string of each public text of words."""
    for field in ("title", "question", "summary", "short", "workaround", "notes", "answer"):
        if field in values:
            yield (field,), field, values[field]
    for at, step in enumerate(values.get("history") or ()):
        if "note" in step:
            yield ("history", at, "note"), f"step-{at + 1}", step["note"]
    for at, link in enumerate(values.get("links") or ()):
        yield ("links", at, "title"), "links", link["title"]
    for at, keyword in enumerate(values.get("keywords") or ()):
        yield ("keywords", at), "keywords", keyword


def _listed(text: str, step: Fields, holder: FieldPath, *, there: bool) -> str:
    if there:
        return append_step(text, step, (*holder, "redactions"))
    ending = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain_text = "\n".join(lines).removeprefix("\ufeff")
    place = line_after_fields(plain_text, holder) if holder else (line_after_history(plain_text), "")
    if place is None:
        raise OrderError("it is written on one line; correct it by hand")
    at, indent = place
    added = [f"{indent}redactions:", f"{indent}  - {flow_mapping(step)}"]
    new = "\n".join([*lines[:at], *added, *([] if at == len(lines) else lines[at:])])
    return new.replace("\n", ending)
