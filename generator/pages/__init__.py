"""The pages of the site: one file a kind of page.

A module here has `SHELL`, the page of the theme that its pages are stamped into, and `plans`, which gives the pages.
It is found by being here; adding a page is adding a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator.render.plan import PagePlan, Shell
from generator.render.renderer import Renderer


class PageModule(Protocol):
    """What a module of this package offers."""

    SHELL: Shell

    def plans(self, render: Renderer) -> Iterator[PagePlan]:
        """Give all pages of the kind, and of a kind below it that has no pages by itself."""
        ...
