"""What is wrong with a field's text, and what may have been meant."""

from __future__ import annotations


class ParseError(ValueError):
    """Raised for text that its field does not take; `meant` is what may have been meant."""

    def __init__(self, reason: str, meant: str | None = None) -> None:
        super().__init__(reason)
        self.meant = meant
