"""What search engines, link previews and programs that read text are told, on every page, read back as they read it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.outputs.sitemap import MOST, NAMESPACE, entries, outputs, urlset
from corrigenda.render.file_specs import SitePages
from corrigenda.render.json_ld import script_json
from corrigenda.render.renderer import Renderer
from corrigenda.render.social_picture import SIZE, draw
from lxml import html
from PIL import Image

from scripts.screenshots import page_kinds
from tests.project import REPOSITORY, Project

ADDRESS = "https://support.example.com/"
CSS = (REPOSITORY / "site_templates/tokens.css").read_text(encoding="utf-8")


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Return every page of a site by its address, read."""
    found = sorted(site.rglob("*.html"))
    return {p.relative_to(site).as_posix().removesuffix("index.html"): html.fromstring(p.read_bytes()) for p in found}


def meta(page: html.HtmlElement, name: str) -> list[str]:
    """Return what a page says of itself under a name."""
    return [str(value) for value in page.xpath(f'//meta[@name="{name}" or @property="{name}"]/@content')]


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, html.HtmlElement]:
    return pages(site)


def test_every_page_has_a_title_of_its_own(read: dict[str, html.HtmlElement]) -> None:
    titles = [page.findtext("head/title") for page in read.values()]
    assert all(titles)
    assert sorted(set(titles)) == sorted(titles)


def test_every_page_has_one_description_of_readable_length(read: dict[str, html.HtmlElement]) -> None:
    for address, page in read.items():
        descriptions = meta(page, "description")
        assert [20 <= len(one) <= 200 for one in descriptions] == [True], (address, descriptions)


def test_every_page_names_its_public_address(read: dict[str, html.HtmlElement]) -> None:
    for address, page in read.items():
        if address != "404.html":
            assert page.xpath('//link[@rel="canonical"]/@href') == [ADDRESS + address]
            assert meta(page, "og:url") == [ADDRESS + address]


def test_every_page_has_a_preview_an_icon_and_a_colour_for_both_schemes(read: dict[str, html.HtmlElement]) -> None:
    for address, page in read.items():
        assert meta(page, "og:image") == [f"{ADDRESS}assets/corrigenda/social.png"], address
        assert len(meta(page, "og:title")) == len(meta(page, "og:description")) == 1, address
        assert meta(page, "theme-color") == ["#ffffff", "#10171d"], address
        assert len(page.xpath('//link[@rel="icon"]')) == 1, address


def test_every_link_to_a_file_of_the_site_in_the_head_leads_somewhere(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = html.fromstring(path.read_bytes())
        for link in page.xpath("//head/link/@href | //head/script/@src"):
            if not link.startswith(("http", "/")):
                assert (path.parent / link).resolve().exists(), (path, link)


def test_the_page_for_lost_addresses_is_not_to_be_found(read: dict[str, html.HtmlElement]) -> None:
    assert meta(read["404.html"], "robots") == ["noindex"]


def test_the_picture_for_previews_is_a_png_of_the_usual_size(site: Path) -> None:
    data = (site / "assets/corrigenda/social.png").read_bytes()
    image = Image.open(BytesIO(data))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(data) < 40_000


def test_a_name_in_another_script_leaves_the_picture_without_words(project: Project) -> None:
    project.replace("site.yml", "name: Netop Customer Service", "name: خدمة العملاء")
    site = prepare(take_snapshot(project.request())).publication.site
    image = Image.open(BytesIO(draw(site, CSS))).convert("RGB")
    above = image.crop((0, 40, SIZE[0], SIZE[1] - 160)).getcolors()
    assert above is not None
    assert len(above) == 1


def structured(page: html.HtmlElement) -> dict[str, dict[str, object]]:
    """Return a page's JSON-LD by type."""
    found = [json.loads(text) for text in page.xpath('//script[@type="application/ld+json"]/text()')]
    return {one["@type"]: one for one in found}


def test_breadcrumbs_lead_from_the_top_to_the_page(read: dict[str, html.HtmlElement]) -> None:
    items = structured(read["corrections/nrc-1042/"])["BreadcrumbList"]["itemListElement"]
    assert isinstance(items, list)
    assert [(item["position"], item["item"]) for item in items] == [
        (1, f"{ADDRESS}corrections/"),
        (2, f"{ADDRESS}corrections/product/remote-control/"),
        (3, f"{ADDRESS}corrections/nrc-1042/"),
    ]


def test_breadcrumbs_of_machines_and_of_people_are_the_same(site: Path) -> None:
    for kind, address in page_kinds(site).items():
        name = "404.html" if kind == "404" else f"{address}index.html"
        page = html.fromstring((site / name).read_bytes())
        shown = [entry.text_content() for shown in page.find_class("breadcrumb") for entry in shown]
        items = structured(page).get("BreadcrumbList", {}).get("itemListElement", [])
        assert isinstance(items, list)
        assert shown == [item["name"] for item in items[:-1]], kind


def test_every_question_is_told_with_its_answer(read: dict[str, html.HtmlElement]) -> None:
    page = read["faq/"]
    reported = structured(page)["FAQPage"]["mainEntity"]
    assert isinstance(reported, list)
    assert [question["name"] for question in reported] == [
        heading.text_content() for heading in page.xpath('//div[@class="faq"]//h2')
    ]
    assert all(question["acceptedAnswer"]["text"] for question in reported)


def test_no_text_ends_the_script_it_is_in() -> None:
    made = script_json(json.dumps({"name": "</script><script>alert(1)</script> & more"}))
    assert str(made).count("<") == 2
    assert (
        json.loads(html.fragment_fromstring(f"<div>{made}</div>")[0].text)["name"]
        == "</script><script>alert(1)</script> & more"
    )


def test_the_sitemap_lists_every_page_but_the_lost_one_with_its_last_change(site: Path) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = {url[0].text: url[1].text for url in tree.getroot()}
    assert list(listed) == sorted(ADDRESS + address for address in pages(site) if address != "404.html")
    assert listed[f"{ADDRESS}corrections/nrc-1042/"] == "2026-11-05"
    assert listed[f"{ADDRESS}privacy/"] == "2026-11-20"


def test_a_site_too_large_for_one_sitemap_gets_an_index(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepare(take_snapshot(built.request()))
    render = Renderer(prepared.publication, prepared.templates)
    from corrigenda.edges.engines.discovery import page_modules

    pages = SitePages(tuple(spec for module in page_modules() for spec in module.specs(render)))
    monkeypatch.setattr("corrigenda.outputs.sitemap.MOST", 30)
    files = {output.path: output.make() for output in outputs(render, pages)}
    parts = [name for name in files if name.startswith("sitemap-")]
    located = [
        element.text for name in parts for element in ElementTree.fromstring(files[name]).iter(f"{{{NAMESPACE}}}loc")
    ]
    assert located == [address for address, _ in entries(render, pages)]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [element[0].text for element in index] == [ADDRESS + name for name in parts]
    assert MOST == 50_000


def test_an_address_with_a_sign_of_xml_is_escaped() -> None:
    from tests.project import TODAY

    document = urlset([("https://example.com/?a=1&b=<2>", TODAY)])
    assert ElementTree.fromstring(document)[0][0].text == "https://example.com/?a=1&b=<2>"


def test_robots_are_told_of_the_sitemap_only_at_the_top_of_a_host(project: Project) -> None:
    project.build()
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (project.site / "robots.txt").read_text(encoding="utf-8")
    project.replace("site.yml", f"url: {ADDRESS}", f"url: {ADDRESS}help/")
    project.build()
    assert not (project.site / "robots.txt").exists()


def test_programs_that_read_text_get_every_answer_with_its_references_resolved(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert "[[" not in text
    assert "| Critical | 2 hours | 5 business days | 20 business days | Hot fix |" in text
    assert f"[Answer four short questions]({ADDRESS}severity/assess/)" in text
    assert text.count("\n### ") == 10
    assert "&#" not in text
