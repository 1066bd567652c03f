"""Who is told when something changes (`announce:` in `site.yml`): mailing lists and webhooks.

No address of a reader and no secret is here: a mailing list keeps its subscribers, and the environment the secrets.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

SMTP_PASSWORD = "CORRIGENDA_SMTP_PASSWORD"
"""The environment variable that holds the password of the mail server's user."""


class WebhookKind(enum.Enum):
    """Whose JSON is posted; `plain` is our own, for other programs."""

    SLACK = "slack"
    TEAMS = "teams"
    MATTERMOST = "mattermost"
    DISCORD = "discord"
    PLAIN = "plain"


class Channel(NamedTuple):
    """Whom to tell about what: all changes, or those of a product, a level of severity, or both."""

    id: str
    product: str | None
    severity: str | None


class MailingList(NamedTuple):
    """A mailing list: its address, and where its readers subscribe and unsubscribe."""

    channel: Channel
    address: str
    unsubscribe: str
    subscribe: str | None


class Webhook(NamedTuple):
    """A webhook, by the kind of its JSON; `variable` is the environment variable that holds its address, a secret."""

    channel: Channel
    kind: WebhookKind
    variable: str


class Smtp(NamedTuple):
    """A mail server, which is spoken to over TLS only: from the start or, with `starttls`, from the second command."""

    host: str
    port: int
    starttls: bool
    user: str | None


class Announce(NamedTuple):
    """All channels, and what mail is sent by: `sender` and `smtp` are there if `lists` has any."""

    sender: str | None
    smtp: Smtp | None
    lists: tuple[MailingList, ...]
    webhooks: tuple[Webhook, ...]

    @property
    def channels(self) -> tuple[MailingList | Webhook, ...]:
        """Return the lists and the webhooks."""
        return (*self.lists, *self.webhooks)
