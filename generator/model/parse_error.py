"""What is wrong with a field's text, and what it may have been meant to be."""

from __future__ import annotations


class ParseError(ValueError):
    """The text is not what its field takes; `meant` is what it may have been meant to be."""

    def __init__(self, reason: str, meant: str | None = None) -> None:
        super().__init__(reason)
        self.meant = meant
