"""Posts JSON to webhooks. Their addresses are secrets, so no message repeats one, nor what a library says about it."""

from __future__ import annotations

import json
import ssl
import time
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    LocationValueError,
    NewConnectionError,
    SSLError,
)

from .delivery import PAUSES, NotSentError, Pauses, UnsureError, attempts

_SECONDS = 30
"""How long the other side may take to answer."""
_LONGEST_PAUSE = 60
"""Seconds; who asks for a longer pause gets what is new in the next run."""
_PASSING = (429, 500, 503)
_UNSURE = (502, 504)
"""A proxy has no answer from the server that it passed the announcement on to."""
_HERE = ("127.0.0.1", "::1", "localhost")


def is_webhook(address: str) -> bool:
    """Return whether an address can be a webhook's: with https or, on this machine, with http."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
        return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _HERE))
    except ValueError:
        return False


def post_json(address: str, value: Any, pauses: Pauses = PAUSES, seconds: float = _SECONDS) -> None:
    """Post a value as JSON; raise NotSentError or UnsureError if that fails. A redirection is not followed."""
    data = json.dumps(value, ensure_ascii=False).encode()
    with urllib3.PoolManager(ssl_context=ssl.create_default_context(), timeout=seconds, retries=False) as pool:
        attempts(lambda: _once(pool, address, data), time.sleep, pauses)


def _once(pool: urllib3.PoolManager, address: str, data: bytes) -> None:
    headers = {"Content-Type": "application/json", "User-Agent": "corrigenda"}
    try:
        # The answer's body is not read: it might never end.
        answer = pool.request("POST", address, body=data, headers=headers, preload_content=False)
    except (NewConnectionError, ConnectTimeoutError) as error:
        raise NotSentError("the webhook's host cannot be reached", passing=True) from error
    except SSLError as error:
        cause = error.args[0]
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise NotSentError("the certificate of the webhook's host is not valid", passing=False) from error
        if isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER":
            raise NotSentError("the webhook's host does not speak TLS there", passing=False) from error
        raise UnsureError("the connection to the webhook broke") from error
    except LocationValueError as error:
        raise NotSentError("the webhook's address is not valid", passing=False) from error
    except HTTPError as error:
        raise UnsureError("the webhook did not answer") from error
    answer.close()
    if answer.status in _UNSURE:
        raise UnsureError(f"the webhook answered {answer.status}")
    if not 200 <= answer.status < 300:
        reason = f"the webhook answered {answer.status}"
        raise NotSentError(reason, passing=answer.status in _PASSING, after=_asked_pause(answer))


def _asked_pause(answer: urllib3.BaseHTTPResponse) -> float | None:
    try:
        seconds = urllib3.Retry().get_retry_after(answer)
    except (InvalidHeader, ValueError, OverflowError):
        # Also a number of thousands of digits, and a year that no calendar has.
        return None
    return None if seconds is None else min(seconds, _LONGEST_PAUSE)
