"""The documentation of the rules: their modules' docstrings, and those of what reading checks."""

from __future__ import annotations

import inspect
import sys

from .reader_checks import READER_CHECKS
from .rule import Rule
from .run import all_rules


def documentation_of(rule: Rule) -> str:
    """Return a rule's docstring."""
    check = rule.each_error or rule.whole
    module = sys.modules[check.__module__] if check else None
    return inspect.getdoc(module) or ""


def documentation() -> dict[str, str]:
    """Return every rule's documentation by its id, in the order of the ids."""
    documented = {rule.id: documentation_of(rule) for rule in all_rules()}
    return dict(sorted({**READER_CHECKS, **documented}.items()))


def summaries() -> dict[str, str]:
    """Return every rule's first sentence by its id."""
    return {rule: " ".join(text.split("\n\n")[0].split()) for rule, text in documentation().items()}
