"""The finder's index: all errors as columns, small enough to be fetched by a phone when the finder is first used.

Texts that repeat (products, statuses, dates in words) stand once and are referred to by number; the columns of ids,
titles and summaries are one text each, with a line for every error, because that compresses best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.model.lifecycle import Phase
from generator.render.plan import Output
from generator.render.renderer import Renderer
from generator.views.errors import ErrorRow, rows_of
from generator.views.phases import ORDER

SUMMARY_LENGTH = 200
"""Characters of a summary that are searched; more would cost every reader more than it finds."""


def outputs(render: Renderer) -> Iterator[Output]:
    """Give the index."""
    inputs = (render.publication.errors.fingerprint,)
    yield Output("corrections/finder.json", inputs, lambda: _index(render))


def _index(render: Renderer) -> bytes:
    setting = render.publication.setting
    rows = rows_of(render.publication.errors, render.publication)
    products = {product.id: number for number, product in enumerate(setting.products)}
    statuses = {status.id: number for number, status in enumerate(setting.lifecycle.statuses)}
    whens: dict[tuple[str, int], int] = {}
    releases: dict[str, int] = {}
    affects: dict[str, int] = {"": 0}
    columns: dict[str, list[int]] = {name: [] for name in ("p", "l", "s", "r", "w", "a", "c")}
    for row in rows:
        error = row.error
        columns["p"].append(products[error.product])
        columns["l"].append(row.level.rank)
        columns["s"].append(statuses[error.status])
        release = f"{error.product}/{row.release.version}" if row.release else ""
        columns["r"].append(releases.setdefault(release, len(releases)))
        columns["w"].append(whens.setdefault(_when(row, render), len(whens)))
        columns["a"].append(affects.setdefault(error.affects.text if error.affects else "", len(affects)))
        columns["c"].append(error.changed.toordinal())
    index = {
        "products": [[product.id, product.name] for product in setting.products],
        "levels": [level.id for level in setting.severity.levels],
        "statuses": [[status.id, status.phase.value] for status in setting.lifecycle.statuses],
        "releases": list(releases),
        "whens": [list(when) for when in whens],
        "affects": list(affects),
        "id": "\n".join(row.error.id for row in rows),
        "title": "\n".join(_line(row.error.title) for row in rows),
        "words": "\n".join(_line(row.error.summary)[:SUMMARY_LENGTH] for row in rows),
        "steps": [len(row.error.history) for row in rows],
        **columns,
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _when(row: ErrorRow, render: Renderer) -> tuple[str, int]:
    """Give the correction's date in words, and what the soonest is sorted by: phases in order, then days."""
    phase = ORDER.index(row.status.phase) * 10_000_000
    if row.out is not None:
        return render.words.day(row.out), phase - row.out.toordinal() + 5_000_000
    if row.when is not None:
        return render.words.window(row.when), phase + row.when.last.toordinal()
    return "", phase + (9_000_000 if row.status.phase is Phase.PLANNED else 0)


def _line(text: str) -> str:
    return " ".join(text.split())
