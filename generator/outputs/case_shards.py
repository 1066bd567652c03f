"""The data of the case look-up: digests of case ids, in files small enough to fetch for one look-up.

A file is named after the first digits of the digests in it. Every possible name is published, even if empty, so that a
file that cannot be fetched is a failure and never mistaken for "not registered".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from ..model.cases import shard_digits
from ..model.error import KnownError
from ..model.publication import Publication
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.errors import originals_of, standing

Pairs = list[tuple[str, str]]


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the shards, unless the site offers no look-up."""
    publication = render.publication
    if not publication.site.cases.lookup:
        return
    digits = shard_digits(len(publication.case_digests))
    shards: dict[str, Pairs] = {f"{number:0{digits}x}": [] for number in range(16**digits)}
    by_id = publication.by_id
    for digest, error in publication.case_digests:
        shards[digest[:digits]].append((digest, error))
    for name, pairs in shards.items():
        inputs = (" ".join([f"{digest} {_fingerprints(by_id[error], publication)}" for digest, error in pairs]),)
        yield FileSpec(f"cases/{name}.json", inputs, partial(_shard, render, pairs))


def _fingerprints(error: KnownError, publication: Publication) -> str:
    return " ".join([error.fingerprint, *(other.fingerprint for other in originals_of(error, publication))])


def _shard(render: Renderer, pairs: Pairs) -> bytes:
    """Return a shard: errors by digest (a case may belong to several), and the answer for each error."""
    digests: dict[str, list[str]] = {}
    errors = {}
    for digest, error_id in pairs:
        digests.setdefault(digest, []).append(error_id)
        error = render.publication.by_id[error_id]
        errors[error_id] = {"title": error.title, "status": _status(error, render)}
    return json.dumps({"digests": digests, "errors": errors}, ensure_ascii=False, separators=(",", ":")).encode()


def _status(error: KnownError, render: Renderer) -> str:
    """Return an error's status in a line, which is what a reader came for; for a duplicate, its original's."""
    publication, messages = render.publication, render.messages
    status = standing(error, publication, messages)
    originals = originals_of(error, publication)
    if not originals:
        return status
    other = originals[-1]
    return messages(
        "standing.duplicate", status=status, other=other.id, standing=standing(other, publication, messages)
    )
