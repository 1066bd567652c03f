"""The example for nginx is run, and answers programs as the OpenAPI description says."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from corrigenda.outputs.headers import policy

from tests.nginx import served_by_nginx


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built site; return the address."""
    with served_by_nginx(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def asked(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """Ask for a file; return the status, the headers and the body."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_every_file_is_sent_as_the_description_says_and_to_scripts_of_any_site(nginx: str, site: Path) -> None:
    values = {"{id}": "nrc-1042", "{product}": "vision", "{release}": "vision-9.10", "{severity}": "high"}
    paths = json.loads((site / "api/v1/openapi.json").read_bytes())["paths"]
    assert len(paths) > 15
    for path, operations in paths.items():
        address = path[1:]
        if "/osv/" in path:
            address = address.replace("{id}", next((site / "api/v1/osv").glob("*.json")).stem)
        for place, value in values.items():
            address = address.replace(place, value)
        status, headers, body = asked(nginx + address)
        assert (status, body) == (200, (site / address).read_bytes()), path
        assert headers.get_content_type() == next(iter(operations["get"]["responses"]["200"]["content"])), path
        assert (headers["Access-Control-Allow-Origin"], headers["Cache-Control"]) == ("*", "no-cache"), path
        assert asked(nginx + address, If_None_Match=headers["ETag"])[0] == 304, path


def test_pages_are_asked_for_again_and_what_carries_a_digest_is_kept(nginx: str, site: Path) -> None:
    for address in ("", "faq/", "corrections/nrc-1042/", "corrections/finder.json"):
        status, headers, _ = asked(nginx + address)
        assert (status, headers["Cache-Control"], headers["Access-Control-Allow-Origin"]) == (200, "no-cache", None)
    style = next((site / "assets/corrigenda").glob("corrigenda.*.css")).name
    kept = asked(f"{nginx}assets/corrigenda/{style}")[1]
    assert (kept.get_content_type(), kept.get_content_charset()) == ("text/css", "utf-8")
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_not_there_is_the_sites_own_page(nginx: str, site: Path) -> None:
    for address in ("nowhere/", "api/v1/errors/nrc-9.json"):
        status, headers, body = asked(nginx + address)
        assert (status, headers.get_content_type(), body) == (404, "text/html", (site / "404.html").read_bytes())


@pytest.mark.parametrize(
    "address", ["", "nowhere/", "api/v1/errors.json", "feeds/all.json", "api/v1/errors.csv", "style"]
)
def test_every_answer_says_how_safe_it_is_and_that_it_may_be_packed(nginx: str, site: Path, address: str) -> None:
    if address == "style":
        address = f"assets/corrigenda/{next((site / 'assets/corrigenda').glob('corrigenda.*.css')).name}"
    headers = asked(nginx + address, Accept_Encoding="gzip")[1]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers.get_all("Content-Security-Policy") == [policy([], split_search=False)]
    assert str(headers["Permissions-Policy"]).startswith("accelerometer=(), camera=()")


@pytest.mark.parametrize("address", [".headers/nginx.conf", ".headers/Caddyfile", "_headers"])
def test_what_is_for_the_host_is_not_served(nginx: str, site: Path, address: str) -> None:
    assert (site / address).is_file()
    assert asked(nginx + address)[0] == 404
