"""The most common YAML syntax errors, each with a bad and a good line: what `explain yaml-syntax` says."""

from textwrap import indent

EXAMPLES: tuple[tuple[str, str, str], ...] = (
    (
        "A colon and a space end the name of a field. Put a value that contains them in quotes.",
        "title: Crash: the session ends",
        'title: "Crash: the session ends"',
    ),
    (
        "A # with a space before it begins a comment, and the text ends there. A text that has one is put in quotes.",
        "title: Printing stops at page #12",
        'title: "Printing stops at page #12"',
    ),
    (
        "A text that begins with one of `> | [ { * & ! % @` is put in quotes.",
        "affects: >=12.0 <12.5",
        'affects: ">=12.0 <12.5"',
    ),
    (
        "There is a space after the colon of a field's name.",
        "title:The session ends\nproduct: vision",
        "title: The session ends\nproduct: vision",
    ),
    (
        "A quotation mark that is opened is closed.",
        'title: "The session ends\nproduct: vision',
        'title: "The session ends"\nproduct: vision',
    ),
    (
        "Put a value that begins with a quotation mark in quotes of the other kind.",
        'title: "Send" does nothing',
        "title: '\"Send\" does nothing'",
    ),
    (
        "Between single quotes, an apostrophe is written twice; or use double quotes.",
        "title: 'The Host's screen stays black'",
        "title: 'The Host''s screen stays black'",
    ),
    (
        "A backslash in double quotes begins an escape; use single quotes.",
        'title: "Nothing is written to C:\\Support"',
        "title: 'Nothing is written to C:\\Support'",
    ),
    (
        "Brackets and braces are closed, and commas part what is between them.",
        "history:\n  - {date: 2026-08-14 status: registered}",
        "history:\n  - {date: 2026-08-14, status: registered}",
    ),
    (
        "Fields that belong together begin in the same column.",
        "contact:\n  form: https://support.example.com/\n   phone: 12345",
        "contact:\n  form: https://support.example.com/\n  phone: 12345",
    ),
    (
        "A value of several lines goes below |, indented further than the name of its field.",
        "summary: |\nThe session ends.",
        "summary: |\n  The session ends.",
    ),
)
"""A sentence, lines that are refused, and the same lines as they are meant."""


def syntax_examples() -> str:
    """Return them as Markdown, in the form of the rules' documentation."""
    return "\n\n".join(
        "\n\n".join([sentence, "Fails:", indent(bad, "    "), "Passes:", indent(good, "    ")])
        for sentence, bad, good in EXAMPLES
    )
