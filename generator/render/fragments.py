"""Parts of long lists: what one error becomes in a list of all of them.

A list of ten thousand errors is made again whenever one of them changes. Most of that work goes into parts that have
not changed, so the build may keep them; if nobody keeps them, each is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from ..model.error import KnownError

Part = TypeVar("Part")


class Parts(Protocol):
    """Returns a part for each error."""

    def __call__(self, kind: str, errors: Iterable[KnownError], make: Callable[[KnownError], Part]) -> list[Part]:
        """Return the parts of a kind in the order of the errors. `make` depends on the error's own file and on what the
        publication's shared key covers, and on nothing else; a part consists of strings, numbers and tuples of them.
        """
        ...


def made_parts(kind: str, errors: Iterable[KnownError], make: Callable[[KnownError], Part]) -> list[Part]:  # noqa: ARG001
    """Make every part."""
    return [make(error) for error in errors]
