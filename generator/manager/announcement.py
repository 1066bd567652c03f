"""Says what an announcement says: as an e-mail with text and HTML, and as the JSON that chats and programs take.

Everything in it is from the entries of the feeds, so nothing is sent that is not published.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from ..model.announce import MailingList, WebhookKind
from ..model.publication import Publication
from ..outputs.feeds import Entry, entry_of
from ..render.renderer import Renderer
from ..views.changes import AnyChange, Change


@dataclass(frozen=True, slots=True)
class News:
    """What is said about one error or release: its title, the newest step's address, and each entry with its day."""

    title: str
    name: str
    url: str
    entries: tuple[tuple[Entry, str], ...]


def news_of(changes: Sequence[AnyChange], render: Renderer) -> News:
    """Return what changes of one error or release say, the oldest first."""
    newest = changes[-1]
    entries = tuple((entry_of(render, change), render.messages.day(change.step.date)) for change in changes)
    if isinstance(newest, Change):
        title = render.messages("announce.title", id=newest.error.id, title=newest.error.title)
    else:
        product = render.publication.site_data.product_by_id[newest.product]
        title = f"{product.name} {newest.release.version}"
    return News(_line(title), newest.name, entries[-1][0]["url"], entries)


def mail(news: News, to: MailingList, render: Renderer, now: dt.datetime) -> EmailMessage:
    """Return the e-mail to a mailing list.

    All mail about one error, or release, names the same message in `References`, which was never sent, and has the same
    subject: so mail programs show it as one thread. Its own id is made of the entry's and the list's, for good.
    """
    site = render.publication.site
    view = {"news": news, "list": to, "notice": sample_notice(render)}
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_header(site.name), addr_spec=site.announce.sender or "")
    message["To"] = to.address
    message["Subject"] = _header(news.title)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = _message_id(f"{news.name}:{to.channel.id}", render.publication)
    message["References"] = _message_id(news.name.partition(":")[0], render.publication)
    message["List-Unsubscribe"] = f"<{to.unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render.text("outputs/announcement.txt", **view), cte="quoted-printable")
    message.add_alternative(render.text("outputs/announcement.html", **view), subtype="html", cte="quoted-printable")
    message["Content-Language"] = site.locale
    return message


def post(news: News, kind: WebhookKind, render: Renderer) -> dict[str, Any]:
    """Return what is posted to a webhook. No text of an author becomes markup there, or calls anybody by `@`."""
    return _POSTS[kind](news, render)


def sample_notice(render: Renderer) -> str:
    """Return what is said about sample data; nothing if the data is real."""
    site = render.publication.site
    return (site.sample_notice or render.messages("sample.notice")) if site.sample_data else ""


def _slack(news: News, render: Renderer) -> dict[str, Any]:
    # https://docs.slack.dev/reference/block-kit/blocks/rich-text-block: elements are shown as they are.
    # In `text`, which notifications show, only these three characters can begin anything.
    title = "; ".join(entry["title"] for entry, _ in news.entries)
    fallback = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    links = [{"type": "link", "url": entry["url"], "text": entry["title"]} for entry, _ in news.entries]
    line_end = {"type": "text", "text": "\n"}
    elements = [part for link in links for part in (link, line_end)]
    section = {"type": "rich_text_section", "elements": [*elements, {"type": "text", "text": _rest(news, render)}]}
    return {"text": fallback, "blocks": [{"type": "rich_text", "elements": [section]}], "unfurl_links": False}


def _mattermost(news: News, render: Renderer) -> dict[str, Any]:
    lines = [f"[{_no_markdown(entry['title'])}]({entry['url']})" for entry, _ in news.entries]
    return {"text": "\n".join([*lines, _no_markdown(_rest(news, render))])}


def _discord(news: News, render: Renderer) -> dict[str, Any]:
    title = "; ".join(entry["title"] for entry, _ in news.entries)
    return {
        "allowed_mentions": {"parse": []},
        "embeds": [
            {
                "title": _no_markdown(_cut(title, 128)),
                "url": news.url,
                "description": _no_markdown(_rest(news, render)),
            }
        ],
    }


def _teams(news: News, render: Renderer) -> dict[str, Any]:
    # Text runs are shown as they are, where the text of a TextBlock would be Markdown.
    def block(text: str, **more: str) -> dict[str, Any]:
        return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **more}]}

    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            *(block(entry["title"], weight="Bolder") for entry, _ in news.entries),
            *(block(line) for line in _rest(news, render).splitlines()),
        ],
        "actions": [{"type": "Action.OpenUrl", "title": render.messages("announce.open"), "url": news.url}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _plain(news: News, render: Renderer) -> dict[str, Any]:
    site = render.publication.site
    fields = ("id", "url", "title", "summary", "note", "published", "product")
    entries = [{field: entry[field] for field in fields} for entry, _ in news.entries]
    return {"site": site.name, "url": site.url, "sample_data": site.sample_data, "entries": entries}


_POSTS = {
    WebhookKind.SLACK: _slack,
    WebhookKind.MATTERMOST: _mattermost,
    WebhookKind.DISCORD: _discord,
    WebhookKind.TEAMS: _teams,
    WebhookKind.PLAIN: _plain,
}


def _rest(news: News, render: Renderer) -> str:
    """Return what a chat shows below the sentences: what it is about, the reasons, and that data is made up."""
    notes = [entry["note"] for entry, _ in news.entries]
    lines = [_line(text) for text in (news.title, *notes, sample_notice(render)) if text]
    return _cut("\n".join(lines), 1500)


def _no_markdown(text: str) -> str:
    """Return text that neither Markdown nor a mention is found in; nobody sees the space without a width after `@`."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|~<>-])", r"\\\1", text).replace("@", "@\u200b")


def _cut(text: str, most: int) -> str:
    """Return a string of at most so many characters: chats refuse long ones, Discord a title of more than 256."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _line(text: str) -> str:
    return " ".join(text.split())


def _header(text: str) -> str:
    """Return text as a header's value: in one line, and without what `email` would decode, line ends and all."""
    return _line(text).replace("=?", "=\u200b?")


def _message_id(name: str, publication: Publication) -> str:
    local = re.sub(r"[^a-z0-9_-]+", ".", name.lower()).strip(".")
    return f"<{local}@{publication.site.tag_authority.partition(',')[0]}>"
