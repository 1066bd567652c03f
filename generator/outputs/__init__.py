"""What is published beside the pages: one file a kind of output.

A module here has `outputs`, which gives files to be. It is found by being here; adding an output is adding a file.
An output's bytes are made only if its `inputs` changed since the last build, and maybe in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.pages import Inputs

if TYPE_CHECKING:
    from generator.render.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be: its path below the site's root, what it is made from, and how."""

    path: str
    inputs: Inputs
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file as published. Any sink can take it: a folder, MkDocs, a test."""

    path: str
    data: bytes


class OutputModule(Protocol):
    """What a module of this package offers."""

    def outputs(self, render: Renderer) -> Iterator[Output]:
        """Give all files of the kind."""
        ...
