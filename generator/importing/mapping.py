"""Applies a mapping file: chooses the issues that may be public, and of these only the fields that are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.lifecycle import Needs
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, LocatedProblem, Problem, ProblemSeverity
from ..problems.suggest import nearest
from ..schema.import_mapping import FieldMapping, MappingSource
from ..yaml_text.text import visible
from .fields import FREE_TEXT, LISTS, PROSE, Entry, cleaned, is_public, known_fields
from .json_issues import NEVER
from .markdown import losses, to_markdown
from .source import RULE, Input, Row, Rows, problem


class Mapped(NamedTuple):
    """The entries that a mapping makes of rows, how many rows are not public, and what is wrong with the others."""

    entries: list[Entry]
    skipped: int
    problems: list[LocatedProblem]


def problems_of(mapping: MappingSource, name: str, rows: Rows, site_data: SiteData) -> Iterator[Problem]:
    """Yield what is wrong with a mapping: fields that are not there, here or in the source, and unknown ids."""
    known = known_fields(site_data)
    used = [(("fields", ours), how.field) for ours, how in mapping.fields.items()]
    used += [(("public", "field"), mapping.public.field)] if mapping.public else []
    for ours in mapping.fields:
        if ours not in known and not ours.startswith("internal."):
            location = FieldLocation(name, ("fields", ours), "key")
            message = f"there is no field '{visible(ours)}' to import"
            yield Problem(RULE, ProblemSeverity.ERROR, location, message, nearest(ours, known))
    for path, theirs in used:
        location = FieldLocation(name, path)
        if theirs is None:
            continue
        if theirs.lower().startswith(NEVER):
            message = f"'{visible(theirs)}' is never imported: comments and attachments are private"
            yield Problem(RULE, ProblemSeverity.ERROR, location, message)
        elif rows.rows and not _may_have(rows, theirs):
            message = f"the source has no field '{visible(theirs)}'"
            yield Problem(RULE, ProblemSeverity.ERROR, location, message, nearest(theirs, rows.names))
    ids = {
        "status": [status.id for status in site_data.lifecycle.statuses],
        "product": [product.id for product in site_data.products],
    }
    for ours, allowed in ids.items():
        how = mapping.fields.get(ours)
        for theirs, value in how.values.items() if how else ():
            if value not in allowed:
                location = FieldLocation(name, ("fields", ours, "values", theirs))
                message = f"there is no {ours} '{visible(value)}'; write one of {', '.join(allowed)}"
                yield Problem(RULE, ProblemSeverity.ERROR, location, message, nearest(value, allowed))


def _may_have(rows: Rows, field: str) -> bool:
    """Return whether rows have a field, or one above it that is empty in all of them, so its parts are not known."""
    if field in rows.names:
        return True
    above = next((name for name in rows.names if field.startswith(f"{name}.")), None)
    if above is None or any(name.startswith(f"{above}.") for name in rows.names):
        return False
    return not any(above in row.values for row in rows.rows)


def mapped(mapping: MappingSource, rows: Rows, file: Input, site_data: SiteData) -> Mapped:
    """Return the entries of the rows that may be public, with the fields that the mapping names."""
    entries: list[Entry] = []
    problems: list[LocatedProblem] = []
    skipped = 0
    for row in rows.rows:
        if not _may_be_public(mapping, row):
            skipped += 1
            continue
        if row.secret:
            reason = f"{row.label}: the issue is confidential, and marked as public; take one of both back"
            problems.append(problem(rows.place(row, None), reason))
            continue
        values, found = _values(mapping, row, site_data)
        origin = {ours: how.field for ours, how in mapping.fields.items() if how.field is not None}
        entry, more = cleaned(Entry(row, values, origin), rows, file, site_data)
        label = f"{row.label}: " if row.label else ""
        problems.extend(problem(rows.place(row, origin.get(ours)), f"{label}{reason}") for ours, reason in found)
        problems.extend(more)
        entries.append(entry)
    return Mapped(entries, skipped, problems)


def _may_be_public(mapping: MappingSource, row: Row) -> bool:
    allowed = mapping.public
    return allowed is None or any(text.strip() in allowed.values for text in row.values.get(allowed.field, ()))


def _values(mapping: MappingSource, row: Row, site_data: SiteData) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the values of a row by our fields, and what is wrong with which."""
    values: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for ours, how in mapping.fields.items():
        if ours in PROSE and how.field is not None and not how.values:
            text, lost = to_markdown(row, how.field, mapping.markup.value if mapping.markup else row.markup)
            problems.extend((ours, f"'{how.field}' {what}; change it there, or map another field") for what in lost)
            values[ours] = text or how.value or ""
            continue
        texts, wrong = _texts(ours, how, row)
        if ours in FREE_TEXT and row.label is not None:
            found = (what for text in texts for what in losses(text, row, row.markup))
            problems.extend((ours, f"'{how.field}' {what}; change it there, or map another field") for what in found)
        if wrong:
            problems.append((ours, wrong))
        elif texts:
            values[ours] = ", ".join(texts)
    if source := row.source or row.label:
        values.setdefault("source", source)
    values |= {name: day for name, day in _days(mapping, row, site_data) if name not in values}
    return values, problems


def _texts(ours: str, how: FieldMapping, row: Row) -> tuple[Sequence[str], str | None]:
    given = [text.strip() for text in row.values.get(how.field, ()) if text.strip()] if how.field else []
    given = [text for text in dict.fromkeys(given) if text not in how.ignore]
    if how.values:
        unknown = [text for text in given if text not in how.values]
        if unknown and how.value is None:
            which = f"'{visible(unknown[0])}'" if is_public(ours) else "a value"
            return (), f"{which} of '{how.field}' is not in the mapping; add it to the values of '{ours}'"
        given = list(dict.fromkeys(how.values[text] for text in given if text in how.values))
    if len(given) > 1 and is_public(ours) and ours not in LISTS:
        which = ", ".join(f"'{visible(text)}'" for text in given[:3])
        return (), f"'{how.field}' has {len(given)} values ({which}) for '{ours}', which takes one; ignore the others"
    return given or ([how.value] if how.value is not None else []), None


def _days(mapping: MappingSource, row: Row, site_data: SiteData) -> Iterator[tuple[str, str]]:
    """Yield the days of the steps that the source remembers.

    A day on which something was planned is left out: the plan that is known now need not be that of the day.
    """
    how = mapping.fields.get("status")
    known: Mapping[str, str] = how.values if how else {}
    for day, theirs in row.changes:
        status = site_data.status_by_id.get(known.get(theirs, theirs))
        if status is not None and status.needs is Needs.NOTHING:
            yield f"date.{status.id}", day
