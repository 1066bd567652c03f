"""Who is told when something changes: `announce:` in `content/site.yml`."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from ..model.announce import Announce, Channel, MailingList, Smtp, Webhook, WebhookKind
from .fields import Count, Flag, Id, Source, Text
from .web_addresses import FormAddress, MailAddress


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", text):
        raise ValueError(f"'{text}' is not the name of a host; write one such as smtp.example.com")
    return text


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9_]{0,99}", text):
        # It may be the address itself, which is a secret and would be repeated in logs.
        raise ValueError("write the name of an environment variable, such as SLACK_URL, and nothing of what it holds")
    return text


Host = Annotated[Text, AfterValidator(_host)]
Variable = Annotated[Text, AfterValidator(_variable)]


class SmtpSource(Source):
    """The mail server. It is spoken to over TLS only; the password is in CORRIGENDA_SMTP_PASSWORD."""

    host: Host = Field(description="Its name, which its certificate must have.", examples=["smtp.example.com"])
    port: Count | None = Field(None, description="465, or 587 with starttls, if left out.", examples=[465])
    starttls: Flag = Field(False, description="Whether TLS begins with STARTTLS, as on port 587.", examples=[True])
    user: Text | None = Field(None, description="Who logs in; left out, nobody does.", examples=["news"])


class ChannelSource(Source):
    """Whom to tell about what: without a product and a severity, about all changes."""

    id: Id = Field(description="Permanent: what was announced is noted under it.", examples=["all"])
    product: Text | None = Field(None, description="Only changes of this product, by its id.", examples=["vision"])
    severity: Text | None = Field(None, description="Only errors of this level, by its id.", examples=["critical"])

    def channel(self) -> Channel:
        """Return what both kinds of channels have."""
        return Channel(self.id, self.product, self.severity)


class MailingListSource(ChannelSource):
    """A mailing list, which keeps its subscribers itself."""

    address: MailAddress = Field(description="What is written to it.", examples=["news@lists.example.com"])
    unsubscribe: FormAddress = Field(
        description="Where its readers leave it; in the header List-Unsubscribe.",
        examples=["mailto:news-leave@lists.example.com"],
    )
    subscribe: FormAddress | None = Field(
        None,
        description="Where readers join it; shown on the page of feeds.",
        examples=["https://lists.example.com/news"],
    )


class WebhookSource(ChannelSource):
    """A webhook of a chat or of another program."""

    kind: WebhookKind = Field(
        description="Whose JSON is posted: slack, teams, mattermost, discord or plain.", examples=["slack"]
    )
    variable: Variable = Field(
        description="The NAME of the environment variable that holds the webhook's address, which is a secret.",
        examples=["SLACK_URL"],
    )


class AnnounceSource(Source):
    """Who is told by `corrigenda announce`."""

    sender: MailAddress | None = Field(
        None, description="Whom mail is from; needed for lists.", examples=["news@support.example.com"]
    )
    smtp: SmtpSource | None = Field(None, description="The mail server; needed for lists.")
    lists: list[MailingListSource] = Field([], description="Mailing lists.")
    webhooks: list[WebhookSource] = Field([], description="Webhooks.")


def to_announce(source: AnnounceSource) -> Announce:
    """Return the model of a source."""
    smtp = source.smtp
    port = 0 if smtp is None else smtp.port or (587 if smtp.starttls else 465)
    return Announce(
        sender=source.sender,
        smtp=Smtp(smtp.host, port, smtp.starttls, smtp.user) if smtp else None,
        lists=tuple(MailingList(one.channel(), one.address, one.unsubscribe, one.subscribe) for one in source.lists),
        webhooks=tuple(Webhook(one.channel(), one.kind, one.variable) for one in source.webhooks),
    )
