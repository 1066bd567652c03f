"""All addresses of the site, composed only here: below the site's root, and in lower case.

A page's address ends in a slash. A feed's has no extension, as each feed is a file `.atom` and a file `.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PAGES: Mapping[str, str] = {
    "home": "",
    "faq": "faq/",
    "severity": "severity/",
    "assess": "severity/assess/",
    "table": "severity/table/",
    "corrections": "corrections/",
    "case": "corrections/case/",
    "watching": "corrections/watching/",
    "compare": "corrections/compare/",
    "promises": "corrections/promises/",
    "changes": "changes/",
    "feeds": "feeds/",
    "api": "api/",
}
"""The site's own pages by the name that prose and navigation use: each `LAYOUT` of `generator/pages` that has only
one page. tests/test_build.py compares them."""
API = "api/v1"
NETLIFY_HEADERS = "_headers"
HEADERS_FOLDER = ".headers/"
"""Where the headers for other hosts are."""
OWN_PREFIXES = (
    *("corrections/", "feeds/", "calendar/", "badges/", "cases/", "changes/page/", f"{API}/", HEADERS_FOLDER),
    *("assets/corrigenda/", "assets/javascripts/", "assets/stylesheets/", "search/pagefind/", "sitemap-"),
)
"""How addresses of other files of the site begin, in use now or once there is another error, product or release."""
OWN_FILES = (
    *("404.html", "sitemap.xml", "robots.txt", "llms.txt", NETLIFY_HEADERS),
    *("api/CHANGELOG.txt", "search/search_index.json"),
)


def section_of(address: str, navigation: Iterable[str]) -> str | None:
    """Return the address of the entry of a navigation under which a page is: its own, or the nearest one above it.

    The page of feeds is not below that of changes, but shows the same.
    """
    wanted = PAGES["changes"] if address == PAGES["feeds"] else address
    above = [entry for entry in navigation if entry == wanted or (entry and wanted.startswith(entry))]
    return max(above, key=len, default=None)


def error_address(error_id: str) -> str:
    """Return the address of an error's page."""
    return f"corrections/{error_id.lower()}/"


def product_address(product_id: str) -> str:
    """Return the address of a product's page."""
    return f"corrections/product/{product_id.lower()}/"


def release_address(slug: str) -> str:
    """Return the address of a release's page."""
    return f"corrections/release/{slug}/"


def status_address(status_id: str) -> str:
    """Return the address of a status' page."""
    return f"corrections/status/{status_id.lower()}/"


def further_address(below: str, number: int, part: str = "page") -> str:
    """Return the address of a further page of the list at `below`; `part` is what it lists if not errors."""
    return f"{below}{part}/{number}/"


def step_address(page: str, number: int) -> str:
    """Return the address of a step of the history on the page of an error or a release."""
    return f"{page}#step-{number}"


def answer_address(question_id: str) -> str:
    """Return the address of an answer."""
    return f"{PAGES['faq']}#{question_id}"


def level_address(level_id: str) -> str:
    """Return the address of the description of a level of severity."""
    return f"{PAGES['severity']}#{level_id}"


def feed_address(kind: str, slug: str = "") -> str:
    """Return the address of a feed without its extension; a kind with only one feed has no slug."""
    return f"feeds/{kind}/{slug.lower()}" if slug else f"feeds/{kind}"


def calendar_address(name: str) -> str:
    """Return the address of a product's calendar, or of `all`."""
    return f"calendar/{name.lower()}.ics"


def badge_address(name: str) -> str:
    """Return the address of the badge of an error, or of `product/<id>`."""
    return f"badges/{name.lower()}.svg"


def api_address(name: str) -> str:
    """Return the address of a file of the API, such as `errors/nrc-1042`."""
    return f"{API}/{name.lower()}.json"


def hand_written_address(file: str) -> str:
    """Return the address of a file below pages/: `privacy/` for `privacy.md`, `about/` for `about/index.md`."""
    if file.endswith(".md"):
        folder, _, name = file.removesuffix(".md").rpartition("/")
        parts = [folder] if name in ("index", "README") else [folder, name]
        return "".join(f"{part}/" for part in parts if part)
    return file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file
