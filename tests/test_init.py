"""`corrigenda init`: a content folder to start from, which is valid on any day and becomes a site at once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Locator, Page

from scripts.serving import served
from tests.links import broken_links
from tests.project import REPOSITORY
from tests.running import corrigenda

NAME = 'Tide: "tables" & #1'


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """Return a project that was just started."""
    done = corrigenda(tmp_path, "init", "tide", "--name", NAME, "--url", "https://help.tide.example/here")
    assert (done.code, done.err) == (0, "")
    return tmp_path / "tide"


def test_it_writes_every_file_of_the_starter_and_names_them(tmp_path: Path) -> None:
    starter = REPOSITORY / "site_templates/starter"
    files = sorted(path.relative_to(starter).as_posix() for path in starter.rglob("*") if path.is_file())
    done = corrigenda(tmp_path, "init")
    assert done.out.splitlines()[:-1] == [f"content/{file}" for file in files]
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == [".gitignore", *(f"content/{file}" for file in files)]


def test_git_is_told_what_a_build_makes_unless_it_was_told_otherwise(started: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(started)], check=True)
    assert corrigenda(started, "build").code == 0
    seen = subprocess.run(["git", "status", "--short"], cwd=started, capture_output=True, text=True, check=True).stdout
    assert seen.split() == ["??", ".gitignore", "??", "content/"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/.gitignore").write_text("mine\n", encoding="utf-8")
    assert corrigenda(tmp_path, "init", "other").code == 0
    assert (tmp_path / "other/.gitignore").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("epoch", ["1796083200", "1830211200", "1835481600"])
def test_what_it_writes_has_no_problem_on_any_day(tmp_path: Path, epoch: str) -> None:
    assert corrigenda(tmp_path, "init", SOURCE_DATE_EPOCH=epoch).code == 0
    assert corrigenda(tmp_path, "check", SOURCE_DATE_EPOCH=epoch).err == ""
    assert corrigenda(tmp_path, "format", "--check", SOURCE_DATE_EPOCH=epoch).code == 0


def test_what_it_writes_becomes_a_site_that_says_whose_it_is(started: Path) -> None:
    assert corrigenda(started, "build").code == 0
    assert (started / "site/corrections/ex-1/index.html").is_file()
    home = html.fromstring((started / "site/index.html").read_bytes())
    assert home.find_class("site-header__brand")[0].text_content().strip() == NAME
    assert home.xpath('//link[@rel="canonical"]/@href') == ["https://help.tide.example/here/"]


LONG = ("home", "faq", "severity", "assess", "corrections", "changes")


@pytest.mark.parametrize("labels", ["", "A label of four words"])
def test_its_navigation_leaves_room_for_the_search_box_however_long(started: Path, page: Page, labels: str) -> None:
    settings = started / "content/site.yml"
    lines = [f"  - {{page: {name}, label: {labels}}}\n" for name in LONG]
    with settings.open("a", encoding="utf-8") as stream:
        stream.write("\nnavigation:\n" + "".join(lines) if labels else "")
    assert corrigenda(started, "build").code == 0
    with served(started / "site") as root:
        for width in (1280, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(root)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.locator(".md-search").evaluate("one => one.clientWidth") > 150
            rows = {one["y"] for one in map(Locator.bounding_box, page.locator(".site-nav li").all()) if one}
            assert len(rows) == (2 if labels else 1)


def test_a_product_manager_goes_on_from_there(started: Path) -> None:
    answers = ("--answer", "environment=production", "--answer", "impact=severe", "--answer", "workaround=no")
    reported = ("--title", "The tide table is an hour late", "--summary", "The table shows the hour before.")
    done = corrigenda(started, "new", "--no-ask", "--product", "example", *reported, *answers)
    assert done.out.splitlines() == ["content/roadmap/example/EX-2.yml", "EX-2 is registered, Critical."]
    assert corrigenda(started, "move", "EX-2", "--to", "1.1").code == 0


def test_no_link_of_the_site_leads_nowhere(tmp_path: Path) -> None:
    corrigenda(tmp_path, "init")
    assert corrigenda(tmp_path, "build").code == 0
    assert broken_links(tmp_path / "site") == []


def test_two_sites_have_two_salts(tmp_path: Path) -> None:
    for name in ("one", "other"):
        corrigenda(tmp_path, "init", name)
    one, other = ((tmp_path / name / "content/site.yml").read_text(encoding="utf-8") for name in ("one", "other"))
    assert [line.split(":")[0] for line in set(one.splitlines()) ^ set(other.splitlines())] == ["  salt", "  salt"]


def test_content_that_is_there_stays_as_it_is(started: Path) -> None:
    (started / "content/site.yml").write_text("mine", encoding="utf-8")
    again = corrigenda(started, "init")
    assert again.code == 2
    assert "Error: there is a folder content already; what is in it stays as it is" in again.err
    assert (started / "content/site.yml").read_text(encoding="utf-8") == "mine"


def test_an_address_that_is_none_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    done = corrigenda(tmp_path, "init", "--url", "ftp://help.tide.example/")
    message = "'ftp://help.tide.example/' is not a web address; write one such as https://support.example.com/"
    assert done.code == 1
    assert f"content/site.yml:5:6: error: {message} (bad-value)\n" in done.err
    assert done.err.endswith("Nothing was written: the site's settings would have the problems above.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("in_the_way", ["file", "link"])
def test_what_is_where_the_project_should_be_is_a_sentence(tmp_path: Path, in_the_way: str) -> None:
    if in_the_way == "file":
        (tmp_path / "tide").write_text("", encoding="utf-8")
        code, reason = 2, "Directory 'tide' is a file."
    else:
        (tmp_path / "tide").symlink_to("nowhere")
        code, reason = 3, "error: tide could not be used: File exists\n"
    done = corrigenda(tmp_path, "init", "tide")
    assert done.code == code
    assert reason in done.err
