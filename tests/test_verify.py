"""A finished site is read byte by byte: a whole one has no problem, and each way of breaking it is reported."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.program import SHIPPED
from corrigenda.edges.publish.verify import verify
from corrigenda.verify.addresses import Site, place_of

from tests.project import Project
from tests.running import corrigenda

ERROR = "corrections/nrc-1042/index.html"
Break = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the built site whose files are not linked to others."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    shutil.copytree(built.site, folder)
    return folder


def problems(site: Path, project: Project | None = None) -> list[str]:
    """Return each problem as `file:line:column: message (rule)`."""
    content = project.content if project else None
    found = verify(site, content, SHIPPED if project else None, 1)
    return [f"{one.file}:{one.position.line}:{one.position.column}: {one.message} ({one.rule})" for one in found]


def inserted(html: str, file: str = ERROR) -> Break:
    """Return what puts HTML before the end of a page's article."""

    def change(site: Path) -> None:
        path = site / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("</article>", f"\n{html}</article>", 1), encoding="utf-8")

    return change


def replaced(file: str, old: str, new: str) -> Break:
    """Return what replaces a string of a file the first time it is there."""

    def change(site: Path) -> None:
        path = site / file
        data = path.read_bytes()
        assert old.encode() in data, (file, old)
        path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    return change


def written(file: str, data: bytes = b"") -> Break:
    """Return what writes a file."""

    def change(site: Path) -> None:
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_bytes(data)

    return change


def removed(file: str) -> Break:
    """Return what deletes a file."""
    return lambda site: (site / file).unlink()


BROKEN: dict[str, tuple[Break, str]] = {
    "a dead link": (inserted('<a href="../nrc-9/">x</a>'), r"'../nrc-9/' leads to nothing; .* \(link-dead\)"),
    "a dead link from the root": (inserted('<a href="/gone/">x</a>'), r"'/gone/' leads to nothing; .* \(link-dead\)"),
    "a dead picture": (inserted('<img src="a.png" alt="">'), r"'a.png' leads to nothing; .* \(link-dead\)"),
    "a dead anchor": (
        inserted('<a href="../../faq/#nothing">x</a>'),
        r"'#nothing' is not an anchor of .* \(anchor-dead\)",
    ),
    "a dead anchor of the page": (
        inserted('<a href="#nothing">x</a>'),
        r"'#nothing' is not an anchor of .* \(anchor-dead\)",
    ),
    "an id twice": (inserted('<p id="history">x</p>'), r"the id 'history' is there twice.* \(id-twice\)"),
    "an inline script": (inserted("<script>run()</script>"), r"a script is written into the page .* \(inline-code\)"),
    "an inline style": (inserted("<style>p{}</style>"), r"a style is written into the page .* \(inline-code\)"),
    "a style attribute": (
        inserted('<p style="color:red">x</p>'),
        r"a style is written into the page.* \(inline-code\)",
    ),
    "an event": (inserted('<p onclick="run()">x</p>'), r"the attribute 'onclick' runs as a script.* \(inline-code\)"),
    "an event after a slash": (inserted("<svg/onload=run()></svg>"), r"the attribute .onload. runs .* \(inline-code\)"),
    "an address that runs": (
        inserted('<a href="JavaScript:run()">x</a>'),
        r"'JavaScript:run\(\)' runs .* \(inline-code\)",
    ),
    "a frame": (inserted('<iframe srcdoc="x"></iframe>'), r"a <iframe> can take the reader .* \(inline-code\)"),
    "a picture of another host": (inserted('<img src="//a.test/x.png" alt="">'), r"this asks a\.test.* \(other-host\)"),
    "a script of another host": (
        inserted('<script src="https://a.test/x.js"></script>'),
        r"this asks a\.test.* \(other-host\)",
    ),
    "a style of another host": (
        inserted('<link rel="stylesheet" href="https://a.test/">'),
        r"this asks a\.test.* \(other-host\)",
    ),
    "a form to another host": (
        inserted('<form action="https://a.test/"></form>'),
        r"this asks a\.test.* \(other-host\)",
    ),
    "a picture in two sizes": (
        inserted('<img srcset="https://a.test/x 2x" alt="">'),
        r"this asks a\.test.* \(other-host\)",
    ),
    "another title": (
        replaced(ERROR, "<h1>Session", "<h1>Sessions"),
        r"the title of NRC-1042 is 'Session .* \(api-differs\)",
    ),
    "another status": (
        replaced(ERROR, '<span class="tag tag--planned">Planned<', '<span class="tag tag--planned">Confirmed<'),
        r"the status of NRC-1042 is 'Planned' here and 'Confirmed' in .* \(api-differs\)",
    ),
    "another id": (
        replaced("api/v1/errors/nrc-1042.json", '"id":"NRC-1042"', '"id":"NRC-9"'),
        r"NRC-9 has no page.* \(api-differs\)",
    ),
    "an error that the API lacks": (
        removed("api/v1/errors/nrc-1042.json"),
        r"NRC-1042 has a page but is not in .* \(api-differs\)",
    ),
    "a page that is gone": (removed(ERROR), r"NRC-1042 has no page; .* \(api-differs\)"),
    "no page for unknown addresses": (removed("404.html"), r"there is no 404\.html, which .* \(file-missing\)"),
    "JSON that is cut off": (replaced("api/v1/errors.json", "]", ""), r"this is not JSON: .* \(file-unreadable\)"),
    "a feed that is cut off": (replaced("feeds/all.atom", "</feed>", ""), r"this is not XML: .* \(file-unreadable\)"),
    "a feed that is none": (
        written("feeds/all.atom", b"<html></html>"),
        r"this is not an Atom feed.* \(file-unreadable\)",
    ),
    "an entry without a title": (
        lambda site: replaced(
            "feeds/all.atom", re.findall("<title.*?</title>", (site / "feeds/all.atom").read_text())[1], ""
        )(site),
        r"an entry or the feed lacks 'title' \(file-unreadable\)",
    ),
    "a moment that is none": (
        replaced("feeds/all.atom", "<updated>2026", "<updated>soon"),
        r"'soon.*' is not a moment .* \(file-unreadable\)",
    ),
    "a JSON feed that is none": (written("feeds/all.json", b"{}"), r"this is not a JSON feed: .* \(file-unreadable\)"),
    "an entry twice": (
        lambda site: doubled(site / "feeds/all.json"),
        r"the id '.*' is there twice, so readers show only one .* \(id-twice\)",
    ),
    "a calendar that is cut off": (
        replaced("calendar/all.ics", "END:VCALENDAR\r\n", ""),
        r"this is not a calendar: .* \(file-unreadable\)",
    ),
    "an event without its id": (
        replaced("calendar/all.ics", "UID:", "X-UID:"),
        r"an event has no UID; .* \(file-unreadable\)",
    ),
    "a calendar with other line ends": (
        replaced("calendar/all.ics", "\r\n", "\n"),
        r"a line of a calendar ends in CR LF .* \(file-unreadable\)",
    ),
    "a picture that is cut off": (
        replaced("badges/nrc-1042.svg", "</svg>", ""),
        r"this is not XML: .* \(file-unreadable\)",
    ),
    "a picture with a script": (
        replaced("badges/nrc-1042.svg", "</svg>", "<script>run()</script></svg>"),
        r"a picture must not hold scripts .* \(inline-code\)",
    ),
    "a picture that asks": (
        replaced("badges/nrc-1042.svg", "</svg>", '<image href="https://a.test/"/></svg>'),
        r"this asks a\.test.* \(other-host\)",
    ),
    "a style sheet that asks": (
        lambda site: added(next((site / "assets/corrigenda").glob("*.css")), "a{background:url(//a.test/x)}"),
        r"this asks a\.test.* \(other-host\)",
    ),
    "an address that no sitemap may name": (
        replaced("sitemap.xml", "/faq/</loc>", "/fax/</loc>"),
        r"'.*/fax/' leads to nothing.* \(link-dead\)",
    ),
    "a file that nobody knows": (written("notes.yml", b"x"), r"nothing leads to this file; .* \(file-unexpected\)"),
    "a hidden file": (written(".DS_Store", b"x"), r"nothing leads to this file; .* \(file-unexpected\)"),
    "a page that nothing leads to": (
        written("draft/index.html", b"<p>x</p>"),
        r"nothing leads to this file; .* \(file-unexpected\)",
    ),
    "a feed of an error that is gone": (
        written("feeds/error/nrc-9.json", b'{"version":"https://jsonfeed.org/version/1.1","items":[]}'),
        r"it is about 'nrc-9', which has no page; .* \(file-unexpected\)",
    ),
    "a link to a file elsewhere": (
        lambda site: (site / "x.txt").symlink_to("/etc/hosts"),
        r"this is a link or no file at all, .* \(file-unexpected\)",
    ),
}


def added(path: Path, text: str) -> None:
    """Add a text to the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def doubled(path: Path) -> None:
    """List the first entry of a feed twice."""
    feed = json.loads(path.read_bytes())
    feed["items"].insert(0, feed["items"][0])
    path.write_text(json.dumps(feed), encoding="utf-8")


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_a_whole_site_has_no_problem(project: Project, engine: str) -> None:
    build(take_snapshot(replace(project.request(jobs=2), engine=engine)))
    assert problems(project.site, project) == []


@pytest.mark.parametrize("way", BROKEN)
def test_each_way_of_breaking_a_site_is_reported(whole: Path, tmp_path: Path, way: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    change, expected = BROKEN[way]
    change(site)
    found = problems(site)
    assert [one for one in found if re.search(f": {expected}$", one)], found
    for one in found:
        file, line, column, _ = one.split(":", 3)
        if (site / file).is_file() and not (site / file).is_symlink():
            lines = (site / file).read_bytes().decode().split("\n")
            assert int(column) <= len(lines[int(line) - 1]) + 1


def test_bytes_that_are_not_text_are_reported(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    (site / "llms.txt").write_bytes(b"one\n\xff")
    assert problems(site) == ["llms.txt:2:1: this is not UTF-8; build the site again (file-unreadable)"]


SPELLED = {
    "a case id": (
        *("NS-204113", "ns 204113", "NS&#45;204113", "NS\\u002d204113", "NS\\x2d204113", "NS%2D204113", "ＮＳ－204113"),
        *("NS-204<wbr>113", "NS-204&shy;113", "NS-204\u200b113", "NS-<b>204113</b>"),
    ),
    "a value below 'internal'": (
        *("Dana Private", "dana&nbsp;private", "“Dana…Private”"),
        *("Оля private Жук", "Оля &#1046;ук", "ОЛЯ\\u0020жук"),
    ),
}


def test_a_private_value_is_found_however_it_is_escaped(project: Project, whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    error = "roadmap/remote-control/NRC-1042.yml"
    text = (project.content / error).read_text(encoding="utf-8")
    internal = "internal:\n  contact: Dana Private\n  status: planned\n  also: Оля Жук\n  third: Оля private\n"
    project.write(error, re.sub(r"^internal:\n(?:  .*\n)+", "", text, flags=re.MULTILINE) + internal)
    assert problems(site, project) == []
    expected = set()
    for number, (what, spelled) in enumerate((what, one) for what, spellings in SPELLED.items() for one in spellings):
        (site / f"{number}.txt").write_text(f"one\ntwo {spelled}\n", encoding="utf-8")
        expected.add((f"{number}.txt", f"{what} of content/{error} is in this file; take it out there"))
    found = [one for one in problems(site, project) if one.endswith(" (private-value)")]
    parts = [re.fullmatch(r"(\d+\.txt):[12]:\d+: (.*) \(private-value\)", one) for one in found]
    assert {part.groups() for part in parts if part} == expected
    assert len(found) == len(expected)


def test_the_command_ends_as_the_check_does(whole: Path, tmp_path: Path, built: Project) -> None:
    ran = corrigenda(tmp_path, "verify", str(whole), "--project", str(built.folder))
    assert (ran.code, ran.out) == (0, "No problems.\n")
    site = tmp_path / "broken"
    shutil.copytree(whole, site)
    written("notes.yml")(site)
    ran = corrigenda(tmp_path, "verify", "broken", "--format", "json")
    assert ran.code == 1
    (found,) = json.loads(ran.out)["problems"]
    assert (found["file"], found["rule"]) == ("notes.yml", "file-unexpected")
    for arguments, said in (
        (["verify", "nowhere"], "there is no folder nowhere; build the site first, or name its folder"),
        (
            ["verify", "broken", "--project", "broken"],
            "there is no folder broken/content; name the folder that holds it",
        ),
        (
            ["verify", "broken/feeds/error"],
            "there is no site in broken/feeds/error: it has no index.html; build it first",
        ),
    ):
        ran = corrigenda(tmp_path, *arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("root", ["https://s.example/", "https://s.example/help/"])
@pytest.mark.parametrize("page", ["index.html", "faq/index.html", "corrections/nrc-1/index.html", "feeds/error/x.json"])
@pytest.mark.parametrize(
    "address",
    [
        "../javascript:x",
        "..//t.example/x",
        "..///t.example/x",
        "../..",
        "../../../x/",
        "../?q#a",
        "../x/../y",
        "./../x",
        "..",
    ],
)
def test_an_address_that_climbs_leads_where_browsers_take_it(address: str, page: str, root: str) -> None:
    taken = urljoin(root + page.removesuffix("index.html"), address)
    assert place_of(address, page, Site(root)) == place_of(taken, page, Site(root))
