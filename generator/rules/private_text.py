"""Public text holds nothing private: no case id, tracker key, e-mail address, internal address, or internal name.

Tracker keys are what matches `private_patterns` of site.yml. Names are the values under `internal:` of the error's own
file with at least three letters. The example addresses of RFC 2606 (`example.com`) are allowed, and so is the example
case id in site.yml, which pages show. An internal address is recognised by its network (`10.…`, `192.168.…`) or its
last part (`.local`, `.intranet`); without `https://`, by its port or path, too.

Passes:

    summary: A session ends when the adapter sleeps.

Fails:

    summary: As reported in NS-204113 by jane@customer.net.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..lint.public_texts import PublicText, short_texts_of, texts_around, texts_of_error
from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.error import KnownError, PrivateRecord
from ..model.site import CaseIds
from ..model.site_data import SiteData
from ..problems.problem import AnyProblem, FieldLocation, FieldPath, Position, Problem
from ..yaml_text.text import position

_EMAIL = r"[\w.+-]+@(?!example\.(?:com|net|org)\b)[\w-]+(?:\.[\w-]+)+"
_SHARE = r"\\\\[\w-]+\\[\w$-]+"
_ADDRESS = r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w.-]+\.(?:local|internal|intranet|corp|lan)\b)"

_BEGINS = r"(?<![\w./:@-])"
_LEADS_ON = r"(?::\d|/[A-Za-z_])"
"""A port or a path, which distinguishes an address from a version or a file name."""
_LASTS = ("local", "lan", "corp", "intern", "internal", "intranet")
"""The last parts of names that no public server has."""
_NETWORKS = ((r"10\.\d+", "10."), (r"192\.168", "192.168."), (r"172\.(?:1[6-9]|2\d|3[01])", "172."))


def _bare_addresses() -> Iterator[tuple[str, str]]:
    """Yield patterns of internal addresses that are written without `https://`, each with a substring it needs."""
    for last in _LASTS:
        yield rf"{_BEGINS}[a-z0-9-]+(?:\.[a-z0-9-]+)*\.{last}{_LEADS_ON}", f".{last}"
        # Three parts are an address without that, but `com.example.internal` may be a package of a program.
        if last != "internal":
            yield rf"{_BEGINS}[a-z0-9-]+(?:\.[a-z0-9-]+)+\.{last}(?![\w/:-]|\.\w)", f".{last}"
    for network, sign in _NETWORKS:
        yield rf"{_BEGINS}{network}\.\d{{1,3}}\.\d{{1,3}}{_LEADS_ON}", sign


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    cases, others = site_data.site.cases, site_data.site.private_patterns
    names = tuple(value for _, value in private.internal if 2 < len(value.strip()) < 60)
    texts = (*texts_of_error(error), *_searched(error))
    whole = "\n".join(text for text, _, _ in texts)
    # Most errors lack the substring without which a pattern cannot match, and looking for it is much faster; so is
    # looking for the first word of a name.
    patterns = [one for one in _patterns(cases, others) if one[2] in whole]
    spoken = whole.casefold() if names else ""
    named_here = [name for name in names if name.split()[0].casefold() in spoken]
    for text, file, path in texts:
        reported: list[range] = []
        for what, pattern, _ in patterns:
            for found in pattern.finditer(text):
                reported.append(range(*found.span()))
                yield _problem(file, path, found.start(), f"this looks like {what}")
        for name in named_here:
            # A tracker key that is under 'internal' as well is reported as a tracker key.
            apart = (
                one.start() for one in _name(name).finditer(text) if not any(one.start() in span for span in reported)
            )
            at = next(apart, None)
            if at is not None:
                yield _problem(file, path, at, "this is in 'internal' as well")


def _searched(error: KnownError) -> Iterator[PublicText]:
    """Yield what is public of an error besides its texts: what it is found by, and its links."""
    for field, texts in (("platforms", error.platforms), ("aliases", error.aliases), ("keywords", error.keywords)):
        yield from ((text, error.file, (field, index)) for index, text in enumerate(texts))
    for index, link in enumerate(error.links):
        yield link.title, error.file, ("links", index, "title")
        yield link.url, error.file, ("links", index, "url")


def _around(catalog: Catalog) -> Iterator[AnyProblem]:
    """Check the texts that belong to no error; they may hold e-mail addresses for customers, but no internal ones."""
    site = catalog.site_data.site
    patterns = _patterns(site.cases, site.private_patterns)
    for text, file, path in (*texts_around(catalog), *short_texts_of(catalog)):
        for what, pattern, sign in patterns:
            for found in pattern.finditer(text) if sign in text and sign != "@" else ():
                yield _problem(file, path, found.start(), f"this looks like {what}")
    for file, text in catalog.page_texts:
        for what, pattern, sign in patterns:
            for found in pattern.finditer(text) if sign in text and sign != "@" else ():
                place = Position(file, *position(text, found.start()))
                yield RULE.problem_at(place, f"this looks like {what}; public text must not hold it")


def _problem(file: str, path: FieldPath, at: int, what: str) -> Problem:
    location = FieldLocation(file, path, "value", at)
    return RULE.problem(location, f"{what}; public text must not hold it")


@lru_cache(maxsize=8)
def _patterns(cases: CaseIds, others: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    # Only whole ids count: a longer number that happens to contain one is something else.
    case = rf"(?<![\w-])(?!{re.escape(cases.example)}(?![\w-]))(?:{cases.pattern})(?![\w-])"
    return (
        ("a case id", re.compile(case, re.IGNORECASE), ""),
        *(("a tracker key", re.compile(rf"(?<![\w-])(?:{other})(?![\w-])"), "") for other in others),
        ("an e-mail address", re.compile(_EMAIL), "@"),
        ("an internal address", re.compile(_ADDRESS, re.IGNORECASE), "://"),
        *(("an internal address", re.compile(bare), sign) for bare, sign in _bare_addresses()),
        ("a folder of the own network", re.compile(_SHARE), "\\\\"),
    )


@lru_cache(maxsize=1024)
def _name(name: str) -> re.Pattern[str]:
    """Return a pattern that finds a name as whole words, in upper or lower case, and across line ends."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


RULE = Rule("private-text", each_error=_check, whole=_around)
