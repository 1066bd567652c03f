"""What replaces a file or a value that cannot be read, so that everything else can still be checked."""

from __future__ import annotations

from typing import Any, NoReturn


class NotKnownError(Exception):
    """Raised when a value that could not be read is needed; ends the check that needs it."""


class NotKnown:
    """A value that could not be read: using or comparing it raises NotKnownError."""

    def _ask(self, *_: object) -> NoReturn:
        raise NotKnownError

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = __bool__ = __eq__ = __hash__ = __str__ = _ask
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = __index__ = _ask

    def __reduce__(self) -> str:
        """Stay the same object when it comes from another process."""
        return "NOT_KNOWN"


NOT_KNOWN: Any = NotKnown()
"""Replaces a value of any type."""
