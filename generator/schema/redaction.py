"""Corrections of wording after publication, as errors, releases and questions list them."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from ..model.redaction import Redaction
from .fields import Day, Id, Source, Text


class RedactionSource(Source):
    """A correction of wording that was public already; `corrigenda redact` writes it."""

    date: Day = Field(description="The day it was corrected.", examples=["2026-11-28"])
    texts: Annotated[list[Id], Field(min_length=1)] = Field(
        description="What was corrected: fields beside it, or steps of the history by number.",
        examples=[["summary", "step-3"]],
    )
    reason: Text = Field(
        description="The reason, for customers to read.", examples=["The summary named a customer's computer."]
    )


def to_redactions(sources: Iterable[RedactionSource]) -> tuple[Redaction, ...]:
    """Return the model of sources."""
    return tuple(Redaction(one.date, tuple(one.texts), one.reason) for one in sources)
