"""The case look-up's data: digests of case ids in files small enough to be fetched for one look-up.

A file is named by the first digits of the digests in it. Every possible name is published, empty ones too, so that a
file that cannot be fetched is a failure and never mistaken for "not registered".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from generator.model.cases import shard_digits
from generator.model.error import Error
from generator.render.plan import Output
from generator.render.renderer import Renderer
from generator.views.errors import row_of

Pairs = list[tuple[str, str]]


def outputs(render: Renderer) -> Iterator[Output]:
    """Give the shards, unless the site offers no look-up."""
    publication = render.publication
    if not publication.site.cases.lookup:
        return
    digits = shard_digits(len(publication.case_digests))
    shards: dict[str, Pairs] = {f"{number:0{digits}x}": [] for number in range(16**digits)}
    by_id = publication.by_id
    for digest, error in publication.case_digests:
        shards[digest[:digits]].append((digest, error))
    for name, pairs in shards.items():
        inputs = (" ".join([f"{digest} {by_id[error].fingerprint}" for digest, error in pairs]),)
        yield Output(f"cases/{name}.json", inputs, partial(_shard, render, pairs))


def _shard(render: Renderer, pairs: Pairs) -> bytes:
    """Give a shard: errors by digest (a case may lie behind several), and what the answer says of each error."""
    digests: dict[str, list[str]] = {}
    errors = {}
    for digest, error_id in pairs:
        digests.setdefault(digest, []).append(error_id)
        error = render.publication.by_id[error_id]
        errors[error_id] = {"title": error.title, "status": _status(error, render)}
    return json.dumps({"digests": digests, "errors": errors}, ensure_ascii=False, separators=(",", ":")).encode()


def _status(error: Error, render: Renderer) -> str:
    """Give an error's status with what a reader came for: the release of its correction and when that is."""
    row, words = row_of(error, render.publication), render.words
    when = words.day(row.out) if row.out else words.window(row.when) if row.when else ""
    plan = ", ".join(part for part in (row.release.version if row.release else "", when) if part)
    return words("lookup.plan", status=row.status.name, plan=plan) if plan else row.status.name
