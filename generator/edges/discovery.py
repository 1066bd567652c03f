"""Finds the pages and outputs: whatever module lies in their folder takes part."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import cast

import generator.outputs
import generator.pages
from generator.outputs import OutputModule
from generator.pages import PageModule


@cache
def page_modules() -> tuple[PageModule, ...]:
    """Give every kind of page, in the order of their modules' names."""
    return tuple(cast(PageModule, module) for module in _modules(generator.pages) if hasattr(module, "SHELL"))


@cache
def output_modules() -> tuple[OutputModule, ...]:
    """Give every kind of output, in the order of their modules' names."""
    return tuple(cast(OutputModule, module) for module in _modules(generator.outputs) if hasattr(module, "outputs"))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}")
