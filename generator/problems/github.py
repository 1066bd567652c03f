"""Problems as GitHub's annotations: workflow commands that point at the line in a pull request."""

from collections.abc import Sequence

from .problem import LocatedProblem
from .text import summary


def render_github(problems: Sequence[LocatedProblem], most: int | None = None) -> str:
    """Return a line for each problem, at most `most`, and one that counts them, which GitHub shows in its log."""
    shown = problems[:most]
    return "".join(f"{line}\n" for line in [*map(_command, shown), summary(problems, len(shown))])


def _command(problem: LocatedProblem) -> str:
    position = problem.position
    fields = f"file={_field(position.file)},line={position.line},col={position.column},title={_field(problem.rule)}"
    return f"::{problem.severity.value} {fields}::{_text(problem.sentence)}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
