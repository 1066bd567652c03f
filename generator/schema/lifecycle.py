"""The statuses of an error: `content/lifecycle.yml`."""

from pydantic import Field

from ..model.lifecycle import Lifecycle, Needs, Phase, Status
from .fields import Flag, Id, PageId, Source, Text


class StatusSource(Source):
    """One status: how the public reads it, and which may follow."""

    id: PageId = Field(description="Permanent; used in histories and addresses.", examples=["planned"])
    name: Text = Field(description="What the public reads.", examples=["Planned"])
    phase: Phase = Field(description="open, planned, done or closed.", examples=["open"])
    meaning: Text = Field(
        description="One sentence that tells a customer what it means for them.",
        examples=["The report is there, and somebody looks into it."],
    )
    needs: Needs = Field(
        Needs.NOTHING, description="What a step to it names: plan, release, error, note or nothing.", examples=["plan"]
    )
    next: list[Id] = Field([], description="The statuses that may follow it.", examples=[["planned", "declined"]])
    start: Flag = Field(False, description="Whether a history may begin with it.", examples=[True])


class LifecycleSource(Source):
    """All statuses, in the order in which pages list them."""

    statuses: list[StatusSource] = Field(min_length=1, description="All statuses, in the order of the pages.")


def to_lifecycle(source: LifecycleSource) -> Lifecycle:
    """Return the model of a source."""
    return Lifecycle(
        tuple(
            Status(entry.id, entry.name, entry.phase, entry.meaning, entry.needs, tuple(entry.next), entry.start)
            for entry in source.statuses
        )
    )
