"""Loads the small files alone, for commands that need no roadmap and should not wait for a large one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ...lint.run import check_catalog
from ...model.catalog import Catalog
from ...model.site_data import SiteData
from ..machine.request import BuildRequest
from .files import OPTIONAL, find_content
from .locate_problems import Report, locate_problems
from .settings import small_files


def load_site_data(request: BuildRequest, rules: Collection[str]) -> tuple[SiteData | None, Report]:
    """Return the small files' content, or None if one cannot be read, and what is wrong: only the named rules.

    Others may speak of errors, which are not loaded here.
    """
    content = find_content(request.content)
    # A file that may be left out, and has not a byte, says nothing. The shell makes one for `>> content/messages.yml`
    # before the command begins that is to fill it.
    said = {kind: file for kind, file in content.small.items() if file.size or kind not in OPTIONAL}
    content = replace(content, small=said)
    site_data, invalid, problems, _ = small_files(content, request.as_of)
    if invalid:
        return None, locate_problems([*content.problems, *problems], request.content, {})
    catalog = Catalog(site_data, (), (), (), request.content.name)
    found = [problem for problem in check_catalog(catalog) if problem.rule in rules]
    return site_data, locate_problems(found, request.content, {})
