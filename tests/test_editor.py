"""The editor of `serve --edit`: what its forms change, what they show before, and whom it answers."""

from __future__ import annotations

import html
import http.client
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from corrigenda.edges.build.serving import BuildFailure, keep_serving
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.editor.desk import add_editor
from corrigenda.edges.editor.guard import MOST
from corrigenda.model.products import Product
from mkdocs.livereload import LiveReloadServer
from playwright.sync_api import Page

from tests.project import Project
from tests.running import corrigenda
from tests.test_serving import serving

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

    def product(self, name: str) -> Product:
        """Return a product as its source says it."""
        catalog = check(take_snapshot(self.project.request()))[0].catalog
        assert catalog is not None
        return catalog.site_data.product_by_id[name]


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


def half_a_request(editor: Editor, body: bytes, length: object) -> bytes:
    """Send a form that says to have a length, and nothing after its body; return the answer."""
    with socket.create_connection(("127.0.0.1", editor.port), timeout=60) as connection:
        head = f"POST {DESK}move/NRC-1042 HTTP/1.1\r\nHost: {editor.host}\r\nOrigin: http://{editor.host}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        connection.sendall(f"{head}{kind}Content-Length: {length}\r\n\r\n".encode() + body)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("body", [b"note=%FF", b"note=\xff", b"note=x"])
def test_half_a_request_changes_nothing(editor: Editor, body: bytes) -> None:
    before = editor.file(ERROR)
    answer = half_a_request(editor, body, len(body) + (5 if body == b"note=x" else 0))
    assert answer.startswith(b"HTTP/1.0 400 Bad Request")
    assert editor.file(ERROR) == before


def test_a_length_of_thousands_of_digits_is_refused_in_a_sentence(editor: Editor) -> None:
    answer = half_a_request(editor, b"note=x", "9" * 5000)
    assert answer.startswith(b"HTTP/1.0 413 Content Too Large")


@pytest.mark.parametrize("path", ["move/NRC-9", "move/", "move/../../etc/passwd", "nothing", "move/%00"])
def test_what_is_not_there_is_not_found(editor: Editor, path: str) -> None:
    assert editor.get(path)[0] == 404


def test_while_the_settings_have_problems_they_are_shown_instead(editor: Editor) -> None:
    editor.project.replace("lifecycle.yml", "statuses:", "states:")
    status, page = editor.get()
    assert status == 500
    assert "content/lifecycle.yml:" in page


NEW = {
    "title": "Whiteboard loses strokes drawn with a pen",
    "product": "vision",
    "assessment.environment": "production",
    "assessment.impact": "minor",
    "assessment.interruption": "none",
    "assessment.workaround": "no",
    "summary": "Strokes that are drawn fast are missing.\nThey come back when the page is opened again.",
}


def test_an_error_that_concerns_security_is_registered_as_such(editor: Editor) -> None:
    for said in ("", "true"):
        given = {**NEW, "title": f"A pen writes without ink {said}", "security": said}
        assert editor.save("new", **given)[0] == 303
        newest = max((editor.project.content / "roadmap/vision").iterdir()).read_text(encoding="utf-8")
        assert ("\nsecurity: true\n" in newest) is (said == "true")


def test_a_newcomer_registers_an_error_with_the_fields_of_the_schema(editor: Editor) -> None:
    page = text_of(editor.get("new")[1])
    assert "Summary Two or three sentences that a customer understands. Example: A running session ends" in page
    assert editor.save("new", **NEW, cases="NS-300001, NS-300002", internal="owner=jh")[0] == 303
    assert editor.file("roadmap/vision/NVS-2025.yml").split("\n")[1:] == [
        "id: NVS-2025",
        "title: Whiteboard loses strokes drawn with a pen",
        "product: vision",
        'assessment: {environment: production, impact: minor, interruption: none, workaround: "no"}',
        "summary: |",
        "  Strokes that are drawn fast are missing.",
        "  They come back when the page is opened again.",
        "history:",
        "  - {date: 2026-11-25, status: registered}",
        "cases: [NS-300001, NS-300002]",
        "internal: {owner: jh}",
        "",
    ]


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"title": ""}, "title", "'title' is empty; write something, or leave the field out if it is optional"),
        ({"product": "../../vision"}, "product", "choose a product"),
        ({"id": "../../NVS-1"}, "id", "'../../NVS-1' is not what 'id' takes"),
        ({"id": "nvs-2010"}, "id", "nvs-2010 is taken; leave the field empty for the next free one"),
        ({"title": "Screenshots of a class are too dark to read"}, "title", "NVS-2024 has this title already"),
        ({"affects": "12 to 13"}, "affects", "12 to 13"),
        ({"summary": "<script>alert(1)</script> [[page:x]]"}, "summary", "'[[page:x]]' refers to nothing"),
        ({"workaround": "See [[error:NRC-9]]."}, "workaround", "'[[error:NRC-9]]' refers to nothing"),
        ({"summary": "The screen\0 stays black after a break."}, "summary", "an invisible control character (U+0000)"),
        ({"internal": "owner"}, "internal", "write NAME=TEXT, not 'owner'"),
        ({"assessment.impact": ""}, "assessment.impact", "impact"),
        ({"assessment.impact": "huge"}, "assessment.impact", "'huge'"),
        ({"date": "2027-01-01"}, "date", "2027-01-01"),
    ],
)
def test_what_is_wrong_with_a_new_error_is_beside_its_field(
    editor: Editor, changed: dict[str, str], field: str, problem: str
) -> None:
    status, page = editor.post("new", {**NEW, **changed, "do": "save"})
    assert status == 422
    assert problem in problems(page)[field][0]
    assert "<script>alert" not in page
    assert not list(editor.project.content.rglob("*NVS-2025*"))


def test_two_people_at_one_id_do_not_write_over_each_other(editor: Editor) -> None:
    page = editor.show("new", **NEW)[1]
    editor.save("new", **{**NEW, "title": "Another error"})
    status, again = editor.post("new", {**NEW, **hidden(page), "do": "save"})
    assert status == 200
    assert "+id: NVS-2026" in diff(again)
    assert editor.post("new", {**NEW, **hidden(again), "do": "save"})[0] == 303


def test_cases_are_attached_and_taken_away_in_their_list(editor: Editor) -> None:
    page = editor.get("case/NRC-1042")[1]
    (there,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    status, same = editor.show("case/NRC-1042", cases=there.replace("\n", "\r\n"))
    assert (status, "Nothing would change; change a field first" in text_of(same)) == (422, True)
    assert editor.save("case/NRC-1042", cases=f"{there}\r\nNS-300001")[0] == 303
    assert "NS-300001" in editor.file(ERROR)
    assert editor.save("case/NRC-1042", cases=there)[0] == 303
    assert "NS-300001" not in editor.file(ERROR)
    assert editor.show("case/NRC-1042", cases="NS 1 [x] ' \"")[0] in (200, 422)


def git(folder: Path, *command: str) -> None:
    """Run git in a folder."""
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *identity, *command], cwd=folder, check=True)


@pytest.mark.usefixtures("other_programs")
def test_the_last_step_is_corrected_or_taken_back_until_it_is_published(editor: Editor) -> None:
    assert "cannot compare with 'HEAD'" in text_of(editor.show("amend/NRC-1042", plan="12.6")[1])
    for command in (("init", "-q"), ("add", "content"), ("commit", "-qm", "Content")):
        git(editor.project.folder, *command)
    before = editor.file(ERROR)
    published = editor.show("amend/NRC-1042", plan="12.6", note="x")[1]
    assert "its last step is in 'HEAD' already; add another" in text_of(published)
    editor.save("move/NRC-1042", plan="12.6", note="The lab was fsater.")
    assert "The lab was fsater." in editor.get("amend/NRC-1042")[1]
    assert editor.save("amend/NRC-1042", note="The lab was faster.")[0] == 303
    assert "note: The lab was faster." in editor.file(ERROR)
    assert editor.save("amend/NRC-1042", what="undo")[0] == 303
    assert editor.file(ERROR) == before


def test_a_release_moves_with_its_reason(editor: Editor) -> None:
    assert "release/remote-control/12.6" in editor.get("releases")[1]
    status, page = editor.show("release/remote-control/12.6", status="planned", window="2027-03-02")
    assert (status, list(problems(page))) == (422, ["note"])
    assert problems(page)["note"][0].endswith("say why, for customers to read")
    fields = {"status": "planned", "window": "2027-03-02", "note": "The tests take longer."}
    location = editor.save("release/remote-control/12.6", **fields)[1]
    assert "window: 2027-03-02, note: The tests take longer.}" in editor.file("products.yml")
    assert "Saved." in text_of(editor.ask("GET", location)[1])


def test_a_release_comes_out_with_all_its_errors_or_without(editor: Editor) -> None:
    page = editor.show("release/remote-control/12.6", status="released", note="x")[1]
    assert len(diff(page)) == 1
    page = editor.show("release/remote-control/12.6", status="released-all", note="x")[1]
    assert len(diff(page)) > 1
    assert editor.save("release/remote-control/12.6", status="released-all", note="x")[0] == 303
    assert editor.project.problems() == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "status"),
        ({"status": "planned"}, "window"),
        ({"status": "planned", "window": "soon"}, "window"),
        ({"status": "planned", "window": "2020"}, "window"),
        ({"status": "dropped"}, "note"),
        ({"status": "recalled", "note": "x"}, ""),
    ],
)
def test_what_cannot_be_said_of_a_release_is_beside_its_field(
    editor: Editor, fields: dict[str, str], field: str
) -> None:
    before = editor.file("products.yml")
    status, page = editor.post("release/remote-control/12.6", {**fields, "do": "save"})
    assert (status, list(problems(page))) == (422, [field] if field else [])
    assert "Nothing can be saved yet" in text_of(page)
    assert editor.file("products.yml") == before
    assert editor.get("release/remote-control/99")[0] == 404


HOTFIX = {"version": "9.10.1", "status": "planned", "window": "2027-02-02", "kind": "hotfix"}


def test_a_release_is_added_at_its_place(editor: Editor) -> None:
    assert "new-release/vision" in editor.get("releases")[1]
    page = editor.show("new-release/vision", **HOTFIX, notes="A hot fix.\r\n\r\nInstall it.")[1]
    assert [line.strip() for line in diff(page)] == [
        '+      - version: "9.10.1"',
        "+        kind: hotfix",
        "+        notes: |",
        "+          A hot fix.",
        "+",
        "+          Install it.",
        "+        history:",
        "+          - {date: 2026-11-25, status: planned, window: 2027-02-02}",
    ]
    location = editor.save("new-release/vision", **HOTFIX)[1]
    text = editor.file("products.yml")
    assert text.index('"9.10"') < text.index('"9.10.1"') < text.index('"9.11"')
    assert "Saved." in text_of(editor.ask("GET", location)[1])
    assert editor.project.problems() == []
    assert editor.save("new-release/vision", version="9.10.2", status="released", date="2026-11-20")[0] == 303
    assert "- {date: 2026-11-20, status: released}" in editor.file("products.yml")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"version": ""}, ("version", "write the version")),
        ({"window": ""}, ("window", "say when it is planned")),
        ({"window": "soon"}, ("window", "'soon' is not a time; write 2026-12-09, ")),
        (
            {"window": "2020"},
            ("window", "2020 has passed; name a time to come, or say that it is out"),
        ),
        ({"version": "9.10"}, ("version", "vision has release 9.10 already; say what became of it")),
        ({"version": "new"}, ("version", "'new' is not numbers between dots, as versions of Vision are")),
        ({"notes": "For NS-204113."}, ("notes", "this looks like a case id; public text must not hold it")),
        ({"date": "2027-01-01"}, ("date", "2027-01-01 lies in the future; today is 2026-11-25")),
    ],
)
def test_what_is_wrong_with_a_new_release_is_beside_its_field(
    editor: Editor, fields: dict[str, str], problem: tuple[str, str]
) -> None:
    before = editor.file("products.yml")
    status, page = editor.post("new-release/vision", {**HOTFIX, **fields, "do": "save"})
    field, message = problem
    assert (status, list(problems(page))) == (422, [field])
    assert problems(page)[field][0].startswith(message)
    assert editor.file("products.yml") == before
    assert editor.get("new-release/nothing")[0] == 404


def test_a_product_is_added_and_then_has_a_release(editor: Editor) -> None:
    fields = {"id": "mobile", "name": "Mobile", "summary": "Support from a phone.", "versions": "listed"}
    location = editor.save("new-product", **fields)[1]
    assert editor.file("products.yml").endswith(
        "  - id: mobile\n    name: Mobile\n    summary: Support from a phone.\n    versions: listed\n"
    )
    assert "Saved." in text_of(editor.ask("GET", location)[1])
    assert editor.save("new-release/mobile", version="One", window="2027-02-02")[0] == 303
    assert editor.save("new-release/mobile", version="Zero", status="released", follows="One")[0] == 303
    versions = [release.version for release in editor.product("mobile").releases]
    assert versions == ["One", "Zero"]
    assert editor.project.problems() == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": ""}, ("name", "'name' is empty; write something")),
        ({"id": "vision"}, ("id", "it has the product 'vision' already")),
        ({"id": "a b"}, ("id", "'a b' is not what 'id' takes: letters, digits and hyphens")),
    ],
)
def test_what_is_wrong_with_a_new_product_is_beside_its_field(
    editor: Editor, fields: dict[str, str], problem: tuple[str, str]
) -> None:
    before = editor.file("products.yml")
    status, page = editor.post("new-product", {"id": "mobile", "name": "Mobile", **fields, "do": "save"})
    field, message = problem
    assert (status, list(problems(page))) == (422, [field])
    assert problems(page)[field][0].startswith(message)
    assert editor.file("products.yml") == before


REDACTION = {"with": "something", "reason": "A customer was named."}


@pytest.mark.parametrize(
    ("subject", "words", "file", "texts"),
    [
        ("NRC-1042", "older adapters", ERROR, "step-5"),
        ("remote-control/12.6", "video driver", "products.yml", "step-2"),
        ("faq/why-register", "Illegal copies", "faq.yml", "answer"),
    ],
)
def test_words_are_replaced_and_the_correction_is_listed(
    editor: Editor, subject: str, words: str, file: str, texts: str
) -> None:
    listed = {"NRC-1042": "", "remote-control/12.6": "releases", "faq/why-register": "questions"}[subject]
    assert f"redact/{subject}" in editor.get(listed)[1]
    status, page = editor.show(f"redact/{subject}", words=words, **{**REDACTION, "reason": f"It was {words}."})
    assert (status, list(problems(page))) == (422, ["reason"])
    assert problems(page)["reason"] == [f"this would publish '{words}' again; leave it out"]
    location = editor.save(f"redact/{subject}", words=words, **REDACTION)[1]
    assert words not in editor.file(file)
    assert f"- {{date: 2026-11-25, texts: [{texts}], reason: A customer was named.}}" in editor.file(file)
    assert "Saved." in text_of(editor.ask("GET", location)[1])
    assert editor.project.problems() == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words": ""}, ("words", "write something here")),
        ({"with": " "}, ("with", "write something here")),
        ({"words": "nobody"}, ("words", "'nobody' is in none of its public texts")),
        ({"with": "the older adapters"}, ("with", "this would publish 'older adapters' again; leave it out")),
        ({"reason": "It was NS-204113."}, ("reason", "this looks like a case id")),
        ({"reason": "It was\0unclear."}, ("reason", "a backslash in double quotes is an invisible character (U+0000)")),
        ({"date": "2027-01-01"}, ("date", "2027-01-01 lies in the future")),
    ],
)
def test_what_is_wrong_with_a_redaction_is_beside_its_field(
    editor: Editor, fields: dict[str, str], problem: tuple[str, str]
) -> None:
    before = editor.file(ERROR)
    given = {"words": "older adapters", **REDACTION, **fields, "do": "save"}
    status, page = editor.post("redact/NRC-1042", given)
    field, message = problem
    assert (status, list(problems(page))) == (422, [field])
    assert problems(page)[field][0].startswith(message)
    assert editor.file(ERROR) == before
    assert editor.post("redact/NRC-1042", {**given, "with": "the\u202eabc"})[0] == 422
    assert editor.get("redact/NRC-9999")[0] == editor.get("redact/vision/99")[0] == 404


def test_an_answer_changes_in_its_place_and_says_when(editor: Editor) -> None:
    before = editor.file("faq.yml")
    page = editor.get("faq/why-register")[1]
    question = html.unescape(re.findall(r'name="question"[^>]*value="([^"]*)"', page)[0])
    short = html.unescape(re.findall(r'name="short"[^>]*value="([^"]*)"', page)[0])
    fields = {"question": question, "short": short, "answer": "So that we know you.\n\nSee [[page:severity]]."}
    assert editor.save("faq/why-register", **fields)[0] == 303
    after = editor.file("faq.yml")
    added = [line for line in after.split("\n") if line not in before.split("\n")]
    assert added == [
        "changed: 2026-11-25",
        "    changed: 2026-11-25",
        "      So that we know you.",
        "      See [[page:severity]].",
    ]
    assert editor.project.problems() == []
    assert [line for line in after.split("\n") if line.startswith("#")] == [
        line for line in before.split("\n") if line.startswith("#")
    ]
    assert "Nothing would change" in text_of(editor.show("faq/why-register", **fields)[1])


def test_a_question_is_added_at_the_end(editor: Editor) -> None:
    before = editor.file("faq.yml")
    fields = {"id": "what-is-new", "question": "What is new: all?", "answer": "See [[page:changes]].\n\n- One\n- Two"}
    assert editor.save("faq", **fields)[0] == 303
    assert editor.file("faq.yml").removeprefix(before.replace("changed: 2026-11-20", "changed: 2026-11-25", 1)) == (
        "\n  - id: what-is-new\n"
        '    question: "What is new: all?"\n'
        "    changed: 2026-11-25\n"
        "    answer: |\n"
        "      See [[page:changes]].\n"
        "\n"
        "      - One\n"
        "      - Two\n"
    )
    assert editor.project.problems() == []
    assert problems(editor.show("faq", **fields)[1])["id"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": "", "question": "x", "answer": "x"}, "id"),
        ({"id": "a b", "question": "x", "answer": "x"}, "id"),
        ({"id": "a", "question": "", "answer": "x"}, "question"),
        ({"id": "a", "question": "x", "answer": "[[page:nowhere]]"}, "answer"),
    ],
)
def test_what_is_wrong_with_a_question_is_beside_its_field(editor: Editor, fields: dict[str, str], field: str) -> None:
    before = editor.file("faq.yml")
    status, page = editor.post("faq", {**fields, "do": "save"})
    assert (status, list(problems(page))) == (422, [field])
    assert editor.file("faq.yml") == before


def test_only_this_machine_can_be_served_with_the_editor(project: Project) -> None:
    ran = corrigenda(project.folder, "serve", "--edit", "--address", "0.0.0.0:0")
    assert ran.code == 2
    assert "--edit is for this machine only, and 0.0.0.0 is not; leave --address out" in ran.err


@pytest.mark.slow
def test_serve_prints_the_address_of_the_editor_and_shows_what_was_saved(project: Project) -> None:
    command = [sys.executable, "-m", "corrigenda", "serve", "--edit", "--address"]
    with serving(project, command) as served:
        served.wait_for("severity/", "2 hours")
        (address,) = [line.split()[-1] for line in served.log if line.startswith("Edit at ")]
        desk = address.removeprefix(served.root)
        assert "NRC-1042" in served.get(desk)[1]
        origin = {"Origin": served.root.rstrip("/"), "Content-Type": "application/x-www-form-urlencoded"}
        fields = {"plan": "12.6", "note": "The lab was faster.", "do": "show"}
        for _ in range(2):
            body = urlencode(fields).encode()
            sent = urllib.request.Request(f"{address}move/NRC-1042", body, origin)
            with urllib.request.urlopen(sent, timeout=60) as answer:
                page = answer.read().decode()
            fields |= {**hidden(page), "do": "save"}
        assert "Saved." in page
        served.wait_for("corrections/nrc-1042/", "The lab was faster.")


@pytest.fixture
def walked(project: Project, page: Page) -> Iterator[Page]:
    """Return a page of a browser at the editor of a site that was built."""
    project.build()
    one = Editor(project)
    page.goto(f"http://{one.host}{DESK}")
    yield page
    one.stop()


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


class Hand:
    """Does what a person does on a page, and counts it: a choice, a click or a field that is filled is one step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def press(self, role: Any, name: str) -> None:
        """Follow a link or press a button."""
        self.steps += 1
        self.page.get_by_role(role, name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        """Type a text into a field."""
        self.steps += 1
        self.page.get_by_label(label, exact=True).or_(self.page.get_by_label(f"{label} (optional)")).fill(text)

    def choose(self, selector: str, value: str | None = None) -> None:
        """Choose from a menu or, without a value, one of several buttons."""
        self.steps += 1
        if value is not None:
            self.page.locator(selector).select_option(value)
        else:
            self.page.locator(selector).check()

    def save(self) -> None:
        """Ask what will change, and save it."""
        self.press("button", "Show what will change")
        self.page.locator("h2", has_text="What will change").wait_for()
        self.press("button", "Save")
        self.page.get_by_text("Saved.").wait_for()


def test_an_error_is_moved_in_five_steps(walked: Page, project: Project) -> None:
    hand = Hand(walked)
    hand.press("link", "Move NRC-1042")
    hand.fill("Plan", "12.6")
    hand.fill("Reason", "The lab was faster.")
    hand.press("button", "Show what will change")
    assert walked.locator("ins").inner_text().endswith("note: The lab was faster.}")
    assert walked.frame_locator("iframe").get_by_text("The lab was faster.").count() > 0
    hand.press("button", "Save")
    walked.get_by_text("Saved.").wait_for()
    assert "note: The lab was faster.}" in (project.content / ERROR).read_text(encoding="utf-8")
    assert hand.steps == 5


def test_a_newcomer_registers_an_error_in_ten_steps(walked: Page, project: Project) -> None:
    hand = Hand(walked)
    hand.press("link", "Register an error")
    hand.fill("Title", NEW["title"])
    hand.choose("select[name=product]", "vision")
    for name, value in NEW.items():
        if name.startswith("assessment."):
            hand.choose(f"input[name='{name}'][value='{value}']")
    hand.fill("Summary", NEW["summary"])
    hand.save()
    assert (project.content / "roadmap/vision/NVS-2025.yml").is_file()
    assert hand.steps == 10


def test_a_release_is_added_in_six_steps(walked: Page, project: Project) -> None:
    hand = Hand(walked)
    hand.press("link", "Releases")
    hand.press("link", "Add a release Vision")
    hand.fill("Version", "9.10.1")
    hand.fill("Planned for", "2027-02-02")
    hand.save()
    assert 'version: "9.10.1"' in (project.content / "products.yml").read_text(encoding="utf-8")
    assert hand.steps == 6


def test_words_are_replaced_in_six_steps(walked: Page, project: Project) -> None:
    hand = Hand(walked)
    hand.press("link", "Replace words NRC-1042")
    hand.fill("Words that should not be there", "older adapters")
    hand.fill("Words instead", "some computers")
    hand.fill("Reason", "It was not clear.")
    hand.save()
    assert "texts: [step-5], reason: It was not clear.}" in (project.content / ERROR).read_text(encoding="utf-8")
    assert hand.steps == 6


def test_the_keyboard_alone_moves_an_error(walked: Page, project: Project) -> None:
    walked.goto(walked.url + "move/NRC-1042")
    walked.get_by_label("Plan").focus()
    walked.keyboard.type("12.6")
    press(walked, "Tab", "Tab")
    walked.keyboard.type("The lab was faster.")
    # Past the fields that are folded away, to the button; then from the lines that change to the next one.
    press(walked, "Tab", "Tab", "Enter")
    walked.locator("h2:focus", has_text="What will change").wait_for()
    press(walked, "Tab", "Enter")
    walked.get_by_text("Saved.").wait_for()
    assert "note: The lab was faster.}" in (project.content / ERROR).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_editor_is_wider_than_the_window(walked: Page, width: int) -> None:
    walked.set_viewport_size({"width": width, "height": 800})
    desk = walked.url
    for path in ("", "new", "move/NRC-1042", "redact/NRC-1042", "releases", "new-release/vision", "questions"):
        walked.goto(desk + path)
        assert walked.evaluate("document.documentElement.scrollWidth") <= width
