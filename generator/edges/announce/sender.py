"""Makes announcements, and sends each the way of its channel."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import partial
from typing import Any

from ...manager.announcement import mail, news_of, post
from ...manager.announcing import Announcement, changes_in
from ...model.announce import SMTP_PASSWORD, MailingList
from ...render.renderer import Renderer
from ..content.template_problem import template_problems
from ..engines.prepared import Prepared
from ..machine.clock import now
from .mail_server import MailServer
from .webhooks import post_json


class Sender:
    """Sends announcements of a publication; `secrets` are environment variables with their values."""

    def __init__(self, prepared: Prepared, secrets: Mapping[str, str]) -> None:
        self._publication = prepared.publication
        self._render = Renderer(prepared.publication, prepared.templates)
        self._secrets = secrets
        announce = prepared.publication.site.announce
        self._sender = announce.sender or ""
        self._channels = {one.channel.id: one for one in announce.channels}
        self._server = MailServer(announce.smtp, secrets.get(SMTP_PASSWORD)) if announce.smtp else None

    def make(self, one: Announcement) -> Callable[[], None]:
        """Return what sends an announcement; it raises NotSentError or UnsureError if that fails."""
        to, made = self._channels[one.channel], self._made(one)
        if isinstance(to, MailingList):
            assert self._server is not None, "the rule announce-valid lets no list be without a server"
            return partial(self._server.send, made, self._sender, to.address)
        return partial(post_json, self._secrets[to.variable], made)

    def shown(self, one: Announcement) -> str:
        """Return an announcement for people to read: the head of an e-mail with its text, or JSON."""
        made = self._made(one)
        if not isinstance(made, EmailMessage):
            return json.dumps(made, ensure_ascii=False, indent=2)
        head = "\n".join(f"{name}: {value}" for name, value in made.items() if not name.startswith("MIME"))
        text = made.get_body(("plain",))
        return f"{head}\n\n{text.get_content().rstrip() if text else ''}"

    def close(self) -> None:
        """End the connection to the mail server."""
        if self._server is not None:
            self._server.close()

    def _made(self, one: Announcement) -> Any:
        to = self._channels[one.channel]
        with template_problems():
            news = news_of(changes_in(one, self._publication), self._render)
            if isinstance(to, MailingList):
                return mail(news, to, self._render, now(self._publication.site.time_zone))
            return post(news, to.kind, self._render)
