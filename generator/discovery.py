"""Finds modules by their room: a rule, a page, an output or a command takes part by being a file in its folder."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def names_in(room: str) -> list[str]:
    """Return the names of the modules in a room such as `rules`, in alphabetical order, without importing them."""
    return [found.name for found in pkgutil.iter_modules(importlib.import_module(f"{__package__}.{room}").__path__)]


def modules_in(room: str) -> list[ModuleType]:
    """Import all modules of a room and return them, in the order of their names."""
    return [module_in(room, name) for name in names_in(room)]


def module_in(room: str, name: str) -> ModuleType:
    """Import one module of a room and return it."""
    return importlib.import_module(f"{__package__}.{room}.{name}")
