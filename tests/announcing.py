"""Real servers that `corrigenda announce` talks to in tests: one for mail, one for webhooks, both on this machine."""

from __future__ import annotations

import asyncio
import http.server
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from corrigenda.terminal.group import run

from tests.project import Project

PASSWORD = "a secret of the tests"


class Mailbox:
    """Keeps what a mail server took; `answers` are its answers to messages, in order, and then `250 OK`.

    For the answer `none`, it takes the message and closes the connection.
    """

    def __init__(self, answers: list[str] | None = None) -> None:
        self.mail: list[tuple[str, list[str], EmailMessage]] = []
        self.answers = answers or []

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or refuse it."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "none":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if answer.startswith("250") or answer == "none":
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=default)
            self.mail.append((envelope.mail_from or "", envelope.rcpt_tos, message))
        return answer


def _login(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"news", PASSWORD.encode()), handled=False)


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def mail_server(
    authority: trustme.CA, mailbox: Mailbox, *, starttls: bool = False, name: str = "localhost"
) -> Iterator[int]:
    """Run a mail server with a certificate for a name, and return its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    more: dict[str, Any] = {"tls_context": context, "require_starttls": True} if starttls else {"ssl_context": context}
    port = free_port()
    # aiosmtpd does not count TLS from the start as TLS.
    controller = Controller(
        mailbox, "127.0.0.1", port, authenticator=_login, auth_required=True, auth_require_tls=starttls, **more
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class Hook:
    """Keeps what was posted; `answers` are statuses with headers, in order, and then 200.

    Status 0 never answers, 1 closes the connection, and a body that never ends comes with every 200 if `endless`.
    """

    def __init__(self, *answers: tuple[int, dict[str, str]], endless: bool = False) -> None:
        self.posts: list[Any] = []
        self.asked = 0
        self.answers = list(answers)
        self.endless = endless
        self.before: Callable[[], None] = lambda: None
        self.done = threading.Event()


@contextmanager
def webhook(hook: Hook, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Run a server of webhooks, and return its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            hook.asked += 1
            hook.before()
            status, headers = hook.answers.pop(0) if hook.answers else (200, {})
            if status == 0:
                hook.done.wait()
            if status < 100:
                self.close_connection = True
                return
            if status == 200:
                hook.posts.append(body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                while hook.endless and not hook.done.wait(0.01):
                    self.wfile.write(b"x" * 1000)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"{'http' if context is None else 'https'}://localhost:{server.server_address[1]}/a-secret"
    finally:
        hook.done.set()
        server.shutdown()
        thread.join()
        server.server_close()


def announce_to(project: Project, text: str) -> None:
    """Write what site.yml says about whom to tell."""
    site = project.content / "site.yml"
    site.write_text(f"{site.read_text(encoding='utf-8')}announce:\n{text}", encoding="utf-8")


def lists(port: int, *more: str, starttls: bool = False) -> str:
    """Return settings with a list of all changes, and further lists by their filters."""
    lines = [f"  sender: news@support.example.com\n  smtp: {{host: localhost, port: {port}, user: news"]
    lines.append(f", starttls: {str(starttls).lower()}}}\n  lists:\n")
    for number, only in enumerate(("", *more)):
        lines.append(f"    - id: list-{number}\n      address: list-{number}@lists.example.com\n")
        lines.append("      unsubscribe: mailto:leave@lists.example.com\n")
        lines.append(f"      {only}\n" if only else "")
    return "".join(lines)


def move(project: Project, name: str, to: str, reason: str = "The tests failed.") -> None:
    """Plan an error for another release or time, as a product manager does."""
    assert run(["move", name, "--to", to, "--because", reason, "--project", str(project.folder)]) == 0
