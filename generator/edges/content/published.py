"""What was published: the content as it was at a revision of git, or what a site says in its API."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...model.addresses import api_address
from ...model.catalog import Catalog
from ...model.error import KnownError
from ...views.feeds import MOST
from ..machine.git import folder_at
from ..machine.request import BuildRequest
from .load import load_content
from .snapshot import take_snapshot

SECONDS = 30
"""How long the answer of a site may take."""


def catalog_at(request: BuildRequest, revision: str, day: dt.date) -> Catalog | None:
    """Return the content at a revision, as of a day; None if it cannot be read, GitError if it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        return catalog_in(request, folder_at(request.content, revision, Path(folder)), day)


def catalog_in(request: BuildRequest, folder: Path, day: dt.date) -> Catalog | None:
    """Return the content of another folder, as of a day; None if it cannot be read."""
    return load_content(take_snapshot(replace(request, content=folder, as_of=day)), None).catalog


def steps_on_site(site: str, error: KnownError) -> int:
    """Return how many steps of an error a published site has, which is given by its folder or its address.

    Where the API has no file for each error, `changes.json` says it, which has the newest changes only: a step of its
    oldest day or before counts as published. Raise ValueError if the site does not say.
    """
    alone = _read_api(site, error.api_address)
    changes = _read_api(site, api_address("changes")) if alone is None else {}
    if changes is None:
        raise ValueError(f"it has no {api_address('changes')}")
    try:
        if alone is not None:
            return len(alone["history"])
        steps = [int(one["step"]) for one in changes["changes"] if one["error"] == error.id]
        # With fewer, it has all.
        oldest = min(str(one["date"]) for one in changes["changes"]) if len(changes["changes"]) >= MOST else ""
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"its {api_address('changes')} is not one of this program") from wrong
    passed = sum(step.date.isoformat() <= oldest for step in error.history)
    return max(passed, *steps, 0)


def _read_api(site: str, address: str) -> Any:
    """Return what a file of a site's API holds; None if there is no such file, ValueError if it cannot be read."""
    try:
        if not site.startswith(("https://", "http://")):
            file = Path(site, address)
            return json.loads(file.read_bytes()) if file.is_file() else None
        with urllib.request.urlopen(f"{site.rstrip('/')}/{address}", timeout=SECONDS) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise ValueError(f"it answers {error.code} for {address}") from error
    except OSError as error:
        raise ValueError(f"{address} cannot be had: {getattr(error, 'reason', error)}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"its {address} is not JSON") from error
