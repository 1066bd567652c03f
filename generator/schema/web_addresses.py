"""Addresses as `site.yml` has them: of the site, of forms, and of e-mail."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from .fields import Text


def _public_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@\"<>]+(?:/[^\s?#\"<>]*)?", text) or not _is_host(text):
        raise ValueError(f"'{text}' is not a web address; write one such as https://support.example.com/")
    return text if text.endswith("/") else text + "/"


def _form_address(text: str) -> str:
    # Links to it are on every page, so what a browser would run (`javascript:`) or not find must not get there.
    web = re.fullmatch(r"https?://[^\s\"<>]+", text) is not None and _is_host(text)
    if not web and not re.fullmatch(r"mailto:[^\s\"<>@]+@[^\s\"<>]+", text):
        raise ValueError(f"'{text}' is not an address of a form; write a full one with https, http or mailto")
    return text


def _mail_address(text: str) -> str:
    # What every mail server takes: RFC 5322's dot-atom in ASCII, at a host with a dot.
    atom = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    if not re.fullmatch(rf"{atom}(\.{atom})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise ValueError(f"'{text}' is not an e-mail address; write only that, such as news@lists.example.com")
    return text


def _is_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


Address = Annotated[Text, AfterValidator(_public_address)]
FormAddress = Annotated[Text, AfterValidator(_form_address)]
MailAddress = Annotated[Text, AfterValidator(_mail_address)]
