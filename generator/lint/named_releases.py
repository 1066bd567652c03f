"""Where an error's file names releases, whose field is a version or a list of several, and products."""

from collections.abc import Iterator

from ..model.error import AlsoIn, KnownError, Step
from ..problems.problem import FieldPath


def named_releases(error: KnownError) -> Iterator[tuple[FieldPath, str]]:
    """Yield each release that a step of an error's history names, with its field's path."""
    for index, step in enumerate(error.history):
        for at, version in enumerate(step.releases):
            yield release_path(index, step, at), version


def release_path(index: int, step: Step, at: int) -> FieldPath:
    """Return the path of one of the releases of a step: the field itself if it is the only one."""
    field: FieldPath = ("history", index, "release")
    return field if len(step.releases) == 1 else (*field, at)


def named_products(error: KnownError) -> Iterator[tuple[AlsoIn, FieldPath]]:
    """Yield each product that an error is in, with the path of the mapping that names it: the file's, for its own."""
    yield AlsoIn(error.product, error.affects), ()
    for index, other in enumerate(error.also_in):
        yield other, ("also_in", index)
