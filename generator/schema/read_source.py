"""From the bytes of a file of any kind to its typed source, or to every problem in it, in the author's words."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ..problems.problem import AnyProblem, FieldPath, LocatedProblem, Problem
from ..yaml_text.locate import locate
from ..yaml_text.nodes import Node, plain, reported
from ..yaml_text.reader import ParsedText, read_text
from ..yaml_text.text import decode
from ..yaml_text.values import read_values
from .placeholders import Recovered, fill_placeholders, recovered, rename, within
from .split_entries import join_split_entries
from .validation_errors import problem_from

Kind = TypeVar("Kind", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[Kind]):
    """What was read of a file: its source if it is valid, and its problems.

    `recovered` is what it may have been meant to say: rules check that, so that one run reports everything.
    """

    source: Kind | None
    syntax_errors: tuple[LocatedProblem, ...] = ()
    validation_errors: tuple[Problem, ...] = ()
    recovered: Recovered[Kind] | None = None

    @property
    def problems(self) -> tuple[AnyProblem, ...]:
        """Return all of its problems."""
        return (*self.syntax_errors, *self.validation_errors)


def read_source(data: bytes, file: str, kind: type[Kind]) -> SourceFile[Kind]:
    """Read a file's bytes as a kind of source; `file` names it in problems."""
    decoded = decode(data, file)
    if decoded.text is None:
        return SourceFile(None, decoded.problems)
    values: Any = read_values(decoded.text)
    if values is not None:
        return _typed(values, file, kind, decoded.problems)
    parsed = read_text(decoded.text, file)
    if decoded.problems and any(problem.rule == "yaml-syntax" for problem in parsed.problems):
        # They may only be consequences of what was refused.
        return SourceFile(None, decoded.problems)
    problems = (*decoded.problems, *parsed.problems)
    if parsed.root is None:
        return SourceFile(None, problems)
    values, unreadable = plain(parsed.root), reported(parsed.root)
    if not fill_placeholders(values, unreadable, kind):
        return SourceFile(None, problems)
    typed = _typed(values, file, kind, problems, unreadable)
    return _without_losses(typed, parsed, parsed.root) if parsed.lost else typed


def _typed(
    values: Any,
    file: str,
    kind: type[Kind],
    syntax_errors: tuple[LocatedProblem, ...] = (),
    unreadable: tuple[FieldPath, ...] = (),
) -> SourceFile[Kind]:
    """Type the values of a file; `syntax_errors` are those it has, `unreadable` the paths to placeholders."""
    try:
        source = kind.model_validate(values)
    except ValidationError as error:
        # If a value is not known, the name of its field may still be wrong.
        validation_errors = [
            one
            for one in error.errors(include_url=False)
            if one["type"] == "extra_forbidden" or not within(one["loc"], unreadable)
        ]
        renamed = rename(values, validation_errors, kind)
        # A field that is there under a misspelled name is not reported as missing.
        details = [one for one in validation_errors if not (one["type"] == "missing" and one["loc"] in renamed)]
        split, others = join_split_entries(values, details, file)
        more = tuple(problem_from(detail, file, kind) for detail in others)
        meant = recovered(values, details, kind, renamed, unreadable)
        return SourceFile(None, syntax_errors, split + more, meant)
    if syntax_errors:
        return SourceFile(None, syntax_errors, recovered=Recovered(source, (), unreadable))
    return SourceFile(source)


def _without_losses(typed: SourceFile[Kind], parsed: ParsedText, root: Node) -> SourceFile[Kind]:
    """Leave out problems that may be due to lost lines of the file only: missing fields, and lost values."""

    def is_lost(problem: Problem) -> bool:
        line = locate(root, problem.location, parsed.readable).line
        return problem.rule == "missing-field" or any(first <= line <= last for first, last in parsed.lost)

    return SourceFile(None, typed.syntax_errors, tuple(one for one in typed.validation_errors if not is_lost(one)))
