"""The documentation of the rules: their modules' docstrings, and those of the reader's checks."""

import inspect

from ..discovery import modules_in
from .reader_checks import READER_CHECKS

_ESSENTIAL = "No site can be built without this rule, so it can be neither suppressed nor turned off nor weakened."


def documentation() -> dict[str, str]:
    """Return every rule's documentation by its id, in the order of the ids."""
    found = dict(READER_CHECKS)
    for module in modules_in("rules"):
        text = inspect.getdoc(module) or ""
        found[module.RULE.id] = f"{text}\n\n{_ESSENTIAL}" if module.RULE.essential else text
    return dict(sorted(found.items()))


def summaries() -> dict[str, str]:
    """Return every rule's first sentence by its id."""
    return {rule: " ".join(text.split("\n\n")[0].split()) for rule, text in documentation().items()}
