"""Reads a page as browsers do, by an HTML5 parser, and finds what is wrong with it alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..problems.problem import LocatedProblem
from .addresses import Site, place_of
from .facts import ErrorFacts, Facts, Link, position_of, problem

_LOOKED_AT = {"script", "style", "base", "iframe", "meta"}
"""Elements that are looked at even if they have no attributes."""
_HARMLESS = {"class", "id"}
_REQUESTS = {"src", "srcset", "poster", "data", "action", "formaction"}
"""Attributes whose address is asked for without a reader following it."""
_ADDRESSES = ("href", *sorted(_REQUESTS))
_ONLY_NAMES = {"canonical", "alternate", "alternate feed", "author", "license", "help", "prev", "next"}
"""Relations of a `<link>` whose address browsers do not ask for."""


def read_page(name: str, text: str, site: Site, files: Collection[str], hashes: Collection[str]) -> Facts:
    """Return what a page says, and its problems.

    `files` are the paths of the site's files, and `hashes` those of the inline scripts and styles that
    its policy allows.
    """
    tree = LexborHTMLParser(text)
    anchors: dict[str, bool] = {}
    targets: dict[str, bool] = {}
    links: list[Link] = []
    problems: list[LocatedProblem] = []
    for node in tree.root.traverse() if tree.root else ():
        given = node.attributes
        anchor = given.get("id")
        if anchor is not None:
            if anchor in anchors:
                message = f"the id '{anchor}' is there twice, so links to it may miss; give one of them another id"
                first = text.find(f"{anchor}") + 1
                problems.append(problem("id-twice", position_of(name, text, anchor, first), message))
            anchors[anchor] = True
        if given.keys() <= _HARMLESS and node.tag not in _LOOKED_AT:
            continue
        problems += _inline(name, text, node, given, hashes)
        for attribute, address in _addresses(node, given):
            place = place_of(address, name, site)
            if place.file is not None and place.file in files:
                targets[place.file] = True
                if place.fragment:
                    links.append(Link(place.file, place.fragment, address))
            elif place.file is not None:
                message = f"'{address}' leads to nothing; there is no file {place.file}"
                problems.append(problem("link-dead", position_of(name, text, address), message))
            elif place.script:
                message = f"'{address[:60]}' runs as a script; link to a page"
                problems.append(problem("inline-code", position_of(name, text, address), message))
            elif place.host is not None and _is_request(node, attribute):
                message = f"this asks {place.host}, which learns who reads the page; keep the file on the site"
                problems.append(problem("other-host", position_of(name, text, address), message))
    statuses = tuple(
        (one.attributes.get("data-status") or "", _inner(one)) for one in tree.css("template[data-status]")
    )
    links = list(dict.fromkeys(links))
    return Facts(name, frozenset(anchors), tuple(targets), tuple(links), _error(name, tree), statuses, tuple(problems))


def _addresses(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for attribute in _ADDRESSES:
        if attribute not in given:
            continue
        value = given[attribute]
        if value is None or (attribute == "data" and node.tag != "object"):
            continue
        if attribute == "srcset":
            yield from ((attribute, part.split()[0]) for part in value.split(",") if part.strip())
        else:
            yield attribute, value


def _is_request(node: LexborNode, attribute: str) -> bool:
    if attribute in _REQUESTS:
        return True
    return node.tag in ("base", "image", "use") or (
        node.tag == "link" and (node.attributes.get("rel") or "") not in _ONLY_NAMES
    )


def _inline(
    name: str, text: str, node: LexborNode, given: Mapping[str, str | None], hashes: Collection[str]
) -> Iterator[LocatedProblem]:
    for attribute in given:
        if attribute.startswith("on"):
            message = f"the attribute '{attribute}' runs as a script; leave it out"
            yield problem("inline-code", position_of(name, text, f"{attribute}="), message)
    if given.get("style") is not None:
        message = "a style is written into the page, which its policy forbids; put it into a style sheet"
        yield problem("inline-code", position_of(name, text, "style="), message)
    tag = node.tag
    if tag not in _LOOKED_AT:
        return
    if tag in ("iframe", "base") or (tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh"):
        message = f"a <{tag}> can take the reader elsewhere; leave it out"
        yield problem("inline-code", position_of(name, text, f"<{tag}"), message)
    kind = (given.get("type") or "").lower()
    if tag == "style" or (tag == "script" and given.get("src") is None and "json" not in kind):
        code = node.text(deep=True, strip=False)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes:
            message = f"a {tag} is written into the page without its digest in the policy; put it into a file"
            yield problem("inline-code", position_of(name, text, code[:200]), message)


def _error(name: str, tree: LexborHTMLParser) -> tuple[ErrorFacts, ...]:
    """Return the error that a page is about."""
    named = tree.css_first("article dd[data-pagefind-meta=id]")
    title, status = tree.css_first("article h1"), tree.css_first("article dl .tag")
    if named is None:
        return ()
    return (ErrorFacts(_text(named), _text(title) if title else "", _text(status) if status else "", name),)


def _inner(template: LexborNode) -> str:
    """Return the text of a template, whose content is a document of its own."""
    body = LexborHTMLParser((template.html or "").partition(">")[2]).body
    return _text(body) if body else ""


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())
