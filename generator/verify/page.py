"""Reads a page as browsers do, by an HTML5 parser, and finds what is wrong with it alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..problems.problem import LocatedProblem, Position
from .addresses import Site, place_of
from .facts import ErrorFacts, Facts, Link, other_host, position_of, problem

_LOOKED_AT = {"script", "style", "base", "iframe", "meta", "template", "set", "animate"}
"""Elements that are looked at even if they have no attributes."""
_OUTSIDE = {"html", "head", "body"}
_CODE = re.compile(r"<(?:script|style|iframe|base)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HARMLESS = {"class", "id"}
_SEVERAL = {"srcset", "imagesrcset", "ping"}
"""Attributes with several addresses, the first two with sizes."""
_REQUESTS = {"src", "poster", "data", "action", "formaction", "background", "data-index", *_SEVERAL}
"""Attributes whose address is asked for without a reader following it."""
_ADDRESSES = {"href", "xlink:href", *_REQUESTS}
_ASKING = {"base", "image", "use", "feimage", "script"}
"""Elements that ask for what their `href` names; links ask by their relation."""
_PREVIEWS = {"og:image", "og:url", "twitter:image"}
_DATA = {"application/json", "application/ld+json"}
"""Types of scripts that are data."""
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
    own = None
    for node in _nodes(tree):
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
            if name == "404.html" and _breaks_elsewhere(address):
                message = f"'{address}' leads elsewhere from each address that is not there; begin it with '/'"
                problems.append(problem("link-dead", position_of(name, text, address), message))
                continue
            if given.get("rel") == "canonical":
                own = place.file or address
            if place.file is not None and place.file in files:
                targets[place.file] = True
                if place.fragment:
                    links.append(Link(place.file, place.fragment, address))
            elif place.file is not None:
                message = f"'{address}' leads to nothing; there is no file {place.file}"
                problems.append(problem("link-dead", position_of(name, text, address), message))
            elif place.nowhere:
                message = f"'{address[:60]}' leads to the reader's own machine; link to a page"
                problems.append(problem("link-dead", position_of(name, text, address), message))
            elif place.script:
                message = f"'{address[:60]}' runs as a script; link to a page"
                problems.append(problem("inline-code", position_of(name, text, address), message))
            elif place.host is not None and _is_request(node, attribute):
                problems.append(other_host(position_of(name, text, address), place.host))
    statuses = tuple(
        (one.attributes.get("data-status") or "", _inner(one)) for one in tree.css("template[data-status]")
    )
    links = list(dict.fromkeys(links))
    problems += _whole(name, text, tree)
    if own is not None and own != name:
        message = "the canonical address of this page leads elsewhere; build the site again"
        problems.append(problem("address-wrong", position_of(name, text, "canonical"), message))
    noted = tree.css_first("meta[name=robots][content*=noindex]") is None
    return Facts(
        name,
        frozenset(anchors),
        tuple(targets),
        tuple(links),
        _error(name, tree, anchors),
        statuses,
        own=own if noted else None,
        problems=tuple(problems),
    )


def code_in(name: str, text: str, html: str, site: Site) -> Iterator[LocatedProblem]:
    """Yield the problems of HTML that is in another file, such as a feed: what runs, and what asks another host."""
    if "=" not in html and not _CODE.search(html):
        return
    tree = LexborHTMLParser(html)
    for node in _nodes(tree):
        given = node.attributes
        yield from _inline(name, text, node, given, ())
        for attribute, address in _addresses(node, given):
            place = place_of(address, name, site)
            if place.script:
                message = f"'{address[:60]}' runs as a script; link to a page"
                yield problem("inline-code", position_of(name, text, address), message)
            elif place.host is not None and _is_request(node, attribute):
                yield other_host(position_of(name, text, address), place.host)


def _nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield the elements of a page, also those in templates, whose content is a document of its own."""
    for node in tree.root.traverse() if tree.root else ():
        yield node
        if node.tag == "template":
            yield from (one for one in _nodes(LexborHTMLParser(_content(node))) if one.tag not in _OUTSIDE)


def _whole(name: str, text: str, tree: LexborHTMLParser) -> Iterator[LocatedProblem]:
    """Yield what every page needs and this one lacks."""
    title = tree.css_first("head > title")
    lacking = [
        what
        for what, there in (
            ("a title", title is not None and title.text(strip=True)),
            ("a language", tree.root is not None and tree.root.attributes.get("lang")),
            ("its end", text.rstrip()[-7:].lower() == "</html>"),
        )
        if not there
    ]
    if lacking:
        yield problem("file-unreadable", Position(name), f"the page lacks {lacking[0]}; build the site again")


def _breaks_elsewhere(address: str) -> bool:
    return bool(address) and address[0] not in "/#" and not _ABSOLUTE.match(address)


def _addresses(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for attribute, value in given.items():
        if attribute not in _ADDRESSES or value is None or (attribute == "data" and node.tag != "object"):
            continue
        if attribute == "ping":
            yield from ((attribute, one) for one in value.split())
        elif attribute in _SEVERAL:
            yield from ((attribute, part.split()[0]) for part in value.split(",") if part.strip())
        else:
            yield attribute, value
    if node.tag == "meta" and (given.get("property") or given.get("name")) in _PREVIEWS:
        yield "content", given.get("content") or ""


def _is_request(node: LexborNode, attribute: str) -> bool:
    if attribute in _REQUESTS:
        return True
    return (node.tag or "").lower() in _ASKING or (
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
    changed = (given.get("attributename") or given.get("attributeName") or "").lower()
    if changed.startswith("on") or changed.rpartition(":")[2] == "href":
        message = f"this changes '{changed}', which may run as a script; leave it out"
        yield problem("inline-code", position_of(name, text, f"<{tag}"), message)
    if tag in ("iframe", "base") or (tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh"):
        message = f"a <{tag}> can take the reader elsewhere; leave it out"
        yield problem("inline-code", position_of(name, text, f"<{tag}"), message)
    kind = (given.get("type") or "").lower()
    code = node.text(deep=True, strip=False) if tag in ("style", "script") else ""
    if tag == "script" and kind in _DATA:
        yield from _data(name, text, code)
    elif tag == "style" or (tag == "script" and given.get("src") is None):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes:
            message = f"a {tag} is written into the page without its digest in the policy; put it into a file"
            yield problem("inline-code", position_of(name, text, code[:200]), message)


def _data(name: str, text: str, code: str) -> Iterator[LocatedProblem]:
    try:
        json.loads(code)
    except ValueError as error:
        message = f"the data in this page are not JSON: {error}; build the site again"
        yield problem("file-unreadable", position_of(name, text, code[:200]), message)


def _error(name: str, tree: LexborHTMLParser, anchors: Collection[str]) -> tuple[ErrorFacts, ...]:
    """Return the error that a page is about."""
    named = tree.css_first("article dd[data-pagefind-meta=id]")
    title, status = tree.css_first("article h1"), tree.css_first("article dl .tag")
    if named is None:
        return ()
    steps = sum(anchor.startswith("step-") for anchor in anchors)
    return (ErrorFacts(_text(named), _text(title) if title else "", _text(status) if status else "", name, steps),)


def _inner(template: LexborNode) -> str:
    body = LexborHTMLParser(_content(template)).body
    return _text(body) if body else ""


def _content(template: LexborNode) -> str:
    """Return the HTML in a template."""
    return (template.html or "").partition(">")[2].removesuffix("</template>")


def _text(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())
