"""The search box finds pages and errors, from one index file or, past a number of errors, from an index in parts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.publish import search
from corrigenda.edges.publish.publish import PublishError
from corrigenda.markup.sections import Section, sections_of
from playwright.sync_api import Browser, Page, expect

from scripts.serving import served
from tests.conftest import browsing
from tests.project import REPOSITORY, Project, tree

SCRIPT = REPOSITORY / "site_templates/components/site-search/site-search.js"
TITLE = "Session drops when the Host's network adapter goes to sleep"
ERROR = "roadmap/remote-control/NRC-1042.yml"
SEEN = """(one) => {
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    let opacity = 1;
    for (let each = one; each; each = each.parentElement) opacity *= getComputedStyle(each).opacity;
    return one.contains(top) && opacity === 1 && document.documentElement.scrollWidth <= innerWidth;
}"""
SPLIT = "\nsearch: {errors_in_page_index: 3}\n"


def split(project: Project) -> Project:
    """Let a project have more errors than one index file may hold."""
    path = project.content / "site.yml"
    path.write_text(path.read_text(encoding="utf-8") + SPLIT, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def split_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the real content, built with an index in parts; not to be changed."""
    project = split(Project(tmp_path_factory.mktemp("split")))
    project.build()
    return project


@pytest.fixture(scope="module")
def split_address(split_site: Project) -> Iterator[str]:
    with served(split_site.site) as root:
        yield root


@pytest.fixture(params=["one index", "index in parts"])
def either(request: pytest.FixtureRequest) -> str:
    """Return the address of a site of either kind."""
    name = "address" if request.param == "one index" else "split_address"
    return str(request.getfixturevalue(name))


def first_result(page: Page, address: str, query: str) -> tuple[str, str]:
    """Search for the whole query at once; return the first result's title and address below the root."""
    page.goto(f"{address}faq/")
    page.keyboard.press("s")
    page.keyboard.insert_text(query)
    result = page.locator(".md-search-result__item > a").first
    expect(result).to_be_visible()
    href = result.get_attribute("href") or ""
    return result.locator("h1, h2").first.inner_text(), href.split("?")[0].removeprefix(address)


@pytest.mark.parametrize(
    "query", ["NRC-1042", "nrc-1042", "network adapter sleep", "saves power on its network adapter"]
)
def test_an_error_is_found_by_id_title_and_text(page: Page, either: str, query: str) -> None:
    assert first_result(page, either, query) == (f"NRC-1042: {TITLE}", "corrections/nrc-1042/")


@pytest.mark.parametrize(("locale", "language"), [("de", "de"), ("pt-BR", "pt"), ("en-GB", "en"), ("pl", "en")])
def test_the_search_speaks_the_sites_language_where_the_theme_has_it(
    bare_project: Project, locale: str, language: str
) -> None:
    bare_project.replace("site.yml", "locale: en\n", f"locale: {locale}\n")
    bare_project.build()
    index = json.loads((bare_project.site / "search/search_index.json").read_bytes())
    assert index["config"]["lang"] == [language]


def test_a_german_site_is_searched_in_german(project: Project, browser: Browser) -> None:
    project.replace("site.yml", "locale: en\n", "locale: de\n")
    project.replace("faq.yml", "question: Why", "question: Warum nicht alle Gebäude? Why")
    project.build()
    asked = []
    with served(project.site) as root, browsing(browser) as context:
        context.on("request", lambda request: asked.append(request.url.removeprefix(root)))
        assert first_result(context.new_page(), root, "gebäude")[1].startswith("faq/")
    assert "assets/javascripts/lunr/min/lunr.de.min.js" in asked


@pytest.mark.parametrize(
    ("query", "error"),
    [("Error: 0x800B0101.", "nrc-1044"), ("#0x800b0101", "nrc-1044"), ("scaled (175%)", "nrc-1053")],
)
def test_a_code_is_found_with_the_marks_around_it(page: Page, either: str, query: str, error: str) -> None:
    assert first_result(page, either, query)[1] == f"corrections/{error}/"


@pytest.mark.parametrize("query", ["0x800b0101", "error 0x800B0101", "kicked out", "SAMPLE-2026-17"])
def test_a_keyword_is_found_like_a_word_of_the_title_and_not_shown(page: Page, either: str, query: str) -> None:
    first_result(page, either, query)
    first = page.locator(".md-search-result__item > a").evaluate_all(
        "all => all.slice(0, 3).map((one) => one.pathname)"
    )
    assert [path for path in first if path.endswith("/corrections/nrc-1044/")]
    shown = page.locator(".md-search-result__list").inner_text().lower()
    assert [word for word in ("0x800b0101", "kicked out") if word in shown and word not in query.lower()] == []


def test_a_question_is_found_at_its_anchor(page: Page, address: str) -> None:
    title, place = first_result(page, address, "illegal copies")
    assert place == "faq/#why-register" or (title, place) == ("Questions and answers", "faq/")


def test_a_hand_written_page_is_found(page: Page, either: str) -> None:
    assert first_result(page, either, "what this site knows")[1].startswith("privacy/")


def test_a_page_of_the_whole_list_is_not_found(page: Page, either: str) -> None:
    first_result(page, either, "all errors page")
    places = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__item > a").all()]
    assert [place for place in places if "corrections/page/" in place] == []


@pytest.mark.parametrize("width", [1280, 1000, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_results_are_before_the_readers_eyes(browser: Browser, address: str, width: int, scheme: str) -> None:
    with browsing(browser, viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        first_result(page, address, "certificate")
        link = page.locator(".md-search-result__item > a").first.element_handle()
        page.wait_for_function(SEEN, arg=link, timeout=5_000)


def test_a_search_without_result_says_so(page: Page, either: str) -> None:
    page.goto(either)
    page.keyboard.press("s")
    page.keyboard.type("zzqqxx")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_a_result_is_opened_with_the_keys(page: Page, either: str) -> None:
    first_result(page, either, "NRC-1042")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/corrections/nrc-1042/*")
    assert page.locator("article h1").inner_text() == TITLE


def test_the_newest_query_wins_while_one_types_fast(page: Page, split_address: str) -> None:
    first_result(page, split_address, "session")
    for query in ("NRC-10", "NRC-1033"):
        page.keyboard.press("Control+A")
        page.keyboard.type(query)
    expect(page.locator(".md-search-result__item h1").first).to_have_text("NRC-1033: File transfer stops at 4 GB")


@pytest.mark.parametrize("query", ["smartcard", "smart-card login", "smart\u2011card", "logins smart cards"])
def test_words_are_found_split_joined_and_in_other_forms(page: Page, either: str, query: str) -> None:
    assert first_result(page, either, query)[1] == "corrections/nrc-1047/"


def test_what_has_most_words_is_found_and_the_missing_one_is_said(page: Page, either: str) -> None:
    assert first_result(page, either, "network adapter zzqqxx")[1] == "corrections/nrc-1042/"
    expect(page.locator(".md-search-result__terms").first).to_have_text("Missing: zzqqxx")


def test_what_is_pasted_without_a_key_is_searched(page: Page, either: str) -> None:
    page.goto(either)
    page.keyboard.press("s")
    # Unlike typing, this sends no key to the page.
    page.keyboard.insert_text("NRC-1042")
    expect(page.locator(".md-search-result__item h1").first).to_have_text(f"NRC-1042: {TITLE}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/corrections/nrc-1042/*")


@pytest.mark.parametrize("typed", ["NS-204113", " ns204113 ", "My case is NS 204113."])
def test_a_case_id_leads_to_the_look_up(page: Page, either: str, typed: str) -> None:
    page.goto(either)
    page.keyboard.press("s")
    page.keyboard.insert_text("NS-20411")
    offer = page.locator(".md-search [data-search-case]")
    expect(offer).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(typed)
    expect(offer).to_contain_text("This looks like a case id. Look up")
    page.keyboard.press("Enter")
    page.wait_for_url("**/corrections/case/#*")
    expect(page.locator(".lookup__answer")).to_contain_text("NRC-1042")


def test_without_a_look_up_no_case_id_is_offered(browser: Browser, project: Project) -> None:
    project.replace("site.yml", "lookup: true", "lookup: false")
    project.build()
    with served(project.site) as root, browsing(browser) as context:
        page = context.new_page()
        page.goto(f"{root}corrections/")
        for box in (".md-search__input", "#finder-q"):
            page.locator(box).focus()
            page.keyboard.insert_text("NS-204113")
        expect(page.locator("#finder-q")).to_have_value("NS-204113")
        assert page.locator("[data-search-case]:visible").count() == 0


def test_customers_words_find_the_error_among_the_first_three(site: Path) -> None:
    queries = yaml.safe_load((REPOSITORY / "tests/vectors/queries.yml").read_text(encoding="utf-8"))
    (worker,) = site.glob("assets/javascripts/workers/search.*.js")
    # The theme's own worker answers, as in a browser; what it is sent first is what the theme sends.
    program = """
    const fs = require("node:fs"), vm = require("node:vm");
    const { worker, index, queries } = JSON.parse(fs.readFileSync(0, "utf-8"));
    let hear, answered;
    const scope = { console, URL, addEventListener: (_, on) => { hear = on; } };
    scope.self = scope;
    scope.postMessage = (message) => answered(message);
    vm.runInNewContext(fs.readFileSync(worker, "utf-8"), scope);
    const ask = (message) => new Promise((resolve) => { answered = resolve; hear({ data: message }); });
    (async () => {
      await ask({ type: 0, data: { ...index, options: { suggest: false } } });
      const firsts = [];
      for (const { query } of queries) {
        const { items } = (await ask({ type: 2, data: query })).data;
        firsts.push(items.slice(0, 3).map(([one]) => one.location));
      }
      console.log(JSON.stringify(firsts));
    })();
    """
    index = json.loads((site / "search/search_index.json").read_bytes())
    given = json.dumps({"worker": str(worker), "index": index, "queries": queries})
    done = subprocess.run(["node", "-e", program], input=given, capture_output=True, text=True, check=True)
    firsts = json.loads(done.stdout)
    missed = [
        one for one, first in zip(queries, firsts, strict=True) if f"corrections/{one['error'].lower()}/" not in first
    ]
    assert len(missed) <= 60 - 57, missed


def test_markup_in_a_title_and_a_text_is_shown_as_text_in_results(browser: Browser, project: Project) -> None:
    project.replace(
        "roadmap/remote-control/NRC-1042.yml", "summary: |\n", "summary: |\n  <b id=bold>zyzzyva</b> {{7*7}}\n"
    )
    project.replace(ERROR, "title: ", "title: <img src=x onerror=alert(1)> zyzzyva ")
    for number in range(2):
        if number:
            split(project)
        project.build()
        with served(project.site) as root, browsing(browser) as context:
            page = context.new_page()
            title, place = first_result(page, root, "zyzzyva")
            assert (title[:26], place) == ("NRC-1042: <img src=x onerr", "corrections/nrc-1042/")
            assert page.locator(".md-search-result img, .md-search-result b").count() == 0


def test_one_index_holds_every_error_once(site: Path) -> None:
    documents = json.loads((site / "search/search_index.json").read_bytes())["docs"]
    locations = [one["location"] for one in documents]
    assert len(locations) == len(set(locations))
    pages = {p.parent.relative_to(site).as_posix() + "/" for p in site.glob("corrections/n*-*/index.html")}
    assert pages <= set(locations)


def test_one_index_names_pages_and_anchors_that_exist(site: Path) -> None:
    for one in json.loads((site / "search/search_index.json").read_bytes())["docs"]:
        address, _, anchor = one["location"].partition("#")
        text = (site / address / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text, one["location"]


def test_a_split_index_leaves_nothing_for_every_page_to_fetch(split_site: Project) -> None:
    index = json.loads((split_site.site / "search/search_index.json").read_bytes())
    assert index["docs"] == []
    assert (split_site.site / "search/search_index.json").stat().st_size < 1_000


def test_a_split_index_is_fetched_only_when_it_is_searched(browser: Browser, split_address: str) -> None:
    with browsing(browser) as context:
        asked: list[str] = []
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.goto(split_address, wait_until="networkidle")
        assert not [url for url in asked if "pagefind" in url]


def test_a_split_index_has_the_same_bytes_each_time(split_site: Project, tmp_path: Path) -> None:
    again = split(Project(tmp_path))
    again.build(jobs=2)
    assert tree(again.site) == tree(split_site.site)


def test_pages_that_did_not_change_are_not_indexed_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    split(project).build()
    whole = tree(project.site)
    (project.site / "feeds/all.atom").unlink()
    monkeypatch.setattr(search, "_index", lambda *_: pytest.fail("the index was made again"))
    project.build()
    project.build()
    assert tree(project.site) == whole


def test_a_damaged_split_index_is_made_again(project: Project) -> None:
    split(project).build()
    whole = tree(project.site)
    (project.site / "search/pagefind/pagefind-entry.json").write_text("{}", encoding="utf-8")
    project.build()
    assert tree(project.site) == whole


def test_an_edited_error_is_in_the_split_index_and_the_old_parts_go(project: Project) -> None:
    split(project).build()
    before = set(tree(project.site))
    project.replace(ERROR, "title: ", "title: Zyzzyva ")
    project.build()
    after = set(tree(project.site))
    assert len([name for name in after if "/fragment/" in name]) == len(
        [name for name in before if "/fragment/" in name]
    )
    assert before - after


def test_fewer_errors_bring_the_one_index_back(project: Project) -> None:
    split(project).build()
    project.replace("site.yml", SPLIT.strip(), "search: {errors_in_page_index: 500}")
    project.build()
    assert not (project.site / "search/pagefind").exists()
    assert b"site-search" not in (project.site / "index.html").read_bytes()


def test_without_the_indexing_program_the_build_says_what_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)
    with pytest.raises(PublishError) as found:
        split(project).build()
    assert str(found.value) == (
        "so many errors need Pagefind for their search, and it is not installed; install the package 'pagefind-bin',"
        " or raise errors_in_page_index below search in content/site.yml"
    )
    assert not project.site.exists()


def test_a_failing_indexer_leaves_the_site_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    split(project).build()
    whole = tree(project.site)
    project.replace(ERROR, "title: ", "title: Zyzzyva ")
    monkeypatch.setattr(search, "_program", lambda: "false")
    with pytest.raises(PublishError, match="the search index could not be made"):
        build(take_snapshot(project.request()))
    assert tree(project.site) == whole


def test_sections_are_read_without_lists_forms_and_drawings() -> None:
    article = (
        "<h1>Title</h1><p>One &amp; two<br>three</p><nav>no</nav><form>no<input>no</form>"
        "<h2 id=a>First <b>part</b></h2>"
        '<table class="errors"><tr><td>no<table><tr><td>no</td></tr></table></td></tr></table>'
        "<p>Four</p><h2>Bare</h2><p>five</p>"
    )
    assert sections_of(article) == (
        Section(None, "Title", "One & two three"),
        Section("a", "First part", "Four Bare five"),
    )


def test_the_script_of_a_split_index_holds_what_its_functions_promise() -> None:
    program = f"""
    const test = require("node:test"), assert = require("node:assert");
    const {{ escaped, itemsOf, answerer }} = require({json.dumps(str(SCRIPT))});
    const page = (url, title, id) => ({{ url, excerpt: "a <mark>b</mark>", meta: {{ title, id }} }});
    const error = (id) => ({{ id, title: "A < B", productNames: ["Vision"], when: "May" }});
    const locations = (errors, pages) => itemsOf({{ missed: [], ...errors }}, pages).map(([one]) => one.location);
    test("escapes", () => assert.equal(escaped(`<a href="x">'&`), "&#60;a href=&#34;x&#34;&#62;&#39;&#38;"));
    test("an error has its id before its title, and the words that it lacks", () => {{
      const [[item]] = itemsOf({{ found: [error("NRC-1")], missed: ["zzz"] }}, []);
      assert.deepEqual(item, {{ location: "corrections/nrc-1/", title: "NRC-1: A &#60; B", text: "<p>Vision May</p>",
        score: 1, terms: {{ zzz: false }} }});
    }});
    test("a page is listed once, with what it says, the errors first unless they only come close", () => {{
      const pages = [page("/faq/", "Q"), page("/corrections/nrc-2/", "A < B", "NRC-2")];
      const found = [error("NRC-1"), error("NRC-2")];
      assert.deepEqual(locations({{ found }}, pages), ["corrections/nrc-1/", "corrections/nrc-2/", "faq/"]);
      const close = ["faq/", "corrections/nrc-2/", "corrections/nrc-1/"];
      assert.deepEqual(locations({{ found, close: true }}, pages), close);
      assert.deepEqual(itemsOf({{ found, missed: [] }}, pages).map(([one]) => [one.score, one.text]),
        [[3, "<p>Vision May</p>"], [2, "<p>a <mark>b</mark></p>"], [1, "<p>a <mark>b</mark></p>"]]);
    }});
    test("answers the newest query only, and an empty one without loading", async () => {{
      let loads = 0;
      const one = (title) => ({{ data: async () => ({{ url: "/x/", excerpt: "", meta: {{ title }} }}) }});
      const pagefind = {{ search: async (text) => ({{ results: [one(text)] }}) }};
      const find = () => ({{ found: [], missed: [] }});
      const answer = answerer(async () => {{ loads += 1; return {{ pagefind, find }}; }});
      assert.deepEqual(await answer(" "), {{ items: [] }});
      assert.equal(loads, 0);
      const [old, fresh] = await Promise.all([answer("old"), answer("new")]);
      assert.equal(old, null);
      assert.equal(fresh.items[0][0].title, "new");
    }});
    """
    done = subprocess.run(["node", "--test-reporter=tap", "-e", program], capture_output=True, text=True, check=False)
    assert "# pass 4" in done.stdout and "# fail 0" in done.stdout, done.stdout + done.stderr
