"""What the files of a site have to agree on: links and anchors, the API and the pages, and which files there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ..problems.problem import LocatedProblem, Position
from .facts import ErrorFacts, Facts, position_of, problem

NEEDED = ("index.html", "404.html", "sitemap.xml")
_KNOWN = re.compile(
    r"404\.html|robots\.txt|llms\.txt|sitemap(?:-\d+)?\.xml|_headers|\.headers/(?:nginx\.conf|Caddyfile)"
    r"|assets/(?:javascripts|stylesheets|images)/(?:[\w.-]+/)*[\w-][\w.-]*\.(?:js|css|map|png|svg)"
    r"|assets/corrigenda/[\w-]+\.(?:[0-9a-f]{10}\.)?(?:js|css|woff2|svg|png)"
    r"|search/search_index\.json|search/pagefind/[\w./-]+|cases/[0-9a-f]+\.json|corrections/finder\.json"
    r"|api/v1/(?:schemas/)?[\w-]+(?:\.schema)?\.(?:json|csv)|api/v1/(?:errors|osv)/[\w-]+\.json"
    r"|feeds/(?:[\w-]+/)?[\w.-]+\.(?:atom|json)|calendar/[\w-]+\.ics|badges/(?:product/)?[\w-]+\.svg"
)
"""Files that every site may have, whether anything leads to them or not."""
_OF_ERROR = re.compile(r"(?:api/v1/errors|api/v1/osv|feeds/error|badges)/([\w-]+)\.\w+")


def check_site(
    facts: Sequence[Facts], files: Collection[str], text_of: Callable[[str], str], given: Collection[str] = ()
) -> Iterator[LocatedProblem]:
    """Yield the problems of a whole site; `given` are files that the publisher put below `pages/`.

    `text_of` reads a file again, to say where in it a problem is.
    """
    for needed in NEEDED:
        if needed not in files:
            message = f"there is no {needed}, which every site needs; build it again"
            yield problem("file-missing", Position(needed), message)
    anchors = {one.file: one.anchors for one in facts if one.file.endswith(".html")}
    led_to = {"index.html"}
    for one in facts:
        led_to.update(one.targets)
        for link in one.links:
            known = anchors.get(link.target)
            if known is not None and not _is_anchor(link.fragment, known, link.target):
                message = f"'#{link.fragment}' is not an anchor of {link.target}; name one that it has"
                yield problem("anchor-dead", position_of(one.file, text_of(one.file), link.written), message)
    yield from _unexpected(files, led_to | set(given), facts)
    yield from _api(facts)


def _is_anchor(fragment: str, known: Collection[str], target: str) -> bool:
    # Scripts read these: a case id, the answers of the assessment, a search.
    read = target.startswith(("corrections/case/", "severity/assess/", "corrections/watching/"))
    return fragment in known or fragment == "top" or read or fragment.startswith(":~:")


def _unexpected(files: Collection[str], led_to: Collection[str], facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    errors = {error.id.lower() for one in facts if one.file.endswith(".html") for error in one.errors}
    for name in sorted(files):
        of_error = _OF_ERROR.fullmatch(name)
        if of_error and errors and of_error[1].lower() not in errors:
            message = f"it is about '{of_error[1]}', which has no page; delete it, or build the site again"
            yield problem("file-unexpected", Position(name), message)
        elif name not in led_to and not _KNOWN.fullmatch(name):
            message = "nothing leads to this file; delete it, or link to it from a page"
            yield problem("file-unexpected", Position(name), message)


def _api(facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    """Yield where the API and the pages say different things about an error."""
    statuses = {key: name for one in facts for key, name in one.statuses}
    pages = {error.id: error for one in facts if one.file.endswith(".html") for error in one.errors}
    listed = [one for one in facts if one.file == "api/v1/errors.json"]
    alone = [one for one in facts if one.file.startswith("api/v1/errors/")]
    for source in (*listed, *alone):
        for error in source.errors:
            yield from _differences(error, pages.get(error.id), statuses)
    for group, file in ((listed, "api/v1/errors.json"), (alone, "api/v1/errors/")):
        said = {error.id for one in group for error in one.errors}
        for missing in sorted(set(pages) - said) if group else ():
            message = f"{missing} has a page but is not in {file}; build the site again"
            yield problem("api-differs", Position(pages[missing].file), message)


def _differences(error: ErrorFacts, page: ErrorFacts | None, statuses: Mapping[str, str]) -> Iterator[LocatedProblem]:
    if page is None:
        yield problem("api-differs", Position(error.file), f"{error.id} has no page; build the site again")
        return
    shown = {"title": page.title, "status": page.status}
    said = {"title": " ".join(error.title.split()), "status": statuses.get(error.status, error.status)}
    for field, value in said.items():
        if shown[field] != value and (field != "status" or statuses):
            message = f"the {field} of {error.id} is '{value}' here and '{shown[field]}' in {page.file}"
            yield problem("api-differs", Position(error.file), f"{message}; build the site again")
