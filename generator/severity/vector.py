"""Answers as a line that can be shared: named pairs in canonical order with the matrix' version.

`v=1.0&environment=production&impact=severe` is the fragment of the self-assessment's address. It is read as a whole
or not at all, so that a link never shows anything but what its sender saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .model import SeverityMatrix

UNSURE = "unknown"
"""Means "I don't know"."""
VERSION, ASK, AT = "v", "ask", "at"
"""Names of pairs that are not questions: the matrix' version, the question shown although it is answered, and the
moment of the report."""
RESERVED = (VERSION, ASK, AT)


def spelled_out(answers: Iterable[tuple[str, str]]) -> str:
    """Return answers as people type them: `environment=lab impact=minor`."""
    return " ".join(f"{question}={answer}" for question, answer in answers)


def vector_of(matrix: SeverityMatrix, answers: Mapping[str, str]) -> str:
    """Return the fragment for answers by question; questions without an answer are left out."""
    pairs = [(VERSION, matrix.version)]
    pairs += [(question.id, answers[question.id]) for question in matrix.questions if question.id in answers]
    return "&".join(f"{name}={value}" for name, value in pairs)
