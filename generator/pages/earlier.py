"""The further pages of the list of changes; `changes.py` yields them along with the first.

This is a module of pages for its `LAYOUT`: they are deeper than the first page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.addresses import PAGES, further_address
from ..render.file_specs import LayoutSpec, PageSpec
from ..render.renderer import Renderer

LAYOUT = LayoutSpec("earlier", further_address(PAGES["changes"], 2))


def specs(render: Renderer) -> Iterator[PageSpec]:  # noqa: ARG001
    """Return none."""
    return iter(())
