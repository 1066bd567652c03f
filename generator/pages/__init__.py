"""The pages of the site: one file a kind of page.

A module here has `LAYOUT`, the layout that its pages fill, and `specs`, which yields the pages.
It is found by being here. Besides the module, a page needs its template in `site_templates/pages/` and its phrases in
`site_templates/messages/en.yml`: at least its name, `page.<kind>`, and its description, `describe.<kind>`. A page that
is alone in its kind also has a line in `PAGES` of `generator/markup/references.py`, by which prose and navigation name
it; that list is not drawn from here because the rules, which look at it, do without what makes pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..render.file_specs import LayoutSpec, PageSpec
from ..render.renderer import Renderer


class PageModule(Protocol):
    """What a module of this package offers."""

    LAYOUT: LayoutSpec

    def specs(self, render: Renderer) -> Iterator[PageSpec]:
        """Return all pages of the kind, and of a kind below it that has no pages by itself."""
        ...
