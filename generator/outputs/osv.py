"""OSV files, for programs that compare versions with advisories: errors about security or with an id elsewhere.

The format is https://ossf.github.io/osv-schema/. It has no name for products that are in no registry of packages, so
that `database_specific` names the product.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from ..markup.references import written_out
from ..model.affected import affected_releases
from ..model.corrections import corrections_of
from ..model.error import AlsoIn, KnownError
from ..model.lifecycle import Phase
from ..model.products import Product, Release
from ..model.publication import Publication
from ..model.versions import Group, Key, Scheme
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.errors import inputs_of

VERSION = "1.7.5"


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield a file for each error about security or with an alias, unless the site publishes none."""
    publication = render.publication
    if not publication.site.outputs["osv"]:
        return
    for error in publication.errors:
        if error.has_advisory:
            yield FileSpec(error.osv_address, inputs_of(error, publication), partial(_file, render, error))


def _file(render: Renderer, error: KnownError) -> bytes:
    publication = render.publication
    product = publication.site_data.product_of(error)
    details = error.summary
    if error.workaround:
        details = f"{details.rstrip()}\n\n## {render.messages('error.workaround')}\n\n{error.workaround}"
    links = [{"type": "ADVISORY", "url": render.absolute(error.address)}]
    withdrawn = _withdrawn(error, publication)
    record: dict[str, Any] = {
        "schema_version": VERSION,
        "id": f"x_{error.id}",
        "modified": _moment(_modified(error, product)),
        "published": _moment(error.registered),
        **({"withdrawn": _moment(withdrawn)} if withdrawn else {}),
        "aliases": list(error.aliases),
        "summary": error.title,
        "details": written_out(details, render.references, publication.site.url),
        "affected": [one for found_in in error.products for one in _affected(error, found_in, publication)],
        "references": [*links, *({"type": "WEB", "url": link.url} for link in error.links)],
        "database_specific": {"severity": error.level, "status": error.status},
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _modified(error: KnownError, product: Product) -> dt.date:
    """Return the last day on which what is said may have changed; histories are append-only, so it never goes back."""
    out = [step.date for release in product.releases if release.came_out for step in release.history]
    return max([error.changed, *out])


def _withdrawn(error: KnownError, publication: Publication) -> dt.date | None:
    """Return the day an error was closed as a duplicate or as none; None if it was not.

    An error that is real, and will not be corrected, may still be planned: its status may be followed by such a one.
    """
    statuses = publication.site_data.status_by_id
    status = statuses[error.status]
    following = [statuses[one].phase for one in status.next if one in statuses]
    closed = status.phase is Phase.CLOSED and (error.duplicate_of or Phase.PLANNED not in following)
    return error.current.date if closed else None


def _affected(error: KnownError, found_in: AlsoIn, publication: Publication) -> list[dict[str, Any]]:
    """Return what is affected of a product, as one entry; none if its versions are not said."""
    releases = affected_releases(error, publication.site_data, found_in, recalled=True)
    if releases is None:
        return []
    product = publication.site_data.product_by_id[found_in.product]
    ranges = _ranges(error, found_in, releases, publication)
    platforms = {"platforms": list(error.platforms)} if error.platforms else {}
    return [
        {
            **({"ranges": ranges} if ranges else {}),
            "versions": [release.version for release in releases],
            "database_specific": {"product": product.id, "name": product.name, **platforms},
        }
    ]


def _ranges(
    error: KnownError, found_in: AlsoIn, affected: Collection[Release], publication: Publication
) -> list[dict[str, Any]]:
    """Return the range as events of semantic versions, if exactly the affected ones of what came out are in it."""
    product = publication.site_data.product_by_id[found_in.product]
    if product.scheme is not Scheme.SEMVER or found_in.affects is None:
        return []
    order, ranges, within = product.order, [], set[str]()
    corrections = (one for one in corrections_of(error, publication.site_data) if one.product == product.id)
    fixed = [order.key(one.release.version) for one in corrections if one.out and one.release]
    for group in found_in.affects.alternatives:
        if any(operator == ">" for operator, _ in group):
            # OSV has no event for it.
            return []
        start, end, last = _bounds(group, product, fixed)
        ranges.append(
            [
                {"introduced": str(start) if start is not None else "0"},
                *([{"last_affected": str(end)}] if end is not None and last else []),
                *([{"fixed": str(end)}] if end is not None and not last else []),
            ]
        )
        for version in order.versions:
            key = order.key(version)
            if (start is None or key >= start) and (end is None or key < end or (last and key == end)):
                within.add(version)
    out = {release.version for release in product.releases if release.came_out}
    if within & out != {release.version for release in affected}:
        return []
    return [{"type": "SEMVER", "events": events} for events in ranges]


def _bounds(group: Group, product: Product, fixed: Collection[Key]) -> tuple[Key | None, Key | None, bool]:
    """Return where a group begins and ends, and whether its end is in it; without an end, what corrects it ends it."""
    keys = [(operator, product.order.key(version)) for operator, version in group]
    starts: list[Key] = [key for operator, key in keys if operator in (">=", "=")]
    start = max(starts) if starts else None
    ends = [(key, operator != "<") for operator, key in keys if operator in ("<", "<=", "=")]
    ends = ends or [(key, False) for key in fixed if start is None or key > start]
    end, last = min(ends, default=(None, False))
    return start, end, last
