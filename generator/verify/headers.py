"""Reads the headers that the build wrote for hosts: each form must have the same policy, and a strict one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..problems.problem import LocatedProblem, Position
from .facts import position_of, problem

FORMS = ("_headers", ".headers/nginx.conf", ".headers/Caddyfile")
_POLICY = re.compile(r"^\s*(?:add_header |header )?Content-Security-Policy:?\s+\"?([^\"\n]+)", re.MULTILINE)
_WEAK = re.compile(r"'unsafe-[\w-]+'|(?<=\s)(?:\*|https?:)(?=[\s;]|$)")
_SCRIPTS = re.compile(r"(?:^|;)\s*(?:script-src|default-src)\s")


def check_headers(texts: Mapping[str, str]) -> Iterator[LocatedProblem]:
    """Yield the problems of the files of headers, by name; a site that has none of them has no problem."""
    policies = {name: dict.fromkeys(_POLICY.findall(text)) for name, text in texts.items()}
    usual = next((policy for found in policies.values() for policy in found), "")
    for name in FORMS if texts else ():
        if name not in texts:
            message = f"there is no {name}, which the build writes with the other headers; build the site again"
            yield problem("file-missing", Position(name), message)
            continue
        if not policies[name]:
            message = "it has no Content-Security-Policy; build the site again"
            yield problem("headers-weak", Position(name), message)
        for policy in policies[name]:
            where = position_of(name, texts[name], policy)
            weak = _WEAK.search(policy)
            if weak or not _SCRIPTS.search(policy):
                what = f"allows {weak[0]}" if weak else "says nothing of scripts"
                yield problem("headers-weak", where, f"the policy {what}, so injected code runs; build the site again")
            elif policy != usual:
                message = "the policy differs from that in the other files of headers; build the site again"
                yield problem("headers-weak", where, message)
