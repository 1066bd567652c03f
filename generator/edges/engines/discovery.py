"""Finds the kinds of pages and outputs: every module in their folder is one."""

from __future__ import annotations

from functools import cache
from typing import cast

from ...discovery import modules_in
from ...outputs import OutputModule
from ...pages import PageModule


@cache
def page_modules() -> tuple[PageModule, ...]:
    """Return every kind of page, ordered by module name."""
    return tuple(cast(PageModule, module) for module in modules_in("pages") if hasattr(module, "LAYOUT"))


@cache
def output_modules() -> tuple[OutputModule, ...]:
    """Return every kind of output, ordered by module name."""
    return tuple(cast(OutputModule, module) for module in modules_in("outputs") if hasattr(module, "outputs"))
