"""The preview makes a file when it is asked for, once, and no file of a site that has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from corrigenda.edges.build.preview import FilesOnDemand
from corrigenda.edges.build.serving import BuildFailure, keep_serving
from corrigenda.render.file_specs import FileSpec
from mkdocs.livereload import LiveReloadServer


@pytest.fixture
def made() -> list[str]:
    """Return the list of the files that were made."""
    return []


@pytest.fixture
def spec(made: list[str]) -> Callable[[str, str], FileSpec]:
    """Return a function for a file with a text, which notes when it is made."""

    def of(path: str, text: str) -> FileSpec:
        def make() -> bytes:
            made.append(path)
            return text.encode()

        return FileSpec(path, (text,), make)

    return of


Spec = Callable[[str, str], FileSpec]


def test_a_file_is_made_when_it_is_asked_for_and_again_once_it_would_be_another(
    tmp_path: Path, made: list[str], spec: Spec
) -> None:
    files = FilesOnDemand(tmp_path)
    files.renew(iter([spec("404.html", "none"), spec("a/index.html", "one"), spec("b.txt", "two")]), "key")
    assert list(tmp_path.iterdir()) == []
    for path in ("a/", "a/", "b.txt", "a//../a/"):
        files.make(path)
    assert made == ["a/index.html", "b.txt"]
    files.renew(iter([spec("a/index.html", "other"), spec("b.txt", "two")]), "key")
    files.make("a/")
    files.make("b.txt")
    assert made == ["a/index.html", "b.txt", "a/index.html"]
    assert (tmp_path / "a/index.html").read_text() == "other"
    files.renew(iter([spec("b.txt", "two")]), "other key")
    files.make("b.txt")
    assert made[3:] == ["b.txt"]


def test_no_more_files_are_listed_than_it_takes_to_find_one(tmp_path: Path, spec: Spec) -> None:
    listed = []

    def files() -> Iterator[FileSpec]:
        for name in ("index.html", "a/index.html", "b/index.html"):
            listed.append(name)
            yield spec(name, name)

    site = FilesOnDemand(tmp_path)
    site.renew(files(), "")
    site.make("a/")
    site.make("")
    assert listed == ["index.html", "a/index.html"]


def test_a_file_that_the_site_no_longer_has_is_gone(tmp_path: Path, spec: Spec) -> None:
    files = FilesOnDemand(tmp_path)
    files.renew(iter([spec("a/index.html", "one"), spec("404.html", "none")]), "")
    files.make("a/")
    files.renew(iter([spec("404.html", "none")]), "")
    files.make("a/")
    assert [path.name for path in tmp_path.rglob("*.html")] == ["404.html"]
    files.renew(iter([spec("a/index.html", "one"), spec("404.html", "none")]), "")
    files.make("a/")
    assert (tmp_path / "a/index.html").read_text() == "one"


def test_a_folder_without_a_slash_leads_to_its_page(tmp_path: Path, spec: Spec) -> None:
    files = FilesOnDemand(tmp_path)
    files.renew(iter([spec("a/index.html", "one")]), "")
    assert answered(files, tmp_path, "/a") == "302 Found"
    assert answered(files, tmp_path, "/a/") == "200 OK one"


def test_a_page_that_changes_while_it_is_sent_is_sent_again(tmp_path: Path, spec: Spec) -> None:
    files = FilesOnDemand(tmp_path)
    files.renew(iter([spec("a/index.html", "old")]), "")
    saved = iter([lambda: files.renew(iter([spec("a/index.html", "new")]), "")])
    # MkDocs' server waits here for a build that is under way, and then reads the file.
    assert answered(files, tmp_path, "/a/", lambda: next(saved, lambda: None)()) == "200 OK new"


def test_what_cannot_be_made_is_a_problem_above_the_page_as_it_was(tmp_path: Path, spec: Spec) -> None:
    files = FilesOnDemand(tmp_path)
    files.renew(iter([spec("a/index.html", "<body>one")]), "")
    answered(files, tmp_path, "/a/")

    def broken() -> bytes:
        raise ValueError("pages/a.html:1: no such filter")

    files.renew(iter([FileSpec("a/index.html", ("two",), broken), spec("b/index.html", "<body>b")]), "")
    said = answered(files, tmp_path, "/a/")
    assert said.startswith("200 OK <body>")
    assert "pages/a.html:1: no such filter" in said
    assert said.endswith("one")
    assert answered(files, tmp_path, "/b/") == "200 OK <body>b"


def answered(files: FilesOnDemand, folder: Path, path: str, while_sent: Callable[[], Any] = lambda: None) -> str:
    """Return the status and the body that a server gives for a path; `while_sent` is called before the file is read."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(folder))
    serve = server.serve_request

    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        while_sent()
        return serve(environ, start_response)

    server.serve_request = site  # type: ignore[method-assign]
    keep_serving(server, BuildFailure(), built=True, make=lambda asked: files.make(asked.removeprefix("/")))
    environ = {"HTTP_HOST": "localhost", "PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    said: list[str] = []
    app: Any = server.get_app()
    body = b"".join(app(environ, lambda status, _: said.append(status)))
    server.server_close()
    return f"{said[0]} {body.decode()}".strip()
