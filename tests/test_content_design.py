"""Plain words: short sentences, no pleading, dates as people write them, and every empty state says what to do next."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from scripts.screenshots import page_kinds
from tests.project import Project

LONGEST = 25
"""Messages in a sentence."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BLOCKS = "p|li|dd|figcaption|summary|h1|h2|h3"


def sentences(page: html.HtmlElement) -> list[str]:
    """Return the sentences of a page's own text: block by block, without code, lists of links and what scripts use."""
    article = page.xpath("//article")[0]
    for unwanted in article.xpath(".//pre | .//template | .//script | .//table | .//svg | .//noscript"):
        unwanted.drop_tree()
    found = []
    for block in article.iter(*BLOCKS.split("|")):
        if block.xpath(f"./ancestor::li | .//{' | .//'.join(BLOCKS.split('|'))}"):
            continue
        text = " ".join(block.text_content().split())
        found += [part for part in re.split(r"(?<=[.!?:;])\s+(?=[A-Z“0-9])", text) if part]
    return found


@pytest.mark.parametrize("kind", ["home", "faq", "severity", "assess", "case", "corrections", "feeds", "404", "error"])
def test_sentences_are_short(site: Path, kind: str) -> None:
    name = "404.html" if kind == "404" else f"{page_kinds(site)[kind]}index.html"
    found = sentences(html.fromstring((site / name).read_bytes()))
    assert len(found) > 3
    assert [one for one in found if len(one.split()) > LONGEST] == []


def test_nobody_is_asked_to_please_note(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        assert not re.search(r"please note|please be aware|kindly", path.read_text(encoding="utf-8"), re.IGNORECASE), (
            path
        )


def test_every_page_says_when_its_content_last_changed(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        notes = html.document_fromstring(path.read_bytes()).xpath('//article//p[@class="changed"]')
        assert [bool(note.xpath("time/@datetime")) for note in notes] == [True], path


def test_every_day_on_a_page_is_in_a_time_element_as_people_write_it(site: Path) -> None:
    for path in sorted(site.rglob("index.html")):
        if path.parent == site / "api":
            continue  # It tells programmers how days are written in the data.
        article = html.fromstring(path.read_bytes()).xpath("//article")[0]
        for unwanted in article.xpath(".//pre | .//code | .//script | .//svg | .//title"):
            unwanted.drop_tree()
        for time in article.iter("time"):
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", time.get("datetime")), path
            assert re.fullmatch(rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}", time.text_content()), path
            time.text = ""
        assert not re.search(r"\d{4}-\d{2}-\d{2}", article.text_content()), path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a site with no error, no release and no question."""
    project = Project(tmp_path_factory.mktemp("empty"), roadmap=False)
    project.write("faq.yml", "changed: 2026-11-01\nquestions: []\n")
    project.write("products.yml", "products:\n  - {id: vision, name: Vision, releases: []}\n")
    project.build()
    return project


@pytest.mark.parametrize(
    "address",
    [
        "",
        "faq",
        "corrections",
        "corrections/page/1",
        "changes",
        "corrections/product/vision",
        "corrections/status/planned",
    ],
)
def test_every_empty_state_says_what_to_do_next(empty: Project, address: str) -> None:
    states = html.fromstring(empty.page(address)).xpath(
        '//article//*[contains(@class, "empty") and not(ancestor::template)]'
    )
    assert states, address
    for state in states:
        assert state.xpath(".//a/@href"), address


def test_the_page_for_lost_addresses_offers_the_search_the_look_up_and_the_cards(site: Path) -> None:
    page = html.fromstring((site / "404.html").read_bytes())
    assert len(page.find_class("card")) == 3
    assert page.xpath('//*[@data-module="case-lookup"]')
    assert "search at the top" in page.text_content()
    assert page.xpath('//script[contains(@src, "case-lookup")]')


def test_the_home_page_says_how_to_report_an_error(site: Path, project: Project) -> None:
    def said(page: bytes | str) -> str:
        (section,) = html.fromstring(page).xpath('//section[@aria-labelledby="report"]/p')
        return str(section.text_content())

    form = "Tell us through the support form."
    assert said((site / "index.html").read_bytes()) == f"{form} 1st level support answers at +44 1632 960123."
    project.replace("site.yml", "  phone_label: 1st level support\n", "")
    project.build()
    assert said(project.page("")) == f"{form} Or phone +44 1632 960123."


def test_headings_are_in_order_and_there_is_one_at_the_top(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        article = html.fromstring(path.read_bytes()).xpath("//article")[0]
        for unwanted in article.xpath(".//template"):
            unwanted.drop_tree()
        levels = [int(heading.tag[1]) for heading in article.iter("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_no_date_runs_into_the_words_around_it(site: Path) -> None:
    run_together = re.compile(rf"20\d\d[^\W\d_].{{0,20}}|(?:[^\W\d]|\.|\d{{3}}|\d\.)\d?\d (?:{MONTHS}) 20\d\d")
    for path in sorted(site.rglob("index.html")):
        # Between blocks there is a gap that the text of a page does not show.
        text = path.read_text(encoding="utf-8")
        apart = re.sub(r"(</?(?:li|p|h\d|d[dt]|div|t[dhr]|text|option)\b)", r" \1", text)
        for article in html.fromstring(apart).xpath("//article"):
            assert run_together.findall(article.text_content()) == [], path
