"""The page of an error says what fits its state: planned, corrected, or closed without a correction."""

from __future__ import annotations

from pathlib import Path

from lxml import html


def article(site: Path, error: str) -> html.HtmlElement:
    """Give the article of an error's page."""
    page = html.fromstring((site / "corrections" / error / "index.html").read_bytes())
    return page.xpath("//article")[0]


def texts(article: html.HtmlElement, path: str) -> list[str]:
    """Give the texts of what is found, without the spaces between."""
    return [" ".join(found.text_content().split()) for found in article.xpath(path)]


def test_a_plan_that_moved_is_told_from_where_to_where(site: Path) -> None:
    steps = article(site, "nrc-1042").xpath('//ol[@class="history"]/li/text()')
    assert [step.strip() for step in steps if step.strip()] == [
        "moved from 12.6 to 12.7",
        "moved from 12.5 to 12.6",
        "for 12.5",
    ]


def test_a_closed_error_is_not_said_to_be_planned(site: Path) -> None:
    found = article(site, "nrc-1051")
    assert texts(found, '//dl[@class="glance"]//dt') == ["Error", "Status", "Correction", "Severity"]
    plan = texts(found, '//dl[@class="facts"]/div[1]/*')
    assert plan == ["Correction", "No correction will follow from this entry."]


def test_a_corrected_error_without_a_workaround_does_not_speak_of_one(site: Path) -> None:
    assert "workaround" not in article(site, "nrc-1031").text_content().lower()
    assert "We know of none yet." in article(site, "nrc-1063").text_content()


def test_a_duplicate_does_not_deny_the_workaround_of_the_error_to_follow(site: Path) -> None:
    assert article(site, "nrc-1042").xpath('//*[@id="workaround"]')
    assert article(site, "nrc-1051").xpath('//*[@id="workaround"]') == []
