"""The product manager's report as text, JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise

from ..model.error import KnownError
from ..model.site_data import SiteData
from ..outputs.spreadsheet import harmless
from .overview import BANDS, Management, Upcoming


def management_text(report: Management, site_data: SiteData) -> str:
    """Return the report for the terminal."""
    lines = [f"{site_data.site.name}, {report.as_of}", ""]
    lines += _waiting(report, site_data)
    lines += _section(f"New since {report.since}", [f"{one.registered} {_named(one)}" for one in report.new])
    fixes = [f"{c.date} {_named(c.error)}{f': {c.release}' if c.release else ''}" for c in report.corrected]
    lines += _section(f"Corrected since {report.since}", fixes)
    lines += _section(
        "Overdue", [f"{_named(o.error)}: {o.plan}, {o.days} days ago ({o.reason})" for o in report.overdue]
    )
    lines += _section("Untouched for long", [f"{_named(s.error)}: {s.days} days" for s in report.stale])
    moves = [
        f"{m.date} {_named(m.error)}: {m.before} -> {m.after or 'no plan'}{f' ({m.note})' if m.note else ''}"
        for m in report.moved
    ]
    lines += _section(f"Moved since {report.since}", moves)
    lines += _section("Coming", [line for row in report.upcoming for line in _coming(row, site_data)])
    if not report.due:
        lines.append("No promise has been due yet.")
    else:
        share = f"{report.on_time / report.due:.0%}"
        lines.append(f"On time: {report.on_time} of {report.due} promises that were due ({share})")
        lines += [f"  Q{one.number} {one.year}: {one.on_time} of {one.due}" for one in report.quarters]
    return "\n".join(lines) + "\n"


def management_json(report: Management) -> str:
    """Return the report for programs."""
    value = {
        "as_of": report.as_of.isoformat(),
        "since": report.since.isoformat(),
        "waiting": [{"error": w.error.id, "severity": w.error.level, "days": w.days} for w in report.waiting],
        "new": [{"error": one.id, "date": one.registered.isoformat()} for one in report.new],
        "corrected": [
            {"error": c.error.id, "date": c.date.isoformat(), "release": c.release} for c in report.corrected
        ],
        "overdue": [{"error": o.error.id, "plan": o.plan, "days": o.days, "reason": o.reason} for o in report.overdue],
        "stale": [{"error": s.error.id, "days": s.days} for s in report.stale],
        "moved": [
            {"error": m.error.id, "date": m.date.isoformat(), "from": m.before, "to": m.after, "note": m.note}
            for m in report.moved
        ],
        "upcoming": [
            {
                "product": row.product,
                "release": row.release,
                "window": row.window.text if row.window else None,
                "errors": [error.id for error in row.errors],
            }
            for row in report.upcoming
        ],
        "promises": {
            "due": report.due,
            "on_time": report.on_time,
            "quarters": [
                {"quarter": f"{one.year}-Q{one.number}", "due": one.due, "on_time": one.on_time}
                for one in report.quarters
            ],
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def management_csv(report: Management) -> str:
    """Return the report for a spreadsheet: one row for each item."""
    stream = StringIO()
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(("topic", "error", "title", "date", "plan", "days", "note"))
    rows.writerows([harmless(cell) for cell in row] for row in _rows(report))
    return stream.getvalue()


def _rows(report: Management) -> Iterator[tuple[str, ...]]:
    for one in report.waiting:
        yield "waiting", one.error.id, one.error.title, "", one.error.current.plan or "", str(one.days), ""
    for new in report.new:
        yield "new", new.id, new.title, new.registered.isoformat(), "", "", ""
    for fix in report.corrected:
        yield "corrected", fix.error.id, fix.error.title, fix.date.isoformat(), fix.release or "", "", ""
    for late in report.overdue:
        yield "overdue", late.error.id, late.error.title, "", late.plan, str(late.days), late.reason
    for old in report.stale:
        yield "stale", old.error.id, old.error.title, "", "", str(old.days), ""
    for move in report.moved:
        way = f"{move.before} -> {move.after or 'no plan'}"
        yield "moved", move.error.id, move.error.title, move.date.isoformat(), way, "", move.note or ""
    for row in report.upcoming:
        for error in row.errors:
            date = row.window.text if row.window else ""
            yield "upcoming", error.id, error.title, date, row.release or date, "", ""


def bands() -> tuple[str, ...]:
    """Return the bands of ages in words."""
    between = [f"{first} to {end - 1} days" for first, end in pairwise(BANDS)]
    return (f"under {BANDS[0]} days", *between, f"{BANDS[-1]} days or more")


def _waiting(report: Management, site_data: SiteData) -> list[str]:
    """Return how many errors of each level wait, and for how long."""
    lines = []
    for level in site_data.severity.levels:
        counts = report.by_age(level.id)
        known = ", ".join(f"{band}: {count}" for count, band in zip(counts, bands(), strict=True) if count)
        lines.append(f"  {level.name}: {sum(counts)}{f' ({known})' if known else ''}")
    return [f"Waiting ({len(report.waiting)})", *lines, ""] if report.waiting else ["Waiting: nothing", ""]


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"{title} ({len(lines)})" if lines else f"{title}: nothing", *(f"  {line}" for line in lines), ""]


def _named(error: KnownError) -> str:
    return f"{error.id} {error.title}"


def _coming(row: Upcoming, site_data: SiteData) -> Iterator[str]:
    when = row.window.text if row.window else "no date"
    name = site_data.product_by_id[row.product].name
    what = f"{name} {row.release}" if row.release else f"{name}, no release yet"
    ids = ", ".join(error.id for error in row.errors) or "nothing"
    yield f"{when}  {what}: {ids}"
