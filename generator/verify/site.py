"""What the files of a site have to agree on: links and anchors, the API and the pages, and which files there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ..problems.problem import LocatedProblem, Position
from .facts import ErrorFacts, Facts, position_of, problem

NEEDED = ("index.html", "404.html", "sitemap.xml", "robots.txt", "llms.txt")
_KNOWN = re.compile(
    r"404\.html|robots\.txt|llms\.txt|sitemap(?:-\d+)?\.xml|_headers|\.headers/(?:nginx\.conf|Caddyfile)"
    r"|assets/(?:javascripts|stylesheets|images)/(?:[\w.-]+/)*[\w-][\w.-]*\.(?:js|css|map|png|svg)"
    r"|assets/corrigenda/[\w-]+\.(?:[0-9a-f]{10}\.)?(?:js|css|woff2|svg|png)"
    r"|search/search_index\.json|search/pagefind/[\w./-]+|cases/[0-9a-f]+\.json|corrections/finder\.json"
    r"|api/v1/(?:schemas/)?[\w-]+(?:\.schema)?\.(?:json|csv)|api/v1/(?:errors|osv)/[\w-]+\.json"
    r"|feeds/(?:[\w-]+/)?[\w.-]+\.(?:atom|json)|calendar/[\w-]+\.ics|badges/(?:product/)?[\w-]+\.svg"
)
"""Files that every site may have, whether anything leads to them or not."""
_OF_ERROR = re.compile(r"(api/v1/errors|api/v1/osv|feeds/error|badges)/([\w-]+)\.(\w+)")
_SHARD = re.compile(r"cases/([0-9a-f]+)\.json")


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
    yield from _missing(files, facts)
    yield from _unlisted(facts)
    yield from _feeds(facts)
    yield from _api(facts)


def _is_anchor(fragment: str, known: Collection[str], target: str) -> bool:
    # Scripts read these: a case id, the answers of the assessment, a search.
    read = target.startswith(("corrections/case/", "severity/assess/", "corrections/watching/"))
    return fragment in known or fragment == "top" or read or fragment.startswith(":~:")


def _unexpected(files: Collection[str], led_to: Collection[str], facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    errors = {error.id.lower() for one in facts if one.file.endswith(".html") for error in one.errors}
    for name in sorted(files):
        of_error = _OF_ERROR.fullmatch(name)
        if of_error and errors and of_error[2].lower() not in errors:
            message = f"it is about '{of_error[2]}', which has no page; delete it, or build the site again"
            yield problem("file-unexpected", Position(name), message)
        elif name not in led_to and not _KNOWN.fullmatch(name):
            message = "nothing leads to this file; delete it, or link to it from a page"
            yield problem("file-unexpected", Position(name), message)


def _missing(files: Collection[str], facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    """Yield the files that one error lacks and others have, and the parts of the list of cases that are gone."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for name in files:
        if (of_error := _OF_ERROR.fullmatch(name)) and of_error[1] != "api/v1/osv":
            kinds.setdefault((of_error[1], of_error[3]), set()).add(of_error[2].lower())
    errors = sorted({error.id.lower() for one in facts if one.file.endswith(".html") for error in one.errors})
    shards = {found[1] for name in files if (found := _SHARD.fullmatch(name))}
    digits = max(map(len, shards), default=0)
    gone = [f"cases/{number:0{digits}x}.json" for number in range(16**digits if shards else 0)]
    gone += [f"{folder}/{error}.{kind}" for (folder, kind), there in sorted(kinds.items()) for error in errors]
    for name in gone:
        if name not in files:
            message = f"there is no {name}, and there are others of its kind; build the site again"
            yield problem("file-missing", Position(name), message)


def _unlisted(facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    """Yield the pages that no sitemap lists."""
    listed = {target for one in facts if one.file.startswith("sitemap") for target in one.targets}
    for one in facts:
        if one.own == one.file and listed and one.file not in listed:
            message = f"{one.file} is not in the sitemap, so search engines may miss it; build the site again"
            yield problem("file-missing", Position("sitemap.xml"), message)


def _feeds(facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    """Yield the feeds whose two formats have different entries."""
    entries = {one.file: one.entries for one in facts if one.entries is not None}
    for file, there in entries.items():
        other = f"{file.removesuffix('.atom')}.json"
        if file.endswith(".atom") and entries.get(other, there) != there:
            message = f"its entries are not those of {other}; build the site again"
            yield problem("api-differs", Position(file), message)


def _api(facts: Sequence[Facts]) -> Iterator[LocatedProblem]:
    """Yield where the API and the pages say different things about an error."""
    statuses = {key: name for one in facts for key, name in one.statuses}
    pages = {error.id: error for one in facts if one.file.endswith(".html") for error in one.errors}
    groups = {
        "api/v1/errors.json": [one for one in facts if one.file == "api/v1/errors.json"],
        "api/v1/errors/": [one for one in facts if one.file.startswith("api/v1/errors/")],
        "api/v1/errors.csv": [one for one in facts if one.file == "api/v1/errors.csv"],
        "corrections/finder.json": [one for one in facts if one.file == "corrections/finder.json"],
        "cases/": [one for one in facts if one.file.startswith("cases/")],
    }
    for one in facts:
        if one.said is not None and pages and one.said != len(pages):
            message = f"it says that there are {one.said} errors, and {len(pages)} have a page; build the site again"
            yield problem("api-differs", Position(one.file), message)
    briefs = {error.id: error.brief for one in groups["api/v1/errors.json"] for error in one.errors}
    for file, group in groups.items():
        said = Counter(error.id for one in group for error in one.errors)
        for one in group:
            for error in one.errors:
                yield from _differences(error, pages.get(error.id), statuses, briefs.get(error.id))
        for twice in sorted(key for key, times in said.items() if times > 1 and file != "cases/"):
            yield problem("api-differs", Position(group[0].file), f"{twice} is there twice; build the site again")
        for missing in sorted(set(pages) - set(said)) if group and file != "cases/" else ():
            message = f"{missing} has a page but is not in {file}; build the site again"
            yield problem("api-differs", Position(pages[missing].file), message)


def _differences(
    error: ErrorFacts, page: ErrorFacts | None, statuses: Mapping[str, str], brief: str | None
) -> Iterator[LocatedProblem]:
    if page is None:
        yield problem("api-differs", Position(error.file), f"{error.id} has no page; build the site again")
        return
    shown = {"title": page.title, "status": page.status, "number of steps": page.steps}
    title = None if error.title is None else " ".join(error.title.split())
    status = statuses.get(error.status, error.status) if error.status and statuses else None
    for field, value in (("title", title), ("status", status), ("number of steps", error.steps)):
        if value is not None and shown[field] != value:
            message = f"the {field} of {error.id} is '{value}' here and '{shown[field]}' in {page.file}"
            yield problem("api-differs", Position(error.file), f"{message}; build the site again")
    if error.brief and brief and error.brief != brief:
        message = f"what is said of {error.id} differs from api/v1/errors.json; build the site again"
        yield problem("api-differs", Position(error.file), message)
