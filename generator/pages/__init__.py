"""The pages of the site: one module for each kind.

A module here has `LAYOUT`, the layout that its pages fill, and `specs`, which yields the pages. It is discovered
automatically. Besides the module, a page needs a template in `site_templates/pages/` and phrases in
`site_templates/messages/en.yml`: at least its name, `page.<kind>`, and its description, `describe.<kind>`. A page that
is the only one of its kind also needs a line in `PAGES` of `generator/model/addresses.py`, so that prose and navigation
can name it; that list is separate because the rules, which use it, must not import what makes pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..render.file_specs import LayoutSpec, PageSpec
from ..render.renderer import Renderer


class PageModule(Protocol):
    """What each module of this package has."""

    LAYOUT: LayoutSpec

    def specs(self, render: Renderer) -> Iterator[PageSpec]:
        """Return all pages of the kind, and those of a kind below it that yields none itself."""
        ...
