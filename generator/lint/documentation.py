"""The documentation of the rules: their modules' docstrings, and those of the reader's checks."""

from __future__ import annotations

import inspect
import sys

from .reader_checks import READER_CHECKS
from .rule import Rule
from .run import all_rules

_ESSENTIAL = "No site can be built without this rule, so it can be neither suppressed nor turned off nor weakened."


def documentation_of(rule: Rule) -> str:
    """Return a rule's docstring, and whether it can be suppressed."""
    check = rule.each_error or rule.whole
    module = sys.modules[check.__module__] if check else None
    text = inspect.getdoc(module) or ""
    return f"{text}\n\n{_ESSENTIAL}" if rule.essential else text


def documentation() -> dict[str, str]:
    """Return every rule's documentation by its id, in the order of the ids."""
    documented = {rule.id: documentation_of(rule) for rule in all_rules()}
    return dict(sorted({**READER_CHECKS, **documented}.items()))


def summaries() -> dict[str, str]:
    """Return every rule's first sentence by its id."""
    return {rule: " ".join(text.split("\n\n")[0].split()) for rule, text in documentation().items()}
