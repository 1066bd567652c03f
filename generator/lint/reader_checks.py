"""What reading a file checks before any rule runs, with an example of each. None of it can be switched off.

In an example, `<U+200B>` stands for the character that cannot be seen.
"""

from textwrap import indent
from typing import NamedTuple

from ..yaml_text.syntax_errors.examples import syntax_examples


class Check(NamedTuple):
    """A check of the reader: a sentence, lines of an error's file that pass and that fail, and more about it.

    If `of_files`, the lines are about files instead.
    """

    sentence: str
    passes: str
    fails: str
    more: str = ""
    of_files: bool = False

    @property
    def text(self) -> str:
        """Return its documentation, in the form of the rules' docstrings."""
        more = [self.more] if self.more else []
        return "\n\n".join(
            [self.sentence, *more, "Passes:", indent(self.passes, "    "), "Fails:", indent(self.fails, "    ")]
        )


_STEP = "{date: 2026-08-14, status: registered}"
_FILE = "content/roadmap/vision/NVS-2024.yml"

CHECKS: dict[str, Check] = {
    "alias": Check(
        "Aliases (`*name`) are refused: a value is written out where it is needed.",
        "related: [NRC-1051]",
        "related: *others",
    ),
    "anchor": Check(
        "Anchors (`&name`) are refused: a value is written out where it is needed.",
        "title: The Host & the Guest lose the session",
        "title: &host The Host loses the session",
    ),
    "bad-type": Check(
        "A field holds what its kind asks for: text, a list, or fields of its own.",
        f"history:\n  - {_STEP}",
        "history: registered",
    ),
    "bad-value": Check(
        "A field's text reads as what the field is: a date, a version, an id, one of several words.",
        'affects: ">=12.0 <12.5"',
        'affects: ">=12.0 <"',
        "Prose may have 20,000 characters, 2,000 lines, and 200 each of opening brackets and backticks; a line may\n"
        "begin with 20 marks of lists or quotations. Beyond that, making HTML of it would take minutes.",
    ),
    "bidi-control": Check(
        "Invisible characters that turn the direction of text are refused.",
        "title: The session ends at once",
        "title: The session <U+202E>ends at once",
    ),
    "content-missing": Check(
        "The content folder is where the command looks for it.",
        "support-site$ ls\ncontent  mkdocs.yml\nsupport-site$ corrigenda check",
        "support-site/content$ corrigenda check",
        of_files=True,
    ),
    "control-character": Check(
        "Invisible control characters are refused.",
        "title: The session ends at once",
        "title: The session <U+0007>ends at once",
    ),
    "directive": Check(
        "YAML directives (`%YAML`) are refused.",
        "id: NRC-1042",
        "%YAML 1.1\n---\nid: NRC-1042",
    ),
    "duplicate-key": Check(
        "A field is in a mapping once.",
        "title: The session ends at once",
        "title: The session ends\ntitle: The session ends at once",
    ),
    "empty-file": Check(
        "A source file is not empty.",
        "id: NRC-1042",
        "# To be written.",
    ),
    "encoding": Check(
        "A source is UTF-8 text.",
        f"{_FILE}, saved as UTF-8",
        f"{_FILE}, saved as UTF-16, or as Windows-1252 with umlauts",
        of_files=True,
    ),
    "file-missing": Check(
        "Every site has its six files.",
        "content/calendar.yml\ncontent/faq.yml\ncontent/lifecycle.yml\ncontent/products.yml\ncontent/severity.yml\n"
        "content/site.yml",
        "content/faq.yml\ncontent/site.yml",
        of_files=True,
    ),
    "key-not-text": Check(
        "A field's name is text, of at most 200 characters.",
        'title: "{{ name }} is shown instead of a name"',
        "title: {{ name }}",
    ),
    "link-outside": Check(
        "A symbolic link does not leave the content folder.",
        "content/pages/imprint.md -> about.md",
        "content/pages/imprint.md -> /home/jane/imprint.md",
        of_files=True,
    ),
    "merge-key": Check(
        "Merge keys (`<<`) are refused: fields are written out.",
        "internal: {owner: jh, tracker: RC-8812}",
        "internal: {<<: {owner: jh}, tracker: RC-8812}",
    ),
    "missing-field": Check(
        "A field that is not optional is there.",
        f"history:\n  - {_STEP}",
        "history:\n  - {date: 2026-08-14}",
    ),
    "not-a-file": Check(
        "What is named like a source is a file.",
        f"{_FILE}",
        f"{_FILE}/notes.txt",
        of_files=True,
    ),
    "page-name": Check(
        "A hand-written page ends in `.md`, and its name is one that links can hold.",
        "content/pages/terms-of-use.md",
        "content/pages/terms#use.md",
        of_files=True,
    ),
    "several-documents": Check(
        "A source is one YAML document.",
        "id: NRC-1042\ntitle: The session ends at once",
        "id: NRC-1042\n---\ntitle: The session ends at once",
    ),
    "tab-indent": Check(
        "Indentation is made of spaces.",
        f"history:\n  - {_STEP}",
        f"history:\n<U+0009>- {_STEP}",
    ),
    "tag": Check(
        "Tags (`!!int`) are refused: a field's kind decides what its text is.",
        'affects: "12.5"',
        "affects: !!str 12.5",
    ),
    "too-deep": Check(
        "Mappings and lists are nested at most 32 levels deep.",
        "internal: {owner: jh}",
        f"internal: {'[' * 32}{']' * 32}",
    ),
    "too-large": Check(
        "A source has at most 1 MiB.",
        f"{_FILE}, of 2 KiB",
        f"{_FILE}, of 2 MiB",
        of_files=True,
    ),
    "unknown-field": Check(
        "A field is one that its kind of file has.",
        "workaround: Turn off power saving.",
        "workarround: Turn off power saving.",
    ),
    "unreadable-file": Check(
        "A source can be read.",
        f"-rw-r--r--  {_FILE}",
        f"----------  {_FILE}",
        of_files=True,
    ),
    "unused-suppression": Check(
        "A suppression (`# allow: rule because …`) has a reason and suppresses something.",
        "title: It ends  # allow: text-length because the product's own manual calls it so",
        "title: It ends  # allow: text-length",
    ),
    "invisible-in-name": Check(
        "Ids, dates and names of fields hold no invisible characters, and no spaces around them.",
        "id: NRC-1042",
        "id: NRC-1042<U+200B>",
    ),
}

READER_CHECKS: dict[str, str] = {
    **{rule: check.text for rule, check in CHECKS.items()},
    "yaml-syntax": f"A source is YAML.\n\n{syntax_examples()}",
}
"""The documentation of these checks by the ids of their rules."""
