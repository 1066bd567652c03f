"""The product manager's report as text, JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from ..model.error import KnownError
from ..model.site_data import SiteData
from ..outputs.spreadsheet import harmless
from .overview import Management, Upcoming


def management_text(report: Management, site_data: SiteData) -> str:
    """Return the report for the terminal."""
    lines = [f"{site_data.site.name}, {report.as_of}", ""]
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
    if report.kept_rate is None:
        lines.append("Nothing has been delivered yet.")
    else:
        lines.append(
            f"Kept: {report.kept} of {report.delivered} deliveries as first promised ({report.kept_rate:.0%})."
        )
    return "\n".join(lines) + "\n"


def management_json(report: Management) -> str:
    """Return the report for programs."""
    value = {
        "as_of": report.as_of.isoformat(),
        "since": report.since.isoformat(),
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
        "kept": report.kept,
        "delivered": report.delivered,
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
