"""A server on this machine answers to nobody who was led to it by another name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from corrigenda.edges.build.serving import BuildFailure, is_own_host, keep_serving
from mkdocs.livereload import LiveReloadServer


def answer(folder: Path, host: str, path: str, trouble: str | None = None) -> tuple[str, bytes]:
    """Return the status and the body that a server gives."""
    (folder / "index.html").write_text("draft", encoding="utf-8")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 8000, root=str(folder))
    said: list[str] = []
    noted = BuildFailure()
    keep_serving(server, noted)
    noted.text = trouble
    app: Any = server.get_app()
    environ = {"HTTP_HOST": host, "PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    body: Iterable[bytes] = app(environ, lambda status, _: said.append(status))
    found = b"".join(body)
    server.server_close()
    return said[0], found


@pytest.mark.parametrize("trouble", [None, "content/roadmap/a.yml:1:1: error: secret"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "10.0.0.1"])
def test_neither_pages_nor_problems_are_given_to_another_host(tmp_path: Path, host: str, trouble: str | None) -> None:
    said = answer(tmp_path, host, "/", trouble)
    assert said == ("421 Misdirected Request", b"This server answers only to its own address.\n")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_this_machine_is_answered(tmp_path: Path, host: str) -> None:
    assert answer(tmp_path, host, "/")[0] == "200 OK"
    assert b"trouble" in answer(tmp_path, host, "/", "trouble")[1]


def test_a_path_that_no_file_can_have_is_not_there(tmp_path: Path) -> None:
    assert answer(tmp_path, "localhost", "/\0")[0] == "404 Not Found"


def test_where_every_address_is_served_numbers_are_answered_and_names_are_not() -> None:
    assert is_own_host("192.168.1.7:8000", "0.0.0.0")
    assert not is_own_host("evil.example:8000", "0.0.0.0")
    assert is_own_host("docs.example:8000", "docs.example")
