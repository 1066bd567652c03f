"""What is new is announced by mail and to webhooks once and never twice, and nothing private with it."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import re
import shutil
import signal
import ssl
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from corrigenda.edges.announce.delivery import NotSentError, UnsureError, attempts
from corrigenda.edges.announce.mail_server import MailServer
from corrigenda.edges.announce.webhooks import post_json
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.manager.announcement import mail, news_of, post
from corrigenda.manager.announcing import Announcement, Outbox, numbers, plan
from corrigenda.model.announce import Channel, MailingList, Smtp, WebhookKind
from corrigenda.model.error import AlsoIn
from corrigenda.model.publication import Errors
from corrigenda.render.renderer import Renderer
from corrigenda.terminal.group import run
from corrigenda.views.changes import changes_of

from tests.announcing import PASSWORD, Hook, Mailbox, announce_to, free_port, lists, mail_server, move, webhook
from tests.project import Project, tree
from tests.running import environment

MOVED = "NRC-1042 moved from 12.7 to the first quarter of 2027"
# aiosmtpd does not see that all is said over TLS.
pytestmark = [pytest.mark.usefixtures("trusted"), pytest.mark.filterwarnings("ignore:Requiring AUTH")]
WEBHOOK = "  webhooks:\n    - {id: bot, kind: plain, variable: BOT_URL}\n"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Return an authority of our own that signs certificates."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine trust the authority, as an administrator would have it, and log in by the right password."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    monkeypatch.setenv("CORRIGENDA_SMTP_PASSWORD", PASSWORD)


@pytest.fixture
def changes(built: Project, project: Project) -> Path:
    """Return the API's changes.json as readers have it, in a project whose errors then move."""
    path = project.folder / "changes.json"
    shutil.copy(built.site / "api/v1/changes.json", path)
    return path


def announce(project: Project, *arguments: str) -> int:
    """Run `corrigenda announce`; return its exit code."""
    return run(["announce", "--project", str(project.folder), *arguments])


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be noon UTC of a day."""
    noon = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))


def entries(hook: Hook) -> list[str]:
    """Return the ids of the entries that a webhook was given."""
    return [entry["id"].partition(":")[2].partition(":")[2] for one in hook.posts for entry in one["entries"]]


# By mail


@pytest.mark.parametrize("starttls", [False, True], ids=["tls", "starttls"])
def test_each_list_gets_what_it_is_about_once(
    project: Project, changes: Path, authority: trustme.CA, starttls: bool
) -> None:
    mailbox = Mailbox()
    with mail_server(authority, mailbox, starttls=starttls) as port:
        announce_to(project, lists(port, "product: vision", "severity: critical", starttls=starttls))
        move(project, "NRC-1042", "2027-Q1")
        move(project, "NRC-1044", "12.6")
        assert announce(project, "--since", str(changes)) == 0
        assert announce(project, "--since", str(changes)) == 0
    sent = [(sender, to, message["Subject"].partition(":")[0]) for sender, to, message in mailbox.mail]
    assert sent == [
        ("news@support.example.com", ["list-0@lists.example.com"], "NRC-1042"),
        ("news@support.example.com", ["list-0@lists.example.com"], "NRC-1044"),
        ("news@support.example.com", ["list-2@lists.example.com"], "NRC-1044"),
    ]


def test_mail_has_text_and_html_that_say_the_same(project: Project, changes: Path, authority: trustme.CA) -> None:
    mailbox = Mailbox()
    with mail_server(authority, mailbox) as port:
        announce_to(project, lists(port))
        move(project, "NRC-1042", "2027-Q1", "Tests on <b>old</b> adapters & others failed.")
        assert announce(project, "--since", str(changes)) == 0
    ((_, _, message),) = mailbox.mail
    assert {name: message[name] for name in ("From", "To", "Subject", "List-Unsubscribe", "Auto-Submitted")} == {
        "From": "Netop Customer Service <news@support.example.com>",
        "To": "list-0@lists.example.com",
        "Subject": "NRC-1042: Session drops when the Host's network adapter goes to sleep",
        "List-Unsubscribe": "<mailto:leave@lists.example.com>",
        "Auto-Submitted": "auto-generated",
    }
    assert (message["Message-ID"], message["References"]) == (
        "<nrc-1042.6.list-0@support.example.com>",
        "<nrc-1042@support.example.com>",
    )
    text, html = (part.get_content() for part in message.iter_parts() if isinstance(part, EmailMessage))
    assert text.splitlines() == [
        "Sample data. Only the product names are real.",
        "",
        f"{MOVED} (25 November 2026)",
        "Tests on <b>old</b> adapters & others failed.",
        "",
        "See all about it",
        "https://support.example.com/corrections/nrc-1042/#step-6",
        "",
        "-- ",
        "You get this because you subscribed to news of Netop Customer Service.",
        "Unsubscribe",
        "mailto:leave@lists.example.com",
    ]
    assert f"<strong>{MOVED}</strong> (25 November 2026)" in html
    assert "Tests on &lt;b&gt;old&lt;/b&gt; adapters &amp; others failed." in html
    assert '<a href="https://support.example.com/corrections/nrc-1042/#step-6">' in html
    # Nothing is fetched from anywhere, and no colour is set that the reader's dark mode would not know of.
    assert not any(word in html for word in ("<img", "<style", "<script", "src=", "color:", "background"))


def test_mail_about_one_error_is_one_thread_and_each_has_an_id_of_its_own(
    project: Project, changes: Path, authority: trustme.CA
) -> None:
    mailbox = Mailbox()
    with mail_server(authority, mailbox) as port:
        announce_to(project, lists(port))
        for to in ("2027-Q1", "2027-Q2"):
            move(project, "NRC-1042", to)
            assert announce(project, "--since", str(changes)) == 0
    heads = [[message[name] for name in ("References", "Subject", "Message-ID")] for _, _, message in mailbox.mail]
    assert [head[:2] for head in heads] == [heads[0][:2]] * 2
    assert len({head[2] for head in heads}) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Line\r\nBcc: everybody@example.com",
        "=?utf-8?q?x=0D=0ABcc:_everybody@example.com?=",
        "Line\u2028Bcc: everybody@example.com\x85Cc: others@example.com",
        "Ærlig <b>talt</b> " + "langt " * 60,
        "\U0001f600" * 200,
    ],
)
def test_no_title_adds_a_header(built: Project, title: str) -> None:
    prepared = prepare(take_snapshot(built.request()))
    site_data = prepared.publication.site_data
    announcing = site_data.site.announce._replace(sender="news@support.example.com")
    site_data = replace(site_data, site=site_data.site._replace(name=title, announce=announcing))
    render = Renderer(replace(prepared.publication, site_data=site_data), prepared.templates)
    error = prepared.publication.by_id["NRC-1042"]._replace(title=title)
    to = MailingList(Channel("all", None, None), "all@lists.example.com", "mailto:leave@lists.example.com", None)
    news = news_of(tuple(changes_of(error, site_data)), render)
    sent = mail(news, to, render, dt.datetime(2026, 11, 25, tzinfo=dt.UTC)).as_bytes(policy=SMTP)
    read = message_from_bytes(sent, policy=default)
    assert sorted(name.lower() for name in read) == [
        *("auto-submitted", "content-language", "content-type", "date", "from", "list-unsubscribe", "message-id"),
        *("mime-version", "references", "subject", "to"),
    ]
    assert read["Subject"].replace("\u200b", "").split() == f"NRC-1042: {title}".split()
    assert read["From"].addresses[0].addr_spec == "news@support.example.com"


@pytest.mark.parametrize(
    ("name", "starttls"), [("other.example.com", False), ("other.example.com", True), (None, False)]
)
def test_a_wrong_certificate_is_refused(authority: trustme.CA, name: str | None, starttls: bool) -> None:
    mailbox = Mailbox()
    signed_by = trustme.CA() if name is None else authority
    with mail_server(signed_by, mailbox, name=name or "localhost", starttls=starttls) as port:
        server = MailServer(Smtp("localhost", port, starttls, "news"), PASSWORD, pauses=())
        with pytest.raises(NotSentError, match=r"^the certificate of localhost is not valid: ") as refused:
            server.send(EmailMessage(), "a@example.com", "b@example.com")
    assert (refused.value.passing, mailbox.mail) == (False, [])


def test_a_server_without_tls_and_a_wrong_password_are_refused(authority: trustme.CA) -> None:
    mailbox = Mailbox()
    with mail_server(authority, mailbox) as port:
        server = MailServer(Smtp("localhost", port, False, "news"), "wrong", pauses=())
        with pytest.raises(NotSentError, match=r"^localhost refused the user 'news' or the password$"):
            server.send(EmailMessage(), "a@example.com", "b@example.com")
    controller = Controller(mailbox, "127.0.0.1", free_port())
    controller.start()
    server = MailServer(Smtp("localhost", controller.port, True, None), None, pauses=())
    with pytest.raises(NotSentError, match=r"^localhost does not support TLS, or a login, on port [0-9]+$"):
        server.send(EmailMessage(), "a@example.com", "b@example.com")
    server = MailServer(Smtp("localhost", controller.port, False, None), None, pauses=())
    with pytest.raises(NotSentError, match=r"^localhost cannot be reached by TLS on port [0-9]+$"):
        server.send(EmailMessage(), "a@example.com", "b@example.com")
    controller.stop()
    assert mailbox.mail == []


def test_mail_is_tried_again_if_the_server_asks_for_it_and_not_if_it_refuses(authority: trustme.CA) -> None:
    mailbox = Mailbox(["451 Busy", "450 Come back later", "250 OK", "554 Spam"])
    with (
        mail_server(authority, mailbox) as port,
        closing(MailServer(Smtp("localhost", port, False, "news"), PASSWORD, pauses=(0, 0))) as server,
    ):
        server.send(EmailMessage(), "a@example.com", "b@example.com")
        with pytest.raises(NotSentError, match=r"^the mail server answered 554 Spam$"):
            server.send(EmailMessage(), "a@example.com", "b@example.com")
    assert (len(mailbox.mail), mailbox.answers) == (1, [])


def test_mail_is_not_sent_again_if_nobody_knows_whether_it_arrived(
    project: Project, changes: Path, authority: trustme.CA, capsys: pytest.CaptureFixture[str]
) -> None:
    mailbox = Mailbox(["none"])
    with mail_server(authority, mailbox) as port:
        announce_to(project, lists(port))
        move(project, "NRC-1042", "2027-Q1")
        capsys.readouterr()
        assert [announce(project, "--since", str(changes)), announce(project)] == [3, 3]
        why = "error: NRC-1042:6 to list-0 may have arrived: the mail server did not say whether it took the message\n"
        assert capsys.readouterr().err.startswith(why)
        assert len(mailbox.mail) == 1
        move(project, "NRC-1042", "2027-Q2")
        assert announce(project, "--unsure", "drop") == 0
    assert [message["Message-ID"] for _, _, message in mailbox.mail] == [
        "<nrc-1042.6.list-0@support.example.com>",
        "<nrc-1042.7.list-0@support.example.com>",
    ]


# To webhooks


def test_a_webhook_gets_what_the_feed_says_as_json(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = Hook()
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", f"{address}\n")
        move(project, "NRC-1042", "2027-Q1")
        assert announce(project, "--since", str(changes)) == 0
        assert announce(project) == 0
    project.build()
    feed = json.loads((project.site / "feeds/all.json").read_text(encoding="utf-8"))
    (entry,) = [item for item in feed["items"] if item["id"].endswith("NRC-1042:6")]
    assert hook.posts == [
        {
            "site": "Netop Customer Service",
            "url": "https://support.example.com/",
            "sample_data": True,
            "entries": [
                {
                    **{name: entry[name] for name in ("id", "url", "title", "summary")},
                    "note": "The tests failed.",
                    "published": entry["date_published"],
                    "product": "remote-control",
                }
            ],
        }
    ]


def test_a_webhook_is_tried_again_as_it_asks() -> None:
    hook = Hook((500, {}), (500, {}), (200, {}))
    with webhook(hook) as address:
        post_json(address, {"n": 1}, pauses=(0, 0))
        assert (hook.asked, hook.posts) == (3, [{"n": 1}])
        hook.answers = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "soon"})]
        post_json(address, {"n": 2}, pauses=(0, 0))
        assert (hook.asked, hook.posts) == (6, [{"n": 1}, {"n": 2}])
        hook.answers = [(429, {"Retry-After": "7"})]
        with pytest.raises(NotSentError) as found:
            post_json(address, {}, pauses=())
        assert (str(found.value), found.value.passing, found.value.after) == ("the webhook answered 429", True, 7)
        hook.answers = [(429, {"Retry-After": "86400"})]
        with pytest.raises(NotSentError) as found:
            post_json(address, {}, pauses=())
        assert found.value.after == 60


@pytest.mark.parametrize("pause", ["9" * 5000, "Fri, 31 Dec 99999 23:59:59 GMT", "-1", "Fri, 99 Foo 2026 99:99:99 GMT"])
def test_a_pause_that_nobody_can_read_is_not_one(pause: str) -> None:
    with webhook(Hook((429, {"Retry-After": pause}))) as address, pytest.raises(NotSentError) as found:
        post_json(address, {}, pauses=())
    assert (found.value.passing, found.value.after) == (True, None)


def test_what_smtp_cannot_say_is_refused_before_anything_is_sent(authority: trustme.CA) -> None:
    mailbox = Mailbox()
    with mail_server(authority, mailbox) as port:
        for host, password, sender in (
            ("localhost", "p\u00e4ssword", "a@example.com"),
            ("localhost", PASSWORD, "\u00e4@example.com"),
            ("a" * 70, PASSWORD, "a@example.com"),
        ):
            server = MailServer(Smtp(host, port, False, "news"), password, pauses=())
            with pytest.raises(NotSentError, match=r"^the name .* is not valid; use ASCII characters$") as refused:
                server.send(EmailMessage(), sender, "b@example.com")
            assert refused.value.passing is False
    assert mailbox.mail == []


def test_pauses_are_those_of_the_other_side_if_it_names_some() -> None:
    failures = [NotSentError("a", passing=True), NotSentError("b", passing=True, after=7)]
    slept: list[float] = []

    def attempt() -> None:
        if failures:
            raise failures.pop(0)

    attempts(attempt, slept.append, (1, 5))
    assert slept == [1, 7]


@pytest.mark.parametrize("status", [302, 400, 403, 404, 410])
def test_a_webhook_that_refuses_is_not_asked_again(status: int) -> None:
    hook = Hook((status, {"Location": "/elsewhere"}))
    with webhook(hook) as address, pytest.raises(NotSentError, match=f"^the webhook answered {status}$") as found:
        post_json(address, {}, pauses=(0, 0))
    assert (found.value.passing, hook.asked) == (False, 1)


@pytest.mark.parametrize("status", [0, 1, 502, 504], ids=["never answers", "closes", "bad gateway", "late gateway"])
def test_nothing_is_posted_twice_if_nobody_knows_whether_it_arrived(status: int) -> None:
    hook = Hook((status, {}))
    with webhook(hook) as address, pytest.raises(UnsureError):
        post_json(address, {}, pauses=(0, 0), seconds=0.3)
    assert hook.asked == 1


def test_an_answer_that_never_ends_is_not_waited_for() -> None:
    hook = Hook((500, {}), endless=True)
    with webhook(hook) as address:
        post_json(address, {"n": 1}, pauses=(0,))
    assert hook.posts == [{"n": 1}]


def test_the_certificate_of_a_webhook_is_checked(authority: trustme.CA) -> None:
    for signed_by, reason in (
        (authority, None),
        (trustme.CA(), "^the certificate of the webhook's host is not valid$"),
    ):
        hook, context = Hook(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        signed_by.issue_cert("localhost").configure_cert(context)
        with webhook(hook, context) as address:
            if reason is None:
                post_json(address, {"n": 1}, pauses=())
            else:
                with pytest.raises(NotSentError, match=reason):
                    post_json(address, {"n": 1}, pauses=())
        assert hook.posts == ([{"n": 1}] if reason is None else [])
    with webhook(Hook()) as address, pytest.raises(NotSentError, match=r"does not speak TLS there$"):
        post_json(address.replace("http:", "https:"), {}, pauses=())
    with pytest.raises(NotSentError, match=r"^the webhook's host cannot be reached$"):
        post_json(f"http://127.0.0.1:{free_port()}/", {}, pauses=())


@pytest.mark.parametrize(
    "kind", [one for one in WebhookKind if one is not WebhookKind.PLAIN], ids=lambda one: one.value
)
def test_no_text_becomes_markup_or_calls_anybody_in_a_chat(built: Project, kind: WebhookKind) -> None:
    prepared = prepare(take_snapshot(built.request()))
    render = Renderer(prepared.publication, prepared.templates)
    error = prepared.publication.by_id["NRC-1042"]
    title = "<!channel> @everyone **bold** [text](https://example.com) `x` <@U1> " + "long " * 2000
    changes = tuple(changes_of(error._replace(title=title), prepared.publication.site_data))
    posted = post(news_of(changes, render), kind, render)
    said = json.dumps(posted, ensure_ascii=False)
    assert MOVED.split(" to ")[0][:14] in said.replace("\\", "")
    assert len(said) < 6000
    if kind is WebhookKind.SLACK:
        assert "<" not in posted["text"]
        elements = posted["blocks"][0]["elements"][0]["elements"]
        assert {one["type"] for one in elements} == {"link", "text"}
    elif kind is WebhookKind.TEAMS:
        blocks = posted["attachments"][0]["content"]["body"]
        assert {(block["type"], block["inlines"][0]["type"]) for block in blocks} == {("RichTextBlock", "TextRun")}
    else:
        shown = posted["text"] if kind is WebhookKind.MATTERMOST else posted["embeds"][0]["description"]
        text = shown.rpartition("step-5)")[2]
        assert re.findall(r"(?<!\\)[*`\[<]|@\w", text) == []
        assert kind is WebhookKind.MATTERMOST or posted["allowed_mentions"] == {"parse": []}


def test_the_page_of_feeds_says_where_readers_subscribe(project: Project) -> None:
    announce_to(project, lists(465, "product: vision", "severity: critical"))
    for number in range(3):
        address = f"address: list-{number}@lists.example.com\n"
        project.replace("site.yml", address, f"{address}      subscribe: https://lists.example.com/{number}?a=1&b=2\n")
    project.build()
    page = project.page("feeds/")
    assert re.findall(r'<a href="(https://lists[^"]+)"[^>]*>([^<]+)</a>', page) == [
        ("https://lists.example.com/0?a=1&amp;b=2", "All changes"),
        ("https://lists.example.com/1?a=1&amp;b=2", "Vision: changes"),
        ("https://lists.example.com/2?a=1&amp;b=2", "Severity Critical: changes"),
    ]
    assert "lists.example.com" not in "".join(
        path.read_text(encoding="utf-8") for path in project.site.rglob("*.json") if "search" not in path.parts
    )


# Once and never twice


def test_what_was_not_sent_is_sent_in_the_next_run_and_later_news_wait_behind_it(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = Hook((403, {}))
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        move(project, "NRC-1042", "2027-Q1")
        move(project, "NRC-1044", "12.6")
        capsys.readouterr()
        assert announce(project, "--since", str(changes)) == 3
        assert (hook.asked, hook.posts) == (1, [])
        assert capsys.readouterr().err == (
            "error: NRC-1042:6 to bot was not sent: the webhook answered 403\n"
            "error: waiting for the next run: NRC-1042:6 to bot, NRC-1044:5 to bot\n"
        )
        move(project, "NRC-1042", "2027-Q2")
        assert announce(project) == 0
    assert entries(hook) == ["NRC-1042:6", "NRC-1042:7", "NRC-1044:5"]


def test_what_may_have_arrived_is_reported_until_somebody_decides(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = Hook((1, {}), (502, {}))
    reported = (
        "error: nobody knows whether this arrived: NRC-1042:6 to bot; look there, then run this again with "
        "--unsure send or --unsure drop\n"
    )
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        move(project, "NRC-1042", "2027-Q1")
        capsys.readouterr()
        assert announce(project, "--since", str(changes)) == 3
        why = "error: NRC-1042:6 to bot may have arrived: the webhook did not answer\n"
        assert capsys.readouterr().err == why + reported
        assert announce(project) == 3
        assert (capsys.readouterr().err, hook.asked) == (reported, 1)
        assert announce(project, "--unsure", "send") == 3
        assert announce(project, "--unsure", "drop") == 0
    assert (hook.asked, hook.posts) == (2, [])


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_killed_while_it_sends_it_sends_nothing_twice_and_says_what_is_unsure(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = Hook()
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        for name, to in (("NRC-1042", "2027-Q1"), ("NRC-1044", "12.6"), ("NVS-2008", "2027-Q2")):
            move(project, name, to)
        command = [sys.executable, "-m", "corrigenda", "announce", "--since", str(changes)]
        running = subprocess.Popen(command, cwd=project.folder, env=environment(), stdout=subprocess.DEVNULL)
        # It is killed after the webhook has the announcement and before it hears so.
        hook.before = lambda: running.kill() if hook.asked == killed_at else None
        assert running.wait() == -signal.SIGKILL
        hook.before = lambda: None
        unsure = ["NRC-1042:6", "NRC-1044:5", "NVS-2008:5"][killed_at - 1]
        capsys.readouterr()
        assert announce(project) == 3
        assert f"nobody knows whether this arrived: {unsure} to bot; " in capsys.readouterr().err
    assert sorted(entries(hook)) == ["NRC-1042:6", "NRC-1044:5", "NVS-2008:5"]
    assert sorted(path.name for path in project.folder.glob("*outbox*")) == [".outbox.json.lock", "outbox.json"]


def test_the_outbox_is_locked_while_something_is_sent(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, free = Hook(), []

    def look() -> None:
        with (project.folder / ".outbox.json.lock").open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                free.append(True)
            except BlockingIOError:
                free.append(False)

    hook.before = look
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        move(project, "NRC-1042", "2027-Q1")
        assert announce(project, "--since", str(changes)) == 0
    assert free == [False]
    look()
    assert free == [False, True]


def test_a_damaged_outbox_is_reported_and_nothing_is_sent(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hook, outbox = Hook(), project.folder / "outbox.json"
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        assert announce(project, "--since", str(changes)) == 0
        good = outbox.read_text(encoding="utf-8")
        move(project, "NRC-1042", "2027-Q1")
        for text in ("", good[:100], "[" * 100_000, '{"format": 2, "outbox": {"seen": {}, "left": []}}', "\x00"):
            outbox.write_text(text, encoding="utf-8")
            capsys.readouterr()
            assert announce(project, "--since", str(changes)) == 2
            assert "outbox.json cannot be read: " in capsys.readouterr().err
            assert outbox.read_text(encoding="utf-8") == text
    assert hook.asked == 0


def test_that_a_promise_became_overdue_is_announced_once_and_on_the_day(
    built: Project, project: Project, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, mailbox = Hook(), Mailbox()
    with webhook(hook) as address, mail_server(authority, mailbox) as port:
        announce_to(project, lists(port, "severity: critical", "product: vision") + WEBHOOK)
        monkeypatch.setenv("BOT_URL", address)
        assert announce(project, "--since", str(built.site)) == 0
        on(monkeypatch, "2026-12-03")
        assert announce(project) == 0
        assert (hook.posts, mailbox.mail) == ([], [])
        on(monkeypatch, "2026-12-04")
        for _ in range(2):
            assert announce(project) == 0
        on(monkeypatch, "2026-12-20")
        move(project, "NRC-1044", "12.7")
        for _ in range(2):
            assert announce(project) == 0
    assert entries(hook) == ["NRC-1044:3:overdue-2026-12-04", "NRC-1044:5"]
    assert hook.posts[0]["entries"][0]["title"] == "NRC-1044 is overdue: it was promised for 12.5.1"
    assert [to for _, to, _ in mailbox.mail] == [
        ["list-0@lists.example.com"],
        ["list-1@lists.example.com"],
    ] * 2
    threads = [(message["References"], message["Subject"]) for _, _, message in mailbox.mail]
    assert threads == [threads[0]] * 4
    assert len({message["Message-ID"] for _, _, message in mailbox.mail}) == 4


def test_what_became_overdue_and_is_not_there_any_more_is_dropped(project: Project) -> None:
    day = dt.date(2026, 12, 4)
    late = Announcement("all", "NRC-1044:overdue", 20261204, 20261204)
    for as_of, left in ((day, (late,)), (day - dt.timedelta(days=1), ())):
        publication = prepare(take_snapshot(project.request(as_of=as_of))).publication
        seen = numbers(publication.errors, publication.site_data.releases, publication.site_data)
        assert plan(Outbox(seen, (late,)), publication, [Channel("all", None, None)]).left == left


# What readers know


def test_a_published_site_says_what_was_overdue_and_anything_else_leaves_what_is_overdue_today_out(
    built: Project, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project.build(as_of=dt.date(2026, 12, 4))
    announce_to(project, WEBHOOK)
    on(monkeypatch, "2026-12-05")

    def names(since: Path) -> list[str]:
        capsys.readouterr()
        assert announce(project, "--dry-run", "--since", str(since)) == 0
        return re.findall("(.+) to bot\n", capsys.readouterr().out)

    assert names(built.site) == ["NRC-1044:overdue:20261204"]
    assert names(project.site) == []
    assert names(built.site / "api/v1/changes.json") == []
    assert names(built.content) == []


def test_a_feed_that_does_not_say_what_readers_know_is_wrong_usage(
    built: Project, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    announce_to(project, WEBHOOK)
    site = project.folder / "old"
    for name in ("api/v1/changes.json", "feeds/all.json"):
        (site / name).parent.mkdir(parents=True)
        shutil.copy(built.site / name, site / name)
    feed = site / "feeds/all.json"
    for text, reason in (("{", "it is not JSON"), ('{"items": [1]}', "it is not the JSON feed of a site")):
        feed.write_text(text, encoding="utf-8")
        assert announce(project, "--dry-run", "--since", str(site)) == 2
        assert capsys.readouterr().err.endswith(f"Error: '{feed}' does not say what readers know: {reason}\n")


@pytest.mark.usefixtures("other_programs")
def test_since_takes_a_site_a_content_folder_or_a_revision(
    built: Project, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    announce_to(project, WEBHOOK)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Published"]):
        person = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *person, *arguments], cwd=project.folder, check=True)
    move(project, "NRC-1042", "2027-Q1")
    changes = str(built.site / "api/v1/changes.json")
    for since in (changes, str(built.site), str(built.content), str(built.folder), "HEAD"):
        capsys.readouterr()
        assert announce(project, "--dry-run", "--since", since) == 0
        assert capsys.readouterr().out.count("to bot\n") == 1


def test_a_dry_run_shows_everything_and_needs_and_writes_nothing(
    project: Project, changes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    announce_to(project, lists(free_port()) + WEBHOOK)
    move(project, "NRC-1042", "2027-Q1")
    before = tree(project.content)
    capsys.readouterr()
    assert announce(project, "--since", str(changes), "--dry-run") == 0
    out = capsys.readouterr().out
    assert out.count(MOVED) == 2
    assert "\nSubject: NRC-1042: Session drops" in out
    assert tree(project.content) == before
    assert list(project.folder.glob("*outbox*")) == []


def test_nothing_private_is_announced(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    marker = "marker-of-what-is-private"
    for path in (project.content / "roadmap").rglob("*.yml"):
        text = re.sub(r"^internal:.*(\n  .*)*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(f"{text.rstrip()}\ninternal: {{owner: {marker}}}\n", encoding="utf-8")
    announce_to(project, lists(free_port()) + WEBHOOK)
    (project.folder / "empty.json").write_text('{"changes": [], "releases": []}', encoding="utf-8")
    assert announce(project, "--since", str(project.folder / "empty.json"), "--dry-run", "--most", "1000") == 0
    out = capsys.readouterr().out
    assert out.count(" to list-0\n") == out.count(" to bot\n") > 20
    assert marker not in out
    assert re.search("NS-[0-9]{6}", out) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "it is not JSON"),
        ("[]", "it is not a changes.json of the API"),
        ('{"changes": [{"id": 1}], "releases": []}', "it is not a changes.json of the API"),
        (
            '{"changes": [{"id": "tag:other.example.com,2026:X-1:1", "date": "2026-01-01"}], "releases": []}',
            "its entry 'tag:other.example.com,2026:X-1:1' is not of this site, whose ids begin with "
            "'tag:support.example.com,2026:'",
        ),
    ],
)
def test_a_file_that_does_not_say_what_readers_know_is_wrong_usage(
    project: Project, text: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    announce_to(project, WEBHOOK)
    file = project.folder / "old.json"
    file.write_text(text, encoding="utf-8")
    assert announce(project, "--dry-run", "--since", str(file)) == 2
    assert capsys.readouterr().err.endswith(f"Error: '{file}' does not say what readers know: {reason}\n")


def test_wrong_usage_is_reported_before_anything_is_sent(
    project: Project, changes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*arguments: str) -> str:
        capsys.readouterr()
        assert announce(project, *arguments) == 2
        return capsys.readouterr().err.rpartition("Error: ")[2].replace(str(project.folder), "FOLDER")

    assert said() == "site.yml names nobody to tell; docs/announcing.md says how to write 'announce:'\n"
    hook = Hook()
    with webhook(hook) as address:
        announce_to(project, WEBHOOK)
        assert said() == "the environment does not have BOT_URL; docs/announcing.md says what it is\n"
        for wrong in (
            "hooks.example.com/a-secret",
            "http://hooks.example.com/a-secret",
            "https:///a-secret",
            "https://[",
        ):
            monkeypatch.setenv("BOT_URL", wrong)
            assert said() == "BOT_URL does not hold an address that begins with https://\n"
        monkeypatch.setenv("BOT_URL", address)
        assert said() == "there is no FOLDER/outbox.json yet; say with --since what readers know already\n"
        assert said("--since", str(project.folder / "tests")).startswith("cannot compare with 'FOLDER/tests': ")
        (project.folder / "empty").mkdir()
        assert said("--since", str(project.folder / "empty")) == (
            "the folder 'FOLDER/empty' has neither api/v1/changes.json nor content\n"
        )
        missing = str(project.folder / "missing" / "outbox.json")
        assert said("--outbox", missing) == "there is no folder FOLDER/missing for the outbox; make it first\n"
        move(project, "NRC-1042", "2027-Q1")
        move(project, "NRC-1044", "12.6")
        assert said("--since", str(changes), "--most", "1") == (
            "2 announcements are waiting; if all are meant, say --most 2\n"
        )
    assert hook.asked == 0
    assert not (project.folder / "outbox.json").exists()


def test_content_with_problems_is_not_announced(project: Project, changes: Path) -> None:
    announce_to(project, WEBHOOK)
    project.replace("faq.yml", "questions:", "question:")
    assert announce(project, "--dry-run", "--since", str(changes)) == 1


def test_a_new_channel_begins_with_what_is_new_and_one_that_is_gone_is_forgotten(built: Project) -> None:
    publication = prepare(take_snapshot(built.request())).publication
    seen = numbers(publication.errors, publication.site_data.releases, publication.site_data)
    seen["NRC-1042"] = 3
    left = (
        Announcement("old", "NRC-1042", 2, 3),
        Announcement("all", "GONE-1", 1, 1),
        Announcement("all", "NRC-1044", 4, 9),
    )
    planned = plan(
        Outbox(seen, left), publication, [Channel("all", None, None), Channel("new", "remote-control", None)]
    )
    assert planned.left == (
        Announcement("all", "NRC-1044", 4, 4),
        Announcement("all", "NRC-1042", 4, 5),
        Announcement("new", "NRC-1042", 4, 5),
    )
    assert planned.seen["NRC-1042"] == 5


def test_an_error_in_several_products_is_announced_to_the_lists_of_each(built: Project) -> None:
    publication = prepare(take_snapshot(built.request())).publication
    site_data = publication.site_data
    seen = numbers(publication.errors, site_data.releases, site_data) | {"NRC-1042": 4}
    error = publication.by_id["NRC-1042"]._replace(also_in=(AlsoIn("vision", None),))
    errors = Errors(error if one.id == error.id else one for one in publication.errors)
    channels = [Channel(name, name, None) for name in ("remote-control", "vision", "business-manager")]
    planned = plan(Outbox(seen), replace(publication, errors=errors), channels)
    assert [one.name for one in planned.left] == ["NRC-1042:5 to remote-control", "NRC-1042:5 to vision"]
