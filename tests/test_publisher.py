"""Everything that names the publisher is content: another content folder makes another publisher's site."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from tests.links import pages
from tests.project import REPOSITORY, SAMPLE, Project, tree

FIRST = ("netop", "remote control", "vision", "support.example.com", "nrc-", "nvs-", "+44 1632", "1st or 2nd level")
"""What only the first publisher says."""
SITE = """\
name: Harbour Software Help
description: Answers and known errors, from the people who make Harbour.
url: https://help.harbour.example/
locale: en-GB
time_zone: Europe/London
changed: 2026-11-02
colours: {primary: "#7a1f5c", primary_dark: "#f0a6d8"}
contact: {form: "https://help.harbour.example/new/", phone: "+44 20 7946 0000", phone_label: The help desk}
cases: {lookup: true, pattern: "HB-[0-9]{4}", example: HB-1234, salt: harbour}
navigation:
  - {page: home, label: Start}
  - {page: corrections, label: Known errors}
  - {page: imprint.md, label: Imprint}
"""
FAQ = """\
changed: 2026-11-01
questions:
  - id: where
    question: Where do I begin?
    answer: At [[page:assess]], or with [[site:phone]].
"""
PRODUCTS = """\
products:
  - id: tide
    name: Tide
    releases:
      - version: "1.1"
        history: [{date: 2026-10-01, status: planned, window: 2027-01-20}]
"""
ERROR = """\
id: TD-1
title: The tide table is an hour late
product: tide
assessment: {environment: production, impact: minor, interruption: none, workaround: false}
summary: The table shows the hour before.
history:
  - {date: 2026-10-02, status: registered}
  - {date: 2026-10-05, status: confirmed}
  - {date: 2026-10-09, status: planned, release: "1.1"}
"""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return another publisher's site, built from a content folder that shares only the matrix and the lifecycle."""
    project = Project(tmp_path_factory.mktemp("other"), roadmap=False)
    for path in (*(project.content / "pages").rglob("*"), project.content / "messages.yml"):
        if path.is_file():
            path.unlink()
    for name, text in {
        "site.yml": SITE,
        "faq.yml": FAQ,
        "products.yml": PRODUCTS,
        "roadmap/tide/TD-1.yml": ERROR,
        "pages/imprint.md": "---\ntitle: Who we are\nchanged: 2026-10-31\n---\n\n# Who we are\n\nHarbour Software.\n",
    }.items():
        project.write(name, text)
    project.build()
    return project


KINDS = ("feeds", "error_feeds", "calendar", "api", "error_api", "osv", "badges", "csv", "headers", "promises")
OFF = f"outputs: {{{', '.join(f'{kind}: false' for kind in KINDS)}}}"


@pytest.fixture(scope="module")
def quiet(other: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return that publisher's site without a look-up of cases, and with every output turned off."""
    project = Project(tmp_path_factory.mktemp("quiet"), roadmap=False)
    shutil.rmtree(project.content)
    shutil.copytree(other.content, project.content)
    project.replace("site.yml", "lookup: true", "lookup: false")
    project.replace("site.yml", "navigation:", f"{OFF}\nnavigation:")
    project.replace("faq.yml", "At [[page:assess]]", "Within [[target:critical/response]], at [[page:assess]]")
    project.write("messages.yml", 'target.hours.other: "{count} Stunden"\n')
    project.build()
    return project


@pytest.mark.parametrize("folder", ["generator", "site_templates"])
def test_no_publisher_is_named_in_code_or_templates(folder: str) -> None:
    texts = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8").lower()
        for path in sorted((REPOSITORY / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".css", ".js", ".yml", ".svg", ".txt", ".xml", ".md"}
    }
    assert len(texts) > 40
    assert [name for name, text in texts.items() if "netop" in text] == []


def test_another_publishers_site_shows_no_trace_of_the_first(other: Project) -> None:
    for name, data in tree(other.site).items():
        if name.endswith((".html", ".xml", ".json", ".txt", ".atom", ".ics", ".csv", ".svg")) and "lunr" not in name:
            text = data.decode("utf-8").lower()
            assert [word for word in FIRST if word in text] == [], name


def test_another_publishers_name_contact_and_navigation_are_on_every_page(other: Project) -> None:
    for path in sorted(other.site.rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        assert page.find_class("site-header__brand")[0].text_content().strip() == "Harbour Software Help"
        navigation = page.xpath('//nav[@class="site-nav"]//a')
        assert [link.text_content().strip() for link in navigation] == ["Start", "Known errors", "Imprint"]
        footer = page.find_class("site-footer")[0]
        assert footer.xpath('.//a[starts-with(@href, "tel:")]/@href') == ["tel:+442079460000"]
        assert footer.xpath('.//a[@href="https://help.harbour.example/new/"]')


def test_another_publishers_colours_are_in_the_style(other: Project) -> None:
    (style,) = (other.site / "assets/corrigenda").glob("*.css")
    text = style.read_text(encoding="utf-8")
    assert "[data-md-color-scheme=default]{--c-accent:#7a1f5c;--c-link:#7a1f5c;--c-on-accent:#ffffff;" in text
    assert "[data-md-color-scheme=slate]{--c-accent:#f0a6d8;--c-link:#f0a6d8;--c-on-accent:#0b1a28;" in text


def test_a_publisher_without_a_logo_gets_a_mark_of_its_initial(other: Project) -> None:
    logo = html.fromstring((other.site / "assets/corrigenda/logo.svg").read_bytes())
    assert logo.text_content().strip() == "H"
    page = html.fromstring((other.site / "index.html").read_bytes())
    assert page.xpath('//header//img/@src | //link[@rel="icon"]/@href') == ["assets/corrigenda/logo.svg"] * 2


def test_a_site_without_a_warning_of_sample_data_has_no_banner(other: Project) -> None:
    assert "md-banner" not in other.page("")


def test_a_site_with_sample_data_says_so_on_every_page(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        assert b"Sample data." in path.read_bytes()


def test_every_page_says_when_its_content_last_changed(other: Project, site: Path) -> None:
    for root in (other.site, site):
        for path in sorted(root.rglob("*.html")):
            if path.name == "404.html":
                continue  # It shows nothing of the content.
            notes = html.fromstring(path.read_bytes()).find_class("changed")
            assert len(notes) == 1, path
            (day,) = notes[0].xpath("./time/@datetime")
            assert dt.date.fromisoformat(day) <= dt.date(2026, 11, 25)


def test_a_hand_written_page_says_the_day_at_its_head(other: Project) -> None:
    (note,) = html.fromstring(other.page("imprint")).find_class("changed")
    assert note.text_content().strip() == "Content last changed: 31 October 2026"


def test_a_site_with_every_output_turned_off_offers_none_of_them(quiet: Project) -> None:
    gone = ("feeds", "api", "badges", "calendar", "cases", "_headers", ".headers")
    assert [name for name in gone if (quiet.site / name).exists()] == []
    for path in sorted(quiet.site.rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        links = [link for link in page.xpath("//a/@href | //link/@href") if "feeds/" in link or "api/" in link]
        assert links == [], path
        assert "feed" not in page.text_content().replace("feedback", "").lower(), path
    assert "feeds/" not in (quiet.site / "llms.txt").read_text(encoding="utf-8")


def test_a_promise_is_told_in_the_publishers_words(quiet: Project) -> None:
    for address in ("severity", "severity/assess", "faq"):
        text = html.fromstring(quiet.page(address)).text_content()
        assert "2 Stunden" in text, address
        assert "2 hours" not in text, address


def test_no_link_of_a_site_with_every_output_turned_off_is_dead(quiet: Project) -> None:
    for address, page in pages(quiet.site).items():
        for link in page.links:
            place = urlsplit(urljoin(f"https://help.harbour.example/{address}", link))
            if place.hostname == "help.harbour.example" and place.path != "/new/":
                file = quiet.site / place.path[1:]
                assert (file / "index.html" if file.is_dir() else file).is_file(), (address, link)


def test_what_a_site_does_not_have_is_not_referred_to(bare_project: Project) -> None:
    bare_project.replace("site.yml", "sample_data: true", f"sample_data: true\n{OFF}")
    bare_project.replace("site.yml", "{page: changes, label: Changes}", "{page: feeds, label: Feeds}")
    bare_project.replace("site.yml", '  phone: "+44 1632 960123"\n  phone_label: 1st level support\n', "")
    bare_project.write("faq.yml", FAQ.replace("[[page:assess]]", "[[page:api]]"))
    bare_project.replace("severity.yml", "1st level support, [[site:phone]].", "1st level support.")
    bare_project.replace("severity.yml", "Phone 1st level support as well: [[site:phone]].", "Phone us.")
    # Phrases of the publisher's own are shown only where the site has what they speak of.
    bare_project.write("messages.yml", 'case.phone: "Ask the desk, [[site:phone]]."\n')
    assert bare_project.problems() == [
        "content/faq.yml:5:16: error: '[[page:api]]' refers to nothing: site.yml turns it off; set 'api' below "
        "'outputs', or leave the reference out (reference-known)",
        "content/faq.yml:5:38: error: '[[site:phone]]' refers to nothing: site.yml gives no phone; add one below "
        "'contact', or leave the reference out (reference-known)",
        "content/site.yml:65:12: error: the page 'feeds' is not there, as 'outputs' turns off all that it speaks of "
        "(setting-known)",
    ]


def test_an_example_of_a_case_id_must_fit_the_pattern(bare_project: Project) -> None:
    bare_project.replace("site.yml", "NS-[0-9]{6}", "KW-[0-9]{4}")
    error = (SAMPLE / "roadmap" / "vision" / "NVS-2021.yml").read_text(encoding="utf-8")
    bare_project.write("roadmap/vision/NVS-2021.yml", error)
    assert [problem for problem in bare_project.problems() if "release-used" not in problem] == [
        "content/roadmap/vision/NVS-2021.yml:16:9: error: this is not a case id; site.yml asks for the pattern "
        "KW-[0-9]{4} (case-pattern)",
        "content/site.yml:25:12: error: the example 'NS-123456' does not fit 'pattern'; write a case id that does "
        "(setting-known)",
    ]
