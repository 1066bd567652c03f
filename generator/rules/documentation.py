"""The documentation of the rules: their modules' docstrings, and a sentence for the reader's own rules."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping

from generator.rules import Rule
from generator.rules.run import all_rules
from generator.source.common_slips import common_slips

READING: Mapping[str, str] = {
    "alias": "Aliases (`*name`) are refused: a value is written out where it is needed.",
    "anchor": "Anchors (`&name`) are refused: a value is written out where it is needed.",
    "bad-type": "A field holds what its kind asks for: a text, a list, or fields of its own.",
    "bad-value": (
        "A field's text reads as what the field is: a date, a version, an id, one of several words.\n\n"
        "Prose may have 20,000 characters, 2,000 lines, and 200 each of opening brackets and backticks; a line may\n"
        "begin with 20 marks of lists or quotations. Beyond that, making HTML of it would take minutes."
    ),
    "bidi-control": "Invisible characters that turn the direction of text are refused.",
    "content-missing": "The content folder is where the command looks for it.",
    "control-character": "Invisible control characters are refused.",
    "directive": "YAML directives (`%YAML`) are refused.",
    "duplicate-key": "A field is in a mapping once.",
    "empty-file": "A source says something.",
    "encoding": "A source is UTF-8 text.",
    "file-missing": "Every site has its six files.",
    "key-not-text": "A field's name is a text, of at most 200 characters.",
    "link-outside": "A symbolic link does not leave the content folder.",
    "merge-key": "Merge keys (`<<`) are refused: fields are written out.",
    "missing-field": "A field that is not optional is there.",
    "not-a-file": "What is named like a source is a file.",
    "several-documents": "A source is one YAML document.",
    "tab-indent": "Indentation is made of spaces.",
    "tag": "Tags (`!!int`) are refused: a field's kind decides what its text is.",
    "too-deep": "Mappings and lists stand inside one another at most 32 levels deep.",
    "too-large": "A source has at most 1 MiB.",
    "unknown-field": "A field is one that its kind of file has.",
    "unreadable-file": "A source can be read.",
    "unused-excuse": "An excuse (`# allow: rule because …`) has a reason and excuses something.",
    "yaml-syntax": f"A source is YAML.\n\n{common_slips()}",
    "zero-width": "Ids, dates and names of fields hold no invisible characters, and no spaces around them.",
}
"""What reading a file checks before any rule runs; these cannot be switched off."""


def documentation_of(rule: Rule) -> str:
    """Give a rule's docstring."""
    check = rule.each_error or rule.whole
    module = sys.modules[check.__module__] if check else None
    return inspect.getdoc(module) or ""


def documentation() -> dict[str, str]:
    """Give every rule's documentation by its id, in the order of the ids."""
    documented = {rule.id: documentation_of(rule) for rule in all_rules()}
    return dict(sorted({**READING, **documented}.items()))


def summaries() -> dict[str, str]:
    """Give every rule's first sentence by its id."""
    return {rule: " ".join(text.split("\n\n")[0].split()) for rule, text in documentation().items()}
