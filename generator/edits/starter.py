"""A content folder to start from: what is in `site_templates/starter/`, with the publisher's name and today's dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jinja2 import StrictUndefined, Template

from .scalars import scalar


def starter_texts(templates: Mapping[str, str], *, name: str, url: str, salt: str, day: dt.date) -> dict[str, str]:
    """Return the files of a new content folder, by their names below it.

    `templates` are those of the starter, by the same names; `name`, `url` and `salt` go into site.yml. The files are as
    of `day`, so that nothing in them has passed or is stale from the beginning.
    """
    values = {
        "name": scalar(name),
        "url": url if url.endswith("/") else f"{url}/",
        "salt": scalar(salt),
        "today": day.isoformat(),
        "next_year": str(day.year + 1),
    }
    return {
        file: Template(text, undefined=StrictUndefined, keep_trailing_newline=True).render(values)
        for file, text in templates.items()
    }
