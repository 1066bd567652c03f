"""Many ways of breaking a finished site, all in one copy of it: each is reported, with its file."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.project import Project
from tests.test_verify import added, inserted, problems, removed, replaced, written

E = "corrections/nrc-1042/index.html"
HOME = "index.html"
FAQ = "faq/index.html"
API = "api/v1/errors/nrc-1044.json"
ASKS = r"this asks a\.test"
RUNS = "may run as a script|runs as a script|written into the page|take the reader elsewhere"


def in_json(file: str, change: Callable[[Any], object]) -> Callable[[Path], None]:
    """Return what changes the data of a JSON file."""

    def apply(site: Path) -> None:
        data = json.loads((site / file).read_bytes())
        change(data)
        (site / file).write_text(json.dumps(data), encoding="utf-8")

    return apply


def matching(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces the first match of a pattern in a file."""

    def apply(site: Path) -> None:
        text = (site / file).read_bytes().decode()
        changed, times = re.subn(old, new, text, count=1)
        assert times, (file, old)
        (site / file).write_bytes(changed.encode())

    return apply


def first(pattern: str, change: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what changes the first file of a pattern."""
    return lambda site: (change(min(site.glob(pattern))), None)[1]


def page(name: str) -> str:
    """Return the path of an error's page."""
    return f"corrections/{name}/index.html"


BADGE = "badges/nvs-2008.svg"
CSS = "assets/corrigenda/corrigenda.*.css"
BROKEN: list[tuple[Callable[[Path], object], str, str]] = [
    # What asks another host.
    *(
        (first(CSS, partial(added, text=style)), CSS, rf"this asks {host}\.test")
        for host, style in {
            "one": 'a{background:image-set("https://one.test/x" 1x)}',
            "two": "a{background:u\\72l(https://two.test/x)}",
            "three": "a{background:url(\\68ttps://three.test/x)}",
            "four": "a{background:URL(https://four.test/x)}",
            "five": '@import/**/"https://five.test/x";',
        }.items()
    ),
    *(
        (inserted(html.replace("a.test", f"h{at}.test"), FAQ), FAQ, rf"this asks h{at}\.test")
        for at, html in enumerate(
            [
                '<link rel="preload" as="image" imagesrcset="https://a.test/x 2x">',
                '<a ping="https://a.test/" href="../">x</a>',
                '<table background="https://a.test/x"></table>',
                '<svg><image xlink:href="https://a.test/x"/></svg>',
                '<svg><use xlink:href="https://a.test/x#a"/></svg>',
                '<svg><filter><feImage href="https://a.test/x"/></filter></svg>',
                '<svg><script href="https://a.test/x"></script></svg>',
                '<template><img src="https://a.test/x"></template>',
                '<div><template shadowrootmode="open"><img src="https://a.test/x"></template></div>',
                '<link rel="alternate stylesheet" href="https://a.test/x">',
            ]
        )
    ),
    *(
        (replaced(f"badges/{badge}.svg", "</svg>", f"{inside}</svg>"), f"badges/{badge}.svg", ASKS)
        for badge, inside in {
            "nrc-1022": '<style>@import "https://a.test/x.css";</style>',
            "nrc-1024": '<rect style="fill:url(https://a.test/x)"/>',
            "nrc-1027": '<rect fill="url(https://a.test/x#a)"/>',
        }.items()
    ),
    (replaced("badges/nrc-1031.svg", "<svg", '<?xml-stylesheet href="//a.test/"?><svg'), "badges/nrc-1031.svg", ASKS),
    (matching("feeds/all.atom", "(<content[^>]*>)", r"\1&lt;img src='//a.test/x'&gt;"), "feeds/all.atom", ASKS),
    # What runs.
    *(
        (replaced(f"badges/{badge}.svg", "</svg>", f"{inside}</svg>"), f"badges/{badge}.svg", f"{RUNS}|hold scripts")
        for badge, inside in {
            "nrc-1033": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>',
            "nrc-1036": '<a><set attributeName="href" to="javascript:1"/></a>',
            "nrc-1038": '<a><animate attributeName="onclick" to="run()"/></a>',
        }.items()
    ),
    *(
        (inserted(html, page(error)), page(error), RUNS)
        for error, html in {
            "nrc-1022": '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
            "nrc-1024": '<svg><set attributeName="onmouseover" to="alert(1)"/></svg>',
            "nrc-1027": "<template><script>run()</script></template>",
            "nrc-1031": '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
            "nrc-1033": '<script type="text/javascript;json">alert(1)</script>',
        }.items()
    ),
    (
        in_json("feeds/error/nrc-1031.json", lambda feed: feed["items"][0].update(content_html="<script>1</script>")),
        "feeds/error/nrc-1031.json",
        RUNS,
    ),
    # Pages that are not whole.
    (matching(page("nvs-2010"), "<title>.*?</title>", "<title> </title>"), page("nvs-2010"), "lacks a title"),
    (replaced(page("nvs-2012"), ' lang="en"', ""), page("nvs-2012"), "lacks a language"),
    (replaced(page("nvs-2014"), "</html>", ""), page("nvs-2014"), "lacks its end"),
    (replaced(page("nvs-2015"), "</h1>", "\0</h1>"), page("nvs-2015"), r"U\+0000"),
    (
        inserted('<script type="application/ld+json">{"a": </script>', page("nvs-2017")),
        page("nvs-2017"),
        "the data in this page are not JSON",
    ),
    # Addresses.
    (replaced(E, "/nrc-1042/", "/nrc-1044/"), E, "the canonical address of this page leads elsewhere"),
    (matching(HOME, "social.png", "gone.png"), HOME, "gone.png' leads to nothing"),
    (inserted('<a href="file:///c:/x">x</a>', HOME), HOME, "'file:///c:/x' leads to the reader's own machine"),
    (inserted('<a href="http://localhost:8000/x">x</a>', HOME), HOME, "8000/x' leads to the reader's own machine"),
    (inserted('<a href="faq/">x</a>', "404.html"), "404.html", "'faq/' leads elsewhere from each address"),
    (
        replaced("feeds/all.atom", 'com/feeds/all.atom"', 'com/feeds/al.atom"'),
        "feeds/all.atom",
        "its own address is '.*al.atom'",
    ),
    (
        in_json("feeds/all.json", lambda feed: feed.update(feed_url="https://a.test/")),
        "feeds/all.json",
        "its own address is 'https://a.test/'",
    ),
    (
        in_json(API, lambda error: error.update(url="https://support.example.com/faq/")),
        API,
        "its own address is '.*/faq/'",
    ),
    (
        in_json("search/search_index.json", lambda index: index["docs"].append({"location": "gone/"})),
        "search/search_index.json",
        "gone/' leads to nothing",
    ),
    (replaced("robots.txt", "sitemap.xml", "map.xml"), "robots.txt", "map.xml' leads to nothing"),
    (
        lambda site: added(site / "llms.txt", "<https://support.example.com/no/>\n"),
        "llms.txt",
        "/no/' leads to nothing",
    ),
    # The sitemap.
    (
        matching("sitemap.xml", "<url><loc>[^<]*/severity/table/<.*?</url>", ""),
        "sitemap.xml",
        "severity/table/index.html is not in",
    ),
    (
        replaced("sitemap.xml", "https://support.example.com/faq/", "https://a.test/faq/"),
        "sitemap.xml",
        "not an address of",
    ),
    (matching("sitemap.xml", "(<url>.*?</url>)", r"\1\1"), "sitemap.xml", "is there twice"),
    (matching("sitemap.xml", "<lastmod>[^<]+", "<lastmod>soon"), "sitemap.xml", "'soon' is not a moment"),
    # What two files say of the same thing.
    (in_json(API, lambda error: error.update(changed="2020-01-01")), API, "what is said of NRC-1044 differs from"),
    (in_json(API, lambda error: error["history"].pop()), API, "the number of steps of NRC-1044 is"),
    (
        in_json("api/v1/errors.json", lambda data: data["errors"].append(data["errors"][0])),
        "api/v1/errors.json",
        "NBM-3001 is there twice",
    ),
    (in_json("api/v1/index.json", lambda data: data.update(errors=3)), "api/v1/index.json", "there are 3 errors"),
    (
        matching("api/v1/errors.csv", "(NRC-1047,.*?),(?:planned|confirmed|registered|released),", r"\1,withdrawn,"),
        "api/v1/errors.csv",
        "the status of NRC-1047 is 'Withdrawn' here",
    ),
    (in_json("corrections/finder.json", lambda data: data["p"].pop()), "corrections/finder.json", "the column 'p' has"),
    (
        in_json("cases/0.json", lambda data: data["digests"].update({"0" * 32: ["NRC-9"]})),
        "cases/0.json",
        "NRC-9 has no page",
    ),
    (
        in_json("feeds/error/nrc-1033.json", lambda feed: feed["items"].pop()),
        "feeds/error/nrc-1033.atom",
        "not those of",
    ),
    # Files that are gone, or are something else.
    *(
        (removed(file), file, "there are others of its kind|which the build writes|which every site needs")
        for file in ("badges/nvs-2024.svg", "cases/d.json", "feeds/error/nvs-2024.json", "_headers")
    ),
    (lambda site: (site / "elsewhere").symlink_to("/etc"), "elsewhere", "is a link or no file at all"),
    (lambda site: os.mkfifo(site / "pipe.txt"), "pipe.txt", "is a link or no file at all"),
    (
        first("assets/corrigenda/*.woff2", lambda path: path.write_bytes(b"")),
        "assets/corrigenda/*.woff2",
        "begin as a .woff2",
    ),
    (
        first("assets/corrigenda/finder.*.js", lambda path: added(path, ";1")),
        "assets/corrigenda/finder.*.js",
        "other bytes",
    ),
    # Feeds and tables that are not what they should be.
    (matching("feeds/product/vision.atom", "<author>.*?</author>", ""), "feeds/product/vision.atom", "says its author"),
    (replaced("feeds/error/nvs-2008.atom", "<feed", "<!DOCTYPE feed><feed"), "feeds/error/nvs-2008.atom", "a DOCTYPE"),
    (
        in_json("feeds/error/nvs-2008.json", lambda feed: feed["items"][0].pop("id")),
        "feeds/error/nvs-2008.json",
        "an entry lacks 'id'",
    ),
    (
        in_json("feeds/error/nvs-2010.json", lambda feed: feed["items"][0].update(date_published="soon")),
        "feeds/error/nvs-2010.json",
        "'soon' is not a moment",
    ),
    (written("calendar/more.csv", b"a,b\r\n1\r\n"), "calendar/more.csv", "a row has 1 fields, and the first one has 2"),
    (replaced("api/v1/faq.json", "{", '{"x":NaN,'), "api/v1/faq.json", "NaN is not a value"),
    # The headers.
    (
        replaced(".headers/Caddyfile", "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ".headers/Caddyfile",
        "allows 'unsafe-inline'",
    ),
    (replaced(".headers/nginx.conf", "img-src 'self'", "img-src 'none'"), ".headers/nginx.conf", "the policy differs"),
]


@pytest.fixture(scope="module")
def reported(built: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a site that is broken in all ways, and what is reported of it."""
    site = tmp_path_factory.mktemp("broken") / "site"
    shutil.copytree(built.site, site)
    for change, _, _ in BROKEN:
        change(site)
    return site, problems(site)


@pytest.mark.parametrize("at", range(len(BROKEN)))
def test_each_way_of_breaking_a_site_is_reported_in_its_file(reported: tuple[Path, list[str]], at: int) -> None:
    site, found = reported
    _, file, message = BROKEN[at]
    names = {path.relative_to(site).as_posix() for path in site.glob(file)} or {file}
    there = [one for one in found if one.partition(":")[0] in names]
    assert [one for one in there if re.search(message, one)], there
