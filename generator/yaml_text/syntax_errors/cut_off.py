"""Finds texts that YAML cuts off without a word: what follows ` #` on a line is a comment, also in `title: Crash #12`.

A comment is written `# so`, with a space, or is a suppression; a `#` before a letter or digit was meant as a part
of the text. After a text in quotation marks or a closed bracket it cuts nothing.
"""

import re
from collections.abc import Iterator

from ...problems.problem import LocatedProblem, Position, ProblemSeverity
from ..comments import find_comments

_LIKELY = re.compile(r" #(?!allow:)\w")
_MESSAGE = "a '#' after a space begins a comment, so the value ends before it; put the value in quotes"


def cut_off_values(text: str, file: str) -> Iterator[LocatedProblem]:
    """Yield a problem for each text that is cut off by what was hardly meant as a comment."""
    if not _LIKELY.search(text):
        return
    lines = text.split("\n")
    for comment in find_comments(text):
        before = lines[comment.line - 1][: comment.column - 1].rstrip()
        # Of an entry such as `- #12 is related`, nothing is left.
        cuts = before.endswith("-") if comment.alone else before[-1] not in "\"'}]|>,[{"
        if cuts and _LIKELY.match(" " + comment.text):
            yield LocatedProblem(
                "yaml-syntax", ProblemSeverity.ERROR, Position(file, comment.line, comment.column), _MESSAGE
            )
