"""Parts of long lists: what one error becomes in a list of all errors.

A list of ten thousand errors is made again whenever one of them changes. Most of that work goes into parts that have
not changed, so a build may store them; without a store, each part is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from ..model.error import KnownError

Part = TypeVar("Part")


class Parts(Protocol):
    """Returns a part for each error."""

    def __call__(
        self, kind: str, errors: Iterable[KnownError], make: Callable[[KnownError], Part], of: Any = str
    ) -> list[Part]:
        """Return the parts of a kind in the order of the errors. `make` must depend only on the error's own file and
        on what the publication's shared key covers. `of` is the type of a part: strings, numbers and tuples of them.
        """
        ...


def made_parts(
    kind: str,  # noqa: ARG001
    errors: Iterable[KnownError],
    make: Callable[[KnownError], Part],
    of: Any = str,  # noqa: ARG001
) -> list[Part]:
    """Make every part."""
    return [make(error) for error in errors]
