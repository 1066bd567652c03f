"""The publisher's own messages, `content/messages.yml`: phrases that replace some or all of the templates'."""

from pydantic import ConfigDict, RootModel

from .fields import Text


class MessagesSource(RootModel[dict[str, Text]]):
    """Phrases by their key. Places in braces, such as {count}, are filled in by the site; keep their names."""

    model_config = ConfigDict(frozen=True)


def to_messages(source: MessagesSource) -> dict[str, str]:
    """Return the model of a source."""
    return source.root
