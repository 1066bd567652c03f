"""A hand-written page is the same under both engines, or one problem at its place that stops both builds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.markup.hand_written import links_of, parse_page, with_addresses
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.links import broken_links
from tests.project import Project
from tests.running import corrigenda, mkdocs

ENGINES = ("mkdocs", "plain")
BODY = "# Terms & *conditions*\n\nSome text.\n"
SAME = {
    "none": BODY,
    "comment": f"---\n# Nothing yet.\n---\n{BODY}",
    "quoted-day": f'---\nchanged: "2026-08-14"\n---\n{BODY}',
    "day": f"---\nchanged: 2026-08-14\n---\n{BODY}",
    "dots": f"---\ntitle: Dots\n...\n{BODY}",
    "space": f"--- \ntitle: Space\n---  \n{BODY}",
    "mark": f"\ufeff---\ntitle: Mark\n---\n{BODY}",
    "windows": f"---\ntitle: Windows\n---\n{BODY}".replace("\n", "\r\n"),
    "blank-above": f"\n\n---\ntitle: Blank\n---\n{BODY}",
    "numbers": f"---\ntitle: 2026\ndescription: 12.10\n---\n{BODY}",
    "folded": f"---\ntitle: >-\n  One\n  two\ndescription: |\n  A\n  B\n---\n{BODY}",
    "equals": f"---\nother: =\nday: 2026-02-31\n---\n{BODY}",
    "like-multimarkdown": f"Note: this is text.\n\n{BODY}",
    "without-a-heading": "Some text.\n",
    "empty": "",
    "fields-only": "---\ntitle: Only\n---",
    "own-day": f"---\ndescription: '</title><script>alert(1)</script>\"'\ntitle: '<b>\"x\"</b>'\n---\n{BODY}",
}
"""Pages that both engines show alike, by their names."""
ONE_PROBLEM = {
    "---\ntitle: [\n---\n": ("2:9", "yaml-syntax"),
    "---\ntitle: a: b\n---\n": ("2:9", "yaml-syntax"),
    "\n---\ntitle: [a]\n---\n": ("3:8", "bad-type"),
    "---\ndescription:\n---\n": ("2:13", "bad-type"),
    "---\nchanged: yesterday\n---\n": ("2:10", "bad-value"),
    "---\nsearch: 5\n---\n": ("2:9", "bad-type"),
    "---\nhide: toc\n---\n": ("2:7", "bad-type"),
    "---\ncorrigenda: home\n---\n": ("2:13", "unknown-field"),
    "---\ntitle: a\ntitle: b\n---\n": ("3:1", "duplicate-key"),
    "---\n- a\n---\n": ("2:1", "bad-type"),
    "---\nonly text\n---\n": ("2:1", "bad-type"),
    "---\n\ttitle: a\n---\n": ("2:1", "tab-indent"),
    "---\ntitle: a\n\n# Never ends\n": ("1:1", "yaml-syntax"),
    "---": ("1:1", "yaml-syntax"),
    "title: a\n\n# Page\n": ("1:1", "yaml-syntax"),
    "# Page\n\nA \x15 in it.\n": ("3:3", "control-character"),
    '---\ntitle: "a\\x15"\n---\n': ("2:8", "control-character"),
    "---\ntitle: a\x15\n---\n": ("2:9", "control-character"),
    "# Page \u202e\n": ("1:8", "bidi-control"),
}
"""Pages of which one thing is wrong: where, and by which rule."""


def shown(site: Path, address: str) -> tuple[str, str, str, str, str]:
    """Return what a reader gets of a page: title, description, title in links, day of change, text."""
    page = html.fromstring((site / address / "index.html").read_bytes())
    (article,) = page.xpath("//article")
    return (
        page.xpath("string(//title)"),
        page.xpath("string(//meta[@name='description']/@content)"),
        page.xpath(f"string(//footer//a[@href='../{address}/' or @href='./' or @href='.'][1])"),
        page.xpath("string(//p[@class='changed']/time/@datetime)"),
        " ".join(article.text_content().replace("¶", "").split()),
    )


@pytest.fixture(scope="module", params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that has all the pages, built by an engine."""
    project = Project(tmp_path_factory.mktemp(request.param), roadmap=False)
    for name, text in SAME.items():
        project.write(f"pages/{name}.md", text)
    build(take_snapshot(replace(project.request(), engine=request.param)))
    return project.site


@pytest.mark.parametrize("name", SAME)
def test_a_page_says_what_its_file_says(site: Path, name: str) -> None:
    text = " ".join(SAME[name].split())
    title, description, linked, changed, article = shown(site, name)
    expected = {
        "own-day": '<b>"x"</b>',
        "folded": "One two",
        "numbers": "2026",
        "without-a-heading": "Without a heading",
        "empty": "Empty",
        "fields-only": "Only",
        "dots": "Dots",
        "space": "Space",
        "mark": "Mark",
        "windows": "Windows",
        "blank-above": "Blank",
    }.get(name, "Terms & conditions")
    assert title == f"{expected} - Netop Customer Service"
    assert linked == expected
    assert changed == ("2026-08-14" if "2026-08-14" in text else "2026-11-20")
    wanted = {"own-day": '</title><script>alert(1)</script>"', "folded": "A B", "numbers": "12.10"}
    assert description == wanted.get(name, description)
    assert "---" not in article
    assert "title:" not in article
    assert ("Some text." in article) == ("Some text." in text)
    assert ("Note: this is text." in article) == ("Note:" in text)


@pytest.mark.parametrize("text", ONE_PROBLEM)
def test_what_is_wrong_with_a_page_is_one_problem_at_its_place(bare_project: Project, text: str) -> None:
    bare_project.write("pages/page.md", text)
    place, rule = ONE_PROBLEM[text]
    (problem,) = bare_project.problems()
    assert problem.startswith(f"content/pages/page.md:{place}: error: "), problem
    assert f"({rule})" in problem


def test_what_is_wrong_with_a_page_stops_every_build(bare_project: Project) -> None:
    bare_project.write("pages/page.md", "---\ntitle: [a]\n---\n")
    told = "content/pages/page.md:2:8: error: 'title' must be text; write some, or delete the field (bad-type)"
    for ran in (
        corrigenda(bare_project.folder, "build", "--engine", "mkdocs"),
        corrigenda(bare_project.folder, "build", "--engine", "plain"),
        mkdocs(bare_project.folder, "build", "--strict"),
    ):
        assert ran.code == 1
        assert told in ran.err + ran.out
        assert "Traceback" not in ran.err


@given(st.text(alphabet=st.sampled_from("-.:ab \n\t#'\"[]{}&*!|>%@`=,?<\x15\u202e\ufeff\u2028"), max_size=60))
def test_any_text_is_a_page_or_problems_within_it(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: {text}\n---\n"):
        page, problems = parse_page(whole, "page.md")
        assert (page is None) == bool(problems)
        for problem in problems:
            assert 1 <= problem.position.line <= whole.count("\n") + 2
        if page is not None:
            again, _ = parse_page(page.markdown(), "page.md")
            assert again is not None
            assert (again.fields, again.body) == (page.fields, page.body)


@pytest.mark.parametrize("engine", ENGINES)
def test_links_of_a_page_to_the_site_s_own_pages_lead_there(project: Project, engine: str) -> None:
    project.write(
        "pages/guides/more.md",
        "[a](../faq/index.md#why-register) [b](../corrections/nvs-2021/index.md) ![logo](../assets/logo.svg)\n"
        "[c](../corrections/product/vision/index.md) [d](../corrections/release/vision-9.10/index.md) [e][f]\n"
        "`[g](../faq/index.md)` [h](../privacy.md) [i](../corrections/status/planned/index.md)\n\n"
        "[f]: ../index.md\n",
    )
    assert project.problems() == []
    build(take_snapshot(replace(project.request(jobs=2), engine=engine)))
    assert broken_links(project.site) == []
    page = project.page("guides/more/")
    assert 'href="../../corrections/product/vision/"' in page
    assert "[g](../faq/index.md)" in page


def test_links_are_found_with_their_places() -> None:
    text = "[a](b.md) `[c](d.md)` [e](<f g.md#h>) [i](https://x.example/)\n\n[j]: ../k.md\n[^1]: note\n"
    found = [(text[start:end], target) for start, end, target in links_of(text, "guides/more.md")]
    assert found == [
        ("b.md", "guides/b.md"),
        ("f g.md", "guides/f g.md"),
        ("https://x.example/", "https://x.example/"),
        ("../k.md", "k.md"),
    ]
    assert with_addresses("[a](../k.md#b)", "guides/more.md", {"k.md": "k/"}) == "[a](../../k/#b)"
