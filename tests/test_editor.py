"""The editor of `serve --edit`: what its forms change, what they show before, and whom it answers."""

from __future__ import annotations

import html
import http.client
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import pytest
from corrigenda.edges.build.serving import BuildFailure, keep_serving
from corrigenda.edges.editor.desk import add_editor
from corrigenda.edges.editor.guard import MOST
from mkdocs.livereload import LiveReloadServer

from tests.project import Project

TOKEN = "a-token-for-tests"
DESK = f"/-/edit/{TOKEN}/"
ERROR = "roadmap/remote-control/NRC-1042.yml"


class Editor:
    """The editor of a project, on a real socket, and a reader of it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(project.folder))
        keep_serving(self.server, BuildFailure(), built=True)
        add_editor(self.server, project.request(), TOKEN)
        self.server.server_bind()
        self.server.server_activate()
        self.port = int(self.server.server_address[1])
        self.host = f"127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Stop answering."""
        LiveReloadServer.__mro__[2].shutdown(self.server)  # type: ignore[attr-defined]
        self.server.server_close()

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode() or answer.getheader("Location", "") or ""
        finally:
            connection.close()

    def get(self, path: str = "") -> tuple[int, str]:
        """Return a page of the editor."""
        return self.ask("GET", DESK + path)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> tuple[int, str]:
        """Send a form as the browser does."""
        own = {"Origin": f"http://{self.host}", "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", DESK + path, urlencode(fields).encode(), {**own, **headers})

    def show(self, path: str, **fields: str) -> tuple[int, str]:
        """Ask what a form would change."""
        return self.post(path, {**fields, "do": "show"})

    def save(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form, and save what is then shown."""
        status, page = self.show(path, **fields)
        assert status == 200, problems(page)
        return self.post(path, {**fields, **hidden(page), "do": "save"})

    def file(self, name: str) -> str:
        """Return the text of a source."""
        return (self.project.content / name).read_text(encoding="utf-8")


@pytest.fixture
def editor(project: Project) -> Iterator[Editor]:
    one = Editor(project)
    yield one
    one.stop()


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))


def diff(page: str) -> list[str]:
    """Return the lines that a page says will change."""
    return [html.unescape(line) for _, line in re.findall(r"<(del|ins)>(.*?)</\1>", page)]


def problems(page: str) -> dict[str, list[str]]:
    """Return the problems beside the fields of a page, by the fields' names."""
    lists = re.findall(r'<ul class="editor-problems" id="p-([\w.-]+)">(.*?)</ul>', page, re.DOTALL)
    return {name: [html.unescape(one) for one in re.findall(r"<li[^>]*>(.*?)</li>", found)] for name, found in lists}


def text_of(page: str) -> str:
    """Return what a page says."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_list_has_each_error_with_what_can_be_done(editor: Editor) -> None:
    status, page = editor.get("?q=NRC-1042")
    assert status == 200
    assert f'<a href="{DESK}move/NRC-1042">' in page
    assert "NRC-1055" not in page
    assert "No error is like that." in editor.get("?q=such+words+are+nowhere")[1]


def test_a_move_shows_the_lines_that_change_before_anything_is_written(editor: Editor) -> None:
    before = editor.file(ERROR)
    status, page = editor.show("move/NRC-1042", plan="12.6", note="The lab was faster.")
    assert status == 200
    line = '+  - {date: 2026-11-25, status: planned, release: "12.6", note: The lab was faster.}'
    assert diff(page) == [line]
    assert editor.file(ERROR) == before


def test_a_saved_move_keeps_comments_and_leads_back_to_the_list(editor: Editor) -> None:
    before = editor.file(ERROR)
    status, location = editor.save("move/NRC-1042", plan="12.6", note="The lab was faster.")
    assert (status, location) == (303, f"{DESK}?saved=corrections/nrc-1042/")
    after = editor.file(ERROR)
    assert [line for line in after.split("\n") if line not in before.split("\n")] == [
        '  - {date: 2026-11-25, status: planned, release: "12.6", note: The lab was faster.}'
    ]
    assert "Saved. Now commit the change" in text_of(editor.get("?saved=corrections/nrc-1042/")[1])


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({}, "plan", "say where to move it: a release or a time, a status, a duplicate"),
        ({"plan": "12.6"}, "note", "the plan moves from 12.7 to 12.6; say why, for customers to read"),
        ({"plan": "2026-Q1", "note": "x"}, "plan", "2026-Q1 has passed; name a time to come, or a release"),
        ({"status": "duplicate"}, "duplicate_of", "'duplicate' needs the error that it repeats; name it"),
        ({"plan": "12.6", "date": "soon"}, "date", "'soon' is not a date; write year-month-day"),
        ({"plan": "12.6", "note": "See [[error:NRC-9]]."}, "note", "'[[error:NRC-9]]' refers to nothing"),
    ],
)
def test_a_problem_is_beside_its_field_and_what_was_typed_stays(
    editor: Editor, fields: dict[str, str], field: str, problem: str
) -> None:
    before = editor.file(ERROR)
    for action in ("show", "save"):
        status, page = editor.post("move/NRC-1042", {**fields, "do": action})
        assert status == 422
        assert list(problems(page)) == [field]
        assert problems(page)[field][0].startswith(problem)
        assert all(html.escape(value) in page for value in fields.values())
        assert diff(page) == []
    assert editor.file(ERROR) == before


def test_a_save_is_refused_while_the_file_changed_and_nothing_is_lost(editor: Editor) -> None:
    fields = {"plan": "12.6", "note": "The lab was faster."}
    page = editor.show("move/NRC-1042", **fields)[1]
    theirs = editor.file(ERROR) + "# Somebody else was here.\n"
    editor.project.write(ERROR, theirs)
    status, again = editor.post("move/NRC-1042", {**fields, **hidden(page), "do": "save"})
    assert status == 200
    assert "Somebody changed the file meanwhile, so nothing was saved." in text_of(again)
    assert "The lab was faster." in again
    assert editor.file(ERROR) == theirs
    assert editor.post("move/NRC-1042", {**fields, **hidden(again), "do": "save"})[0] == 303
    assert editor.file(ERROR).endswith("# Somebody else was here.\n")


def test_only_what_was_shown_is_saved(editor: Editor) -> None:
    before = editor.file(ERROR)
    page = editor.show("move/NRC-1042", plan="12.6", note="The lab was faster.")[1]
    for shown in (hidden(page), {}):
        status, again = editor.post("move/NRC-1042", {"plan": "12.6", "note": "Other.", **shown, "do": "save"})
        assert (status, diff(again)[0][-7:]) == (200, "Other.}")
    assert editor.file(ERROR) == before


def refusals(editor: Editor) -> Iterator[tuple[int, str]]:
    """Yield the answers to requests that nobody may make."""
    fields = {"plan": "12.6", "note": "x", "do": "show"}
    yield editor.post("move/NRC-1042", fields, Origin="https://evil.example")
    yield editor.post("move/NRC-1042", fields, Origin="null")
    yield editor.post("move/NRC-1042", fields, **{"Sec-Fetch-Site": "cross-site"})
    yield editor.post("move/NRC-1042", fields, Host="evil.example", Origin="http://evil.example")
    yield editor.post("move/NRC-1042", fields, **{"Content-Type": "text/plain"})
    yield editor.post("move/NRC-1042", {"note": "x" * MOST})
    yield editor.post("move/NRC-1042", {f"f{number}": "" for number in range(201)})
    yield editor.ask("GET", DESK, headers={"Host": "evil.example"})
    yield editor.ask("GET", "/-/edit/another-token/")
    yield editor.ask("GET", "/-/edit/")
    yield editor.ask("GET", "/-/edit/%C3%A4/")
    yield editor.ask("PUT", DESK)


def test_strangers_and_what_is_no_form_are_refused_in_a_sentence(editor: Editor) -> None:
    elsewhere = "This form comes from another site; nothing was changed.\n"
    host = "This server answers only to its own address.\n"
    token = "The token is wrong; open the address that 'corrigenda serve --edit' prints.\n"
    assert list(refusals(editor)) == [
        (403, elsewhere),
        (403, elsewhere),
        (403, elsewhere),
        (421, host),
        (415, "This is not a form of the editor; nothing was changed.\n"),
        (413, "A form may have 200000 bytes; nothing was changed.\n"),
        (400, "The form cannot be read; nothing was changed.\n"),
        (421, host),
        (403, token),
        (403, token),
        (403, token),
        (405, "The editor answers GET and POST only.\n"),
    ]


@pytest.mark.parametrize("body", [b"note=%FF", b"note=\xff", b"note=x"])
def test_half_a_request_changes_nothing(editor: Editor, body: bytes) -> None:
    before = editor.file(ERROR)
    with socket.create_connection(("127.0.0.1", editor.port), timeout=60) as connection:
        length = len(body) + (5 if body == b"note=x" else 0)
        head = f"POST {DESK}move/NRC-1042 HTTP/1.1\r\nHost: {editor.host}\r\nOrigin: http://{editor.host}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        connection.sendall(f"{head}{kind}Content-Length: {length}\r\n\r\n".encode() + body)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.0 400 Bad Request")
    assert editor.file(ERROR) == before


@pytest.mark.parametrize("path", ["move/NRC-9", "move/", "move/../../etc/passwd", "nothing", "move/%00"])
def test_what_is_not_there_is_not_found(editor: Editor, path: str) -> None:
    assert editor.get(path)[0] == 404


def test_while_the_settings_have_problems_they_are_shown_instead(editor: Editor) -> None:
    editor.project.replace("lifecycle.yml", "statuses:", "states:")
    status, page = editor.get()
    assert status == 500
    assert "content/lifecycle.yml:" in page
