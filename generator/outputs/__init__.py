"""What is published beside the pages: one module for each kind of output.

A module here has `outputs`, which yields files to make. It is found by being here: to add an output, add a module.
One that a publisher may turn off asks `site.outputs` for a field, which `OutputsSource` needs as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer


class OutputModule(Protocol):
    """What a module of this package offers."""

    def outputs(self, render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
        """Return all files of the kind."""
        ...
