"""What else an error has: platforms, ids elsewhere, what customers type who have it, and links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.project import Project
from tests.running import corrigenda

PAGE = "corrections/nrc-1044/index.html"


def article(site: Path, name: str) -> html.HtmlElement:
    """Return the article of a page."""
    (found,) = html.fromstring((site / name).read_bytes()).xpath("//article")
    return found


def test_a_page_names_ids_elsewhere_and_links_and_hides_keywords(site: Path) -> None:
    found = article(site, PAGE)
    assert found.xpath("string(.//dt[.='Also known as']/following-sibling::dd)") == "SAMPLE-2026-17"
    (link,) = found.xpath(".//h2[@id='links']/following-sibling::ul[1]//a")
    assert (link.text, link.get("href")) == (
        "Sample advisory about certificates",
        "https://www.example.com/advisories/17",
    )
    (hidden,) = found.xpath(".//*[contains(text(), '0x800B0101')]")
    assert hidden.get("hidden") is not None
    (ticket,) = found.xpath(".//@data-text")
    assert "NRC-1044" in ticket and "0x800B0101" not in ticket


def test_keywords_are_in_no_file_but_the_page_and_what_is_searched(site: Path) -> None:
    texts = (path for path in site.rglob("*") if path.suffix in (".html", ".json", ".atom", ".csv", ".ics", ".txt"))
    found = {path.relative_to(site).as_posix() for path in texts if "0x800B0101" in path.read_text(encoding="utf-8")}
    assert found == {PAGE, "corrections/finder.json", "search/search_index.json"}


def test_keywords_are_neither_copied_nor_printed(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/nrc-1044/")
    for on_paper in (False, True):
        page.emulate_media(media="print" if on_paper else "screen")
        page.evaluate("getSelection().selectAllChildren(document.body)")
        copied = page.evaluate("getSelection().toString()")
        assert "NRC-1044" in copied and "0x800B0101" not in copied


def test_a_page_names_the_platforms_only_if_it_is_not_on_all(site: Path) -> None:
    found = article(site, "corrections/nrc-1024/index.html")
    assert "Remote Control on Windows, Linux, versions" in found.text_content()
    assert "Remote Control, versions" in article(site, PAGE).text_content()


def test_the_finder_has_platforms_and_searches_ids_elsewhere_and_keywords(site: Path) -> None:
    index = json.loads((site / "corrections/finder.json").read_bytes())
    ids = index["id"].split("\n")
    on = {one: index["platforms"][at] for one, at in zip(ids, index["o"], strict=True)}
    # Products that say nothing of platforms may be on any.
    assert (on["NRC-1027"], on["NRC-1044"], on["NVS-2014"]) == (["windows"], ["windows", "linux"], ["windows", "linux"])
    words = index["words"].split("\n")[ids.index("NRC-1044")]
    assert words.startswith("SAMPLE-2026-17 0x800B0101 TLS kicked out When the Gateway")
    options = article(site, "corrections/index.html").xpath(".//select[@name='platform']/option/@value")
    assert options == ["", "windows", "linux"]


@pytest.mark.parametrize("written", ["[[SAMPLE-2026-17]]", "[[error:SAMPLE-2026-17]]"])
def test_a_reference_may_name_an_id_elsewhere(project: Project, written: str) -> None:
    project.replace("roadmap/remote-control/NRC-1042.yml", "Laptops on battery", f"See {written}. Laptops on battery")
    project.build()
    (link,) = article(project.site, "corrections/nrc-1042/index.html").xpath(".//a[.='SAMPLE-2026-17']")
    assert link.get("href") == "../../corrections/nrc-1044/"


def test_show_takes_an_id_elsewhere(project: Project) -> None:
    done = corrigenda(project.folder, "show", "sample-2026-17")
    assert done.code == 0
    assert "  aliases     SAMPLE-2026-17\n  keywords    0x800B0101, TLS, kicked out\n" in done.out


def test_an_error_about_security_is_marked_as_such(site: Path, project: Project) -> None:
    concerns = ".//dt[.='Concerns']/following-sibling::dd[1]/text()"
    assert article(site, "corrections/nvs-2017/index.html").xpath(concerns) == ["Security"]
    assert article(site, PAGE).xpath(concerns) == []
    assert "  security    yes\n" in corrigenda(project.folder, "show", "NVS-2017").out
    assert "security" not in corrigenda(project.folder, "show", "NRC-1044").out
    listed = json.loads(corrigenda(project.folder, "list", "--security", "--format", "json").out)
    assert [row["id"] for row in listed] == ["NVS-2017"]


def test_a_mark_of_security_that_is_neither_true_nor_false_is_a_problem(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2017.yml", "security: true", "security: maybe")
    done = corrigenda(project.folder, "check")
    assert done.code == 1
    assert "content/roadmap/vision/NVS-2017.yml:7:11" in done.out + done.err
    assert "'maybe' is neither true nor false" in done.out + done.err


def test_new_marks_an_error_about_security(project: Project) -> None:
    answers = ("environment=production", "impact=severe", "interruption=continuous", "workaround=false")
    said = ("--product", "vision", "--title", "A door is open", "--summary", "Anybody may come in.", "--security")
    options = [part for answer in answers for part in ("--answer", answer)]
    done = corrigenda(project.folder, "new", *said, *options, "--no-ask", "--dry-run")
    assert done.code == 0, done.err
    assert "\nsecurity: true\nsummary:" in done.out
