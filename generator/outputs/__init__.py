"""What is published besides the pages: one module for each kind of output.

A module here has `outputs`, which yields the files to make. It is discovered automatically: to add an output, add a
module. One that a publisher may turn off needs a field in `site.outputs` and in `OutputsSource`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer


class OutputModule(Protocol):
    """What each module of this package has."""

    def outputs(self, render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
        """Return all files of the kind."""
        ...
