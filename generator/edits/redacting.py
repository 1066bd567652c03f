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
from .history import Fields, append_step, line_after_fields, line_after_history
from .next_step import OrderError
from .replacing import with_value
from .scalars import flow_mapping
from .splice import said, spliced


def redacted(text: str, words: str, instead: str, reason: str, day: dt.date, holder: FieldPath = ()) -> str:
    """Return a valid text with other words, and with the correction listed; OrderError if that cannot be.

    `holder` leads to the release or the question whose texts are meant; without it, the text is that of an error.
    `words` may be broken over several lines, and are part of no longer word; `instead` becomes one line.
    """
    pattern, instead = _pattern(words), re.sub(r"\s*[\r\n\t]+\s*", " ", instead)
    for option, field, words_of_it in (("--with", "with", instead), ("--because", "reason", reason)):
        if pattern.search(words_of_it):
            raise OrderError(f"{option} would publish '{words}' again; leave it out", field)
    whole = values = said(text)
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
    for path, name, value in changes:
        changed = with_value(new, path, value)
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

    def added(old: str) -> str | None:
        place = line_after_fields(old, holder) if holder else (line_after_history(old), "")
        if place is None:
            return None
        (at, indent), lines = place, old.split("\n")
        new = [f"{indent}redactions:", f"{indent}  - {flow_mapping(step)}"]
        return "\n".join([*lines[:at], *new, *([] if at == len(lines) else lines[at:])])

    def meant(values: Any) -> Any:
        entry = values
        for part in holder:
            entry = entry[part]
        entry["redactions"] = [dict(step)]
        return values

    new = spliced(text, added, meant)
    if new is None:
        raise OrderError("it is written in an unusual way; correct it by hand")
    return new
