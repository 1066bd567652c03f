"""How the fields of a tracker or of a foreign table become those of an error: the mapping file of `import`."""

from __future__ import annotations

import enum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .fields import Source, Text


class Markup(enum.Enum):
    """How texts are written where they come from."""

    MARKDOWN = "markdown"
    JIRA = "jira"
    PLAIN = "plain"


class FieldMapping(Source):
    """Where the value of one of our fields comes from."""

    field: Text | None = Field(None, description="The source's field, such as `status`.", examples=["status"])
    values: dict[str, Text] = Field(
        {}, description="What each of its values is called here.", examples=[{"In Progress": "in-progress"}]
    )
    ignore: list[Text] = Field([], description="Its values that say nothing here.", examples=[["Backlog"]])
    value: Text | None = Field(None, description="The same value for all, or where the field has none.")


class PublicIf(Source):
    """What allows an issue to be public."""

    field: Text = Field(description="The source's field, such as `labels`.", examples=["labels"])
    values: list[Text] = Field(min_length=1, description="Any of these allows it.", examples=[["customer-visible"]])


def _with_field(value: Any) -> Any:
    return {"field": value} if isinstance(value, str) else value


class MappingSource(Source):
    """A mapping. Only what is named in it is ever read."""

    public: PublicIf | None = Field(None, description="What allows an issue to be public; needed for a tracker.")
    markup: Markup | None = Field(None, description="How texts are written: markdown, jira or plain.")
    fields: dict[str, Annotated[FieldMapping, BeforeValidator(_with_field)]] = Field(
        min_length=1, description="Our fields, each with where its value comes from."
    )
