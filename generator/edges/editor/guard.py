"""Whom the editor answers: only a browser on this machine that was given the token, and only forms of its own pages."""

from __future__ import annotations

import contextlib
import hmac
from typing import Any
from urllib.parse import parse_qsl

from ..build.serving import is_own_host

PREFIX = "/-/edit/"
MOST = 200_000
"""How many bytes a form may have: more than the longest answer, and little enough for any machine."""
_DRAINED = 20_000_000
"""How much of a body that is refused is read all the same, as a browser shows an answer only when it was heard out."""
_FIELDS = 200


class Refused(Exception):  # noqa: N818
    """A request that is not carried out; `status` is for the browser, the message for a person."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status


def check_asker(environ: dict[str, Any], token: str, address: str) -> str:
    """Return the path below the editor's own that is asked for; raise Refused for a stranger.

    A page elsewhere can lead a browser here under another name, or guess; it knows neither the host nor the token.
    """
    if not is_own_host(environ.get("HTTP_HOST", ""), address):
        raise Refused("421 Misdirected Request", "This server answers only to its own address.")
    given, _, path = str(environ["PATH_INFO"]).removeprefix(PREFIX).partition("/")
    if not hmac.compare_digest(given.encode("latin-1", "replace"), token.encode()):
        raise Refused("403 Forbidden", "The token is wrong; open the address that 'corrigenda serve --edit' prints.")
    if environ["REQUEST_METHOD"] not in ("GET", "POST"):
        raise Refused("405 Method Not Allowed", "The editor answers GET and POST only.")
    return path


def read_form(environ: dict[str, Any]) -> dict[str, str]:
    """Return the fields of a form that was sent; raise Refused for one from elsewhere, too long, or cut off."""
    own = f"http://{environ.get('HTTP_HOST', '')}"
    if environ.get("HTTP_ORIGIN") != own or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        _drain(environ)
        raise Refused("403 Forbidden", "This form comes from another site; nothing was changed.")
    length = _length(environ)
    if length is None:
        raise Refused("411 Length Required", "The request does not say how long it is; nothing was changed.")
    if length > MOST:
        _drain(environ)
        raise Refused("413 Content Too Large", f"A form may have {MOST} bytes; nothing was changed.")
    try:
        data = environ["wsgi.input"].read(length)
    except TimeoutError as error:
        raise Refused("408 Request Timeout", "The request was not sent to its end; nothing was changed.") from error
    if len(data) != length:
        raise Refused("400 Bad Request", "The request was cut off; nothing was changed.")
    if str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Refused("415 Unsupported Media Type", "This is not a form of the editor; nothing was changed.")
    return fields_of(data)


def fields_of(data: bytes) -> dict[str, str]:
    """Return the fields of a form or a query; raise Refused if they cannot be read."""
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise Refused("400 Bad Request", "The form cannot be read; nothing was changed.") from error
    # Browsers send CR LF, whatever the file has.
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def _length(environ: dict[str, Any]) -> int | None:
    """Return how many bytes a request says that it has, or None; Python makes no number of thousands of digits."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    return int(length[:20]) if length.isdecimal() else None


def _drain(environ: dict[str, Any]) -> None:
    left = min(_length(environ) or 0, _DRAINED)
    with contextlib.suppress(TimeoutError, ConnectionError):
        while left > 0 and (part := environ["wsgi.input"].read(min(left, 65536))):
            left -= len(part)
