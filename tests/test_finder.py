"""The finder narrows the list as one types, in a real browser; its pure functions are run by node."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.affected import affected_releases
from corrigenda.model.versions import Scheme, VersionOrder, parse_range
from corrigenda.outputs.finder_index import runs
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from bench.make_content import make_content
from scripts.serving import served
from tests.conftest import browsing
from tests.project import REPOSITORY, Project
from tests.test_versions import VERSIONS, ranges

SCRIPT = REPOSITORY / "site_templates/components/finder/finder-search.js"
ALIKE = SCRIPT.with_name("finder-near.js")
TYPED = SCRIPT.with_name("finder-versions.js")
STORED = SCRIPT.parents[1] / "following/stored.js"
ROWS = '[data-module="finder"] [data-part="results"] tbody tr'
STEPS = (("product", "vision", "NVS-"), ("phase", "planned", "Planned"), ("severity", "low", "Low"))
"""A field, a choice in it, and what every row then shows (the phase: unless it is in progress)."""
COUNT = '[data-module="finder"] [role="status"]'


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}corrections/{query}")
    return page


def ids(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .errors__id").all_inner_texts()


def chosen(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        field = page.locator(f'.finder [name="{name}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


@pytest.mark.parametrize("query", ["NRC-1042", "nrc-1042", "ADAPTER goes sleep", "saves power", "remote adapter sleep"])
def test_it_finds_by_id_title_summary_and_product(page: Page, address: str, query: str) -> None:
    opened(page, address).fill("#finder-q", query)
    # The page's own rows are counted until the index is here.
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(COUNT)).to_have_text("1 error found")
    assert ids(page) == ["NRC-1042"]


@pytest.mark.parametrize("query", ["remot contorl adaptre", "netwrk adapter sleap", "slepe addapter"])
def test_a_wrong_letter_in_a_word_is_forgiven_and_said(page: Page, address: str, query: str) -> None:
    opened(page, address).fill("#finder-q", query)
    expect(page.locator(COUNT)).to_have_text("Nothing has exactly these words. 1 error comes close.")
    assert ids(page) == ["NRC-1042"]


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        ("my second screen stays black when I turn it", "NRC-1022"),
        ("it is not possible to log in with a smart card", "NRC-1047"),
        ("the sound of my teacher stops after ten minutes", "NVS-2012"),
    ],
)
def test_a_symptom_in_ones_own_words_finds_the_error(page: Page, address: str, sentence: str, error: str) -> None:
    opened(page, address).fill("#finder-q", sentence)
    expect(page.locator(f"{ROWS} .errors__id", has_text=error)).to_be_visible()
    assert error in ids(page)[:3]


def queries() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((REPOSITORY / "tests/vectors/queries.yml").read_text(encoding="utf-8"))
    return found


def test_customers_words_find_the_error_among_the_first_three(site: Path) -> None:
    asked = queries()
    assert len(asked) == len({one["query"] for one in asked}) == 60
    program = f"""
    const {{ readState, unpack, search }} = require({json.dumps(str(SCRIPT))});
    const {{ vocabulary, alikeWords }} = require({json.dumps(str(ALIKE))});
    const {{ index, queries }} = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
    const entries = unpack(index), words = vocabulary(entries.map(({{ text }}) => text));
    const alike = (term, known) => alikeWords(term, words, known);
    const found = (find) => search(entries, {{ ...readState(""), find }}, alike).found.map(({{ id }}) => id);
    console.log(JSON.stringify(queries.map(({{ query }}) => found(query).slice(0, 3))));
    """
    given = json.dumps({"index": json.loads((site / "corrections/finder.json").read_bytes()), "queries": asked})
    done = subprocess.run(["node", "-e", program], input=given, capture_output=True, text=True, check=True)
    missed = [one for one, first in zip(asked, json.loads(done.stdout), strict=True) if one["error"] not in first]
    assert len(missed) <= 60 - 54, missed


def test_it_says_which_words_nothing_was_found_for(page: Page, address: str) -> None:
    opened(page, address).fill("#finder-q", "adapter <b>zzqqxx</b> sleep")
    expect(page.locator(COUNT)).to_have_text(
        "Nothing has exactly these words. 1 error comes close. Nothing was found for: b>zzqqxx</b."
    )
    assert ids(page) == ["NRC-1042"]
    page.fill("#finder-q", "adapter sleep")
    expect(page.locator(COUNT)).to_have_text("1 error found")


def test_enter_opens_the_only_exact_hit(page: Page, address: str) -> None:
    opened(page, address).fill("#finder-q", "session")
    page.press("#finder-q", "Enter")
    page.fill("#finder-q", "netwrk adaptor slepe")
    page.press("#finder-q", "Enter")
    expect(page.locator(COUNT)).to_have_text("Nothing has exactly these words. 1 error comes close.")
    expect(page).to_have_url(f"{address}corrections/?find=netwrk+adaptor+slepe")
    page.fill("#finder-q", "smartcard")
    page.press("#finder-q", "Enter")
    page.wait_for_url("**/corrections/nrc-1047/")


@pytest.mark.parametrize("typed", ["NS-204113", "ns 204113", "my case NS\u2011204113 of today"])
def test_a_case_id_leads_to_the_look_up(page: Page, address: str, typed: str) -> None:
    opened(page, address)
    offer = page.locator('.finder [data-part="case"]')
    expect(offer).to_be_hidden()
    page.fill("#finder-q", typed)
    expect(offer).to_contain_text("This looks like a case id. Look up")
    # What is in the address may be sent, a case id must not be.
    expect(page).to_have_url(f"{address}corrections/")
    page.press("#finder-q", "Enter")
    page.wait_for_url("**/corrections/case/#*")
    expect(page.locator(".lookup__answer")).to_contain_text("NRC-1042")


@pytest.mark.parametrize("typed", ["", "NRC-1042", "NS-2041", "NS-20411399", "session"])
def test_what_is_not_a_case_id_is_not_offered_to_the_look_up(page: Page, address: str, typed: str) -> None:
    opened(page, address, "?product=vision").fill("#finder-q", typed)
    expect(page.locator(COUNT)).to_contain_text("found")
    expect(page.locator('.finder [data-part="case"]')).to_be_hidden()


def test_a_result_leads_to_the_errors_page(page: Page, address: str) -> None:
    opened(page, address, "?find=nrc-1042")
    page.locator(f"{ROWS} a").click()
    page.wait_for_url("**/corrections/nrc-1042/")


def test_a_shared_search_does_not_open_the_search_box(page: Page, address: str) -> None:
    opened(page, address, "?find=nrc-1042")
    page.wait_for_function("document.documentElement.classList.contains('js-focus-visible')")
    assert not page.locator("#__search").is_checked()


def test_each_facet_narrows_and_they_work_together(page: Page, address: str) -> None:
    opened(page, address)
    sizes = []
    for field, value, messages in STEPS:
        chosen(page, **{field: value})
        expect(page.locator(ROWS).first).to_be_visible()
        expect(page.locator(f"{ROWS}:not(:has-text('{messages}'), :has-text('In progress'))")).to_have_count(0)
        sizes.append(len(ids(page)))
    assert sizes[0] > sizes[1] > sizes[2] > 0


def test_a_facet_counts_what_each_of_its_choices_would_give(page: Page, address: str) -> None:
    opened(page, address)
    chosen(page, product="vision")
    expect(page.locator(ROWS).first).to_be_visible()
    options = page.locator('.finder [name="phase"] option:not([value=""])')
    counts = {
        str(option.get_attribute("value")): int(re.findall(r"\((\d+)\)", option.inner_text())[0])
        for option in options.all()
    }
    for phase, count in counts.items():
        chosen(page, phase=phase)
        expect(page.locator(ROWS)).to_have_count(count)
    chosen(page, phase="")
    # "Open" is what is planned and what is not planned yet.
    assert counts.pop("current") == counts["open"] + counts["planned"] > 0
    expect(page.locator(ROWS)).to_have_count(sum(counts.values()))


def test_a_version_shows_what_affects_it(page: Page, address: str) -> None:
    opened(page, address)
    chosen(page, product="remote-control", version="12.3", sort="id")
    expect(page.locator(ROWS).first).to_be_visible()
    # 12.5 corrected NRC-1022 and NRC-1024; the others are still open.
    assert ids(page) == ["NRC-1022", "NRC-1024", "NRC-1033", "NRC-1042", "NRC-1051", "NRC-1063"]


def test_a_version_says_what_is_listed_that_the_page_of_the_release_leaves_out(page: Page, address: str) -> None:
    opened(page, address)
    chosen(page, product="remote-control", version="12.3")
    said = "6 errors found (1 closed without a correction, which the page of the release leaves out)"
    expect(page.locator('[data-part="count"]')).to_have_text(said)
    chosen(page, version="")
    expect(page.locator('[data-part="count"]')).to_have_text(re.compile(r"^\d+ errors found$"))
    page.goto(f"{address}corrections/release/remote-control-12.3/")
    expect(page.locator("#open")).to_have_text("Known errors in this release (5)")


@pytest.mark.parametrize("typed", ["v12.4", "12,4", "V 12.4", "12.4.0"])
def test_a_version_is_understood_however_it_is_typed(page: Page, address: str, typed: str) -> None:
    opened(page, address)
    chosen(page, product="remote-control", version="12.4", sort="id")
    expect(page.locator(ROWS).first).to_be_visible()
    found = ids(page)
    chosen(page, version=typed)
    expect(page.locator('[data-part="bad-version"]')).to_be_hidden()
    assert ids(page) == found


def test_the_versions_of_the_chosen_product_are_offered(page: Page, address: str) -> None:
    opened(page, address)
    offered = page.locator("#finder-versions option")
    page.focus("#finder-q")
    expect(offered.first).to_be_attached()
    every = [option.get_attribute("value") for option in offered.all()]
    chosen(page, product="vision")
    expect(offered).to_have_count(2)
    assert [option.get_attribute("value") for option in offered.all()] == ["9.9", "9.8"]
    assert {"9.9", "12.5", "3.2"} <= set(every) and "12.7" not in every


def test_a_version_shows_nothing_of_a_product_that_has_no_such_version(page: Page, address: str) -> None:
    opened(page, address)
    chosen(page, version="12.3")
    expect(page.locator(ROWS).first).to_be_visible()
    assert {name.split("-")[0] for name in ids(page)} == {"NRC"}


def test_on_a_phone_what_a_shared_search_uses_is_unfolded(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, address, "?version=12.3")
    expect(page.locator("[data-part=facets] [name=version]")).to_be_visible()
    opened(page, address, "?find=session")
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.locator("[data-part=facets] [name=version]")).to_be_hidden()


def test_it_goes_on_where_the_browser_refuses_another_address(page: Page, address: str) -> None:
    opened(page, address)
    # As WebKit does after a hundred in half a minute; Chromium lets more pass, and says nothing.
    page.evaluate("() => { history.replaceState = () => { throw new DOMException('', 'SecurityError'); }; }")
    page.fill("#finder-q", "adapter")
    expect(page.locator(COUNT)).to_have_text("1 error found")


def test_a_row_says_what_the_page_says_of_the_error(page: Page, address: str) -> None:
    opened(page, address)
    listed = cells(page, "[data-finder-groups] tbody tr")
    chosen(page, sort="id")
    page.get_by_role("button", name="Show more").click()
    assert len(listed) > 30
    expect(page.locator(ROWS)).to_have_count(len(listed))
    found = cells(page, ROWS)
    assert {key: found[key] for key in listed} == listed


def cells(page: Page, rows: str) -> dict[str, list[str]]:
    """Return what the cells of each row say, by its error's id."""
    texts = "row => [...row.cells].map(cell => cell.innerText.replace(/\\s+/g, ' ').trim())"
    found = page.locator(rows).evaluate_all(
        f"rows => rows.map(row => [row.querySelector('.errors__id').innerText, ({texts})(row)])"
    )
    return dict(found)


def test_more_rows_are_shown_with_the_focus_on_the_first_of_them(page: Page, address: str, site: Path) -> None:
    index = json.loads((site / "corrections/finder.json").read_bytes())
    errors = len(index["steps"])
    columns = {name: of * 2 for name, of in index.items() if isinstance(of, list) and len(of) == errors}
    lines = {name: f"{index[name]}\n{index[name]}" for name in ("id", "title", "words")}
    page.route("**/finder.json", lambda route: route.fulfill(json={**index, **columns, **lines}))
    opened(page, address, "?sort=id")
    expect(page.locator(ROWS)).to_have_count(25)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(f"{ROWS}:nth-child(26) a")).to_be_focused()


def test_before_it_is_used_it_says_how_many_errors_there_are(page: Page, address: str, site: Path) -> None:
    total = len(json.loads((site / "corrections/finder.json").read_bytes())["steps"])
    opened(page, address, "?find=adapter")
    expect(page.locator(COUNT)).to_have_text("1 error found")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(COUNT)).to_have_text(f"{total} errors in all")


def test_on_paper_what_was_searched_is_above_what_was_found(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    opened(page, address)
    expect(page.locator(".finder")).to_be_hidden()
    opened(page, address, "?product=vision")
    expect(page.locator(ROWS).first).to_be_visible()
    for field in ("find", "product"):
        expect(page.locator(f'.finder [name="{field}"]')).to_be_visible()
    expect(page.locator(COUNT)).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "nearest"), [("12.99", "12.5"), ("12.7", "12.5"), ("13", "12.5"), ("12.4.9", "12.4.1")]
)
def test_what_is_no_version_is_said_to_be_none_and_the_nearest_is_offered(
    page: Page, address: str, typed: str, nearest: str
) -> None:
    opened(page, address, "?product=remote-control&find=session")
    expect(page.locator(ROWS).first).to_be_visible()
    every = ids(page)
    chosen(page, version=typed)
    notice = page.locator('[data-part="bad-version"]')
    expect(notice).to_have_text(
        f"No version {typed} is available here, so this shows the errors of all versions. "
        f"Show version {nearest}, the nearest one"
    )
    assert ids(page) == every
    notice.get_by_role("button").click()
    expect(notice).to_be_hidden()
    expect(page.locator('.finder [name="version"]')).to_have_value(nearest)
    expect(page).to_have_url(f"{address}corrections/?find=session&product=remote-control&version={nearest}")


def test_it_sorts_by_id_severity_and_change(page: Page, address: str) -> None:
    opened(page, address, "?product=vision&sort=id")
    expect(page.locator(ROWS).first).to_be_visible()
    assert ids(page) == sorted(ids(page))
    chosen(page, sort="severity")
    order = [["Critical", "High", "Medium", "Low"].index(t.strip()) for t in severities(page)]
    assert order == sorted(order)


def severities(page: Page) -> list[str]:
    return [re.sub(r"[^A-Za-z]", "", text) for text in page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()]


def test_the_state_is_in_the_address_and_can_be_shared(page: Page, address: str, browser: Browser) -> None:
    opened(page, address)
    chosen(page, find="session", product="remote-control", sort="id")
    expect(page.locator(ROWS).first).to_be_visible()
    found, shared = ids(page), f"{address}corrections/?find=session&product=remote-control&sort=id"
    expect(page).to_have_url(shared)
    with browsing(browser) as other:
        again = other.new_page()
        again.goto(shared)
        expect(again.locator(ROWS)).to_have_count(len(found))
        assert ids(again) == found
        assert again.input_value("#finder-q") == "session"


def test_back_takes_back_a_choice_and_returns_from_an_error(page: Page, address: str) -> None:
    opened(page, address)
    chosen(page, product="vision")
    chosen(page, phase="planned")
    expect(page.locator(ROWS).first).to_be_visible()
    planned = ids(page)
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_url(re.compile(r"corrections/nvs-"))
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(len(planned))
    expect(page).to_have_url(f"{address}corrections/?product=vision&phase=planned")
    page.go_back()
    expect(page.locator('.finder [name="phase"]')).to_have_value("")
    assert len(ids(page)) > len(planned)
    page.go_back()
    expect(page.locator("[data-finder-groups]")).to_be_visible()
    expect(page).to_have_url(f"{address}corrections/")
    page.go_forward()
    expect(page.locator('.finder [name="product"]')).to_have_value("vision")


def test_typing_makes_no_step_for_each_letter(page: Page, address: str) -> None:
    opened(page, address)
    before = page.evaluate("history.length")
    page.locator("#finder-q").press_sequentially("session")
    expect(page).to_have_url(f"{address}corrections/?find=session")
    assert page.evaluate("history.length") == before


def test_nothing_found_helps_on(page: Page, address: str) -> None:
    opened(page, address).fill("#finder-q", "zzqqxx")
    expect(page.locator(COUNT)).to_have_text("0 errors found")
    empty = page.locator('[data-part="results"] .empty')
    expect(empty).to_be_visible()
    ways = [link.get_attribute("href") for link in empty.locator("a").all()]
    assert ways == ["https://support.example.com/report/", "../corrections/case/"]


def test_clear_filters_brings_the_whole_page_back(page: Page, address: str) -> None:
    opened(page, address, "?find=session&product=vision")
    expect(page.locator(COUNT)).not_to_be_empty()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("[data-finder-groups]")).to_be_visible()
    expect(page.locator('[data-part="results"]')).to_be_hidden()
    expect(page.get_by_role("button", name="Clear filters")).to_be_hidden()
    expect(page).to_have_url(f"{address}corrections/")
    assert page.evaluate("document.activeElement.id") == "finder-q"


def test_the_count_is_announced_politely(page: Page, address: str) -> None:
    opened(page, address).fill("#finder-q", "session")
    status = page.get_by_role("search", name=re.compile("Find", re.IGNORECASE)).get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ errors found$"))


def test_the_index_is_fetched_only_when_the_finder_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, address).wait_for_load_state("networkidle")
    assert not [url for url in asked if "finder.json" in url]
    page.focus("#finder-q")
    page.wait_for_timeout(300)
    assert len([url for url in asked if "finder.json" in url]) == 1


def test_without_its_index_it_filters_what_the_page_shows(page: Page, address: str) -> None:
    page.route("**/finder.json", lambda route: route.fulfill(status=503))
    opened(page, address).fill("#finder-q", "adapter")
    expect(page.locator('[data-part="failed"]')).to_be_visible()
    shown = page.locator("[data-finder-groups] tr[data-error]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("NRC-1042")


def test_it_recovers_once_its_index_can_be_fetched(page: Page, address: str) -> None:
    page.route("**/finder.json", lambda route: route.fulfill(status=503))
    opened(page, address).fill("#finder-q", "adapter")
    expect(page.locator('[data-part="failed"]')).to_be_visible()
    page.unroute("**/finder.json")
    page.fill("#finder-q", "adapter goes")
    expect(page.locator('[data-part="failed"]')).to_be_hidden()
    expect(page.locator(ROWS)).to_have_count(1)


def test_without_scripts_the_list_is_there_and_the_finder_is_not(browser: Browser, address: str) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}corrections/")
        assert page.locator("tr[data-error]").count() > 20
        assert not page.locator(".finder").is_visible()


def test_a_list_marks_what_has_a_workaround_and_how_often_a_promise_moved(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/product/remote-control/")
    listed = page.locator("tr[data-error='NRC-1042']")
    expect(listed.locator("th")).to_contain_text("workaround")
    expect(listed.locator("td").last).to_have_text("12.7 the second quarter of 2027, moved 4×")
    expect(page.locator("tr[data-error='NRC-1044'] th")).not_to_contain_text("workaround")
    opened(page, address, "?find=nrc-1042")
    found = page.locator(ROWS)
    expect(found.locator("th")).to_contain_text("workaround")
    expect(found.locator("td").last).to_have_text("12.7 the second quarter of 2027, moved 4×")
    opened(page, address, "?find=nrc-1044")
    expect(page.locator(f"{ROWS} th")).not_to_contain_text("workaround")


def test_hostile_text_is_shown_as_text(browser: Browser, project: Project) -> None:
    error = "roadmap/remote-control/NRC-1042.yml"
    project.replace(error, "title: ", "title: </script><img src=x onerror=alert(1)>{{7*7}} ")
    project.build()
    with served(project.site) as root, browsing(browser) as context:
        page = context.new_page()
        opened(page, root, "?find=nrc-1042")
        expect(page.locator(f"{ROWS} a").first).to_contain_text("</script><img src=x onerror=alert(1)>{{7*7}} Session")
        assert page.locator(f"{ROWS} img").count() == 0


def test_its_pure_functions_do_what_they_say() -> None:
    program = f"""
    const test = require("node:test"), assert = require("node:assert");
    const {{ readState, writeState, dayOf, unpack, search, versionOf }} = require({json.dumps(str(SCRIPT))});
    const {{ vocabulary, alikeWords }} = require({json.dumps(str(ALIKE))});
    const index = {{ products: [["rc", "Remote", ["12.4"]], ["vi", "Vision", ["9.8"]]], levels: ["high", "low"],
      affects: ["*", "0"], statuses: [["new", "open"], ["plan", "planned"]],
      releases: [[""], ["rc/12.6", "rc/12.5.1/b"]], whens: [["", 9, []], ["May", 1, ["March"]]],
      id: "A-1\\nA-2\\nB-1", title: "One\\nTwo\\nThree", words: "x\\ny\\nx", p: [0, 0, 1], l: [1, 0, 0], s: [0, 1, 0],
      r: [0, 1, 0], w: [0, 1, 0], a: [0, 1, 0], c: [3, 1, 2], k: [0, 1, 0],
      platforms: [["win", "mac"], ["mac"]], o: [0, 1, 0] }};
    const found = (state) => search(unpack(index), readState(state)).found.map((entry) => entry.id);
    test("state there and back", () => {{
      const query = "?find=a+b&product=rc&version=12.3&sort=id";
      assert.equal(writeState(readState(query)), query);
      assert.equal(writeState(readState("?other=1&find=")), "");
      assert.equal(readState("?find=" + "x".repeat(900)).find.length, 200);
    }});
    test("words split, joined and with other hyphens", () => {{
      const titles = "Session ends on Wi-Fi\\nLogin with a smart card\\nTransfer stops at 4 GB";
      const entries = unpack({{ ...index, title: titles }});
      const ids = (find) => search(entries, readState(new URLSearchParams({{ find }}))).found.map(({{ id }}) => id);
      const hyphens = ["Wi-Fi", "Wi\\u2011Fi", "Wi\\u2212Fi", "\\uff37\\uff49\\uff0d\\uff26\\uff49"];
      for (const find of ["wifi", "wi fi", ...hyphens]) assert.deepEqual(ids(find), ["A-1"], find);
      for (const find of ["smartcard", "smart-card", "Smart Card"]) assert.deepEqual(ids(find), ["A-2"], find);
      for (const find of ["4GB", "4 gb", "4 GB"]) assert.deepEqual(ids(find), ["B-1"], find);
      for (const find of ["artcard", "---"]) assert.deepEqual(ids(find), [], find);
    }});
    test("platforms", () => {{
      assert.deepEqual(found("?platform=win"), ["B-1", "A-1"]);
      assert.deepEqual(found("?platform=mac").length, 3);
      assert.deepEqual([...search(unpack(index), readState("?product=rc")).counts.platform], [["mac", 2], ["win", 1]]);
    }});
    test("days", () => {{
      assert.deepEqual([719163, 739580].map(dayOf), ["1970-01-01", "2025-11-25"]);
    }});
    test("order: soonest, or as chosen", () => {{
      assert.deepEqual(found(""), ["A-2", "B-1", "A-1"]);
      assert.deepEqual(found("?sort=id"), ["A-1", "A-2", "B-1"]);
      assert.deepEqual(found("?sort=changed"), ["A-1", "B-1", "A-2"]);
      assert.deepEqual(found("?sort=constructor"), ["A-2", "B-1", "A-1"]);
    }});
    test("filters", () => {{
      assert.deepEqual(found("?find=X+re"), ["B-1", "A-1"]);
      assert.deepEqual(["b-1", "B1", "b 1"].map((q) => found("?find=" + q)[0]), ["B-1", "B-1", "B-1"]);
      assert.deepEqual(found("?product=rc&phase=open"), ["A-1"]);
      assert.deepEqual(found("?release=rc/12.6"), ["A-2"]);
      assert.deepEqual(found("?release=rc/12.5.1/b"), ["A-2"]);
      assert.deepEqual(unpack(index).map((entry) => entry.others), [[["rc/12.5.1/b", "March"]], [], []]);
      const [first, other] = unpack({{ ...index, p: [0, 0, [0, 1]] }});
      assert.equal(versionOf("rc/12.5.1/b", first), "12.5.1/b");
      assert.deepEqual([other.products, versionOf("vi/9.8", other)], [["rc", "vi"], "Vision 9.8"]);
      const affected = search(unpack(index), readState(""), undefined, (entry) => entry.affects === "*").found;
      assert.deepEqual(affected.map((entry) => entry.id), ["B-1", "A-1"]);
    }});
    const asked = (query, like = () => []) => {{
      const {{ found, close, missed }} = search(unpack(index), readState(query), like);
      return [found.map(({{ id }}) => id).join(" "), close, missed.join(" ")];
    }};
    test("words are ranked: an id, the title, elsewhere, words like it; the rarer, the more", () => {{
      const titles = "Host b-1\\nHost Host\\nprinter", words = "drops\\nfrost\\nhost";
      const ids = (find) => search(unpack({{ ...index, title: titles, words }}), readState(`?find=${{find}}`), (term) =>
        (term === "dropped" ? ["drops"] : [])).found.map(({{ id }}) => id);
      assert.deepEqual(ids("host"), ["A-2", "A-1", "B-1"]);
      assert.deepEqual(ids("b-1"), ["B-1", "A-1"]);
      assert.deepEqual(ids("dropped+host"), ["A-1"]);
      assert.deepEqual(ids("host+dropped+zzzz"), ["A-1"]);
      assert.deepEqual(ids("host+frost+printer+zzzz"), ["B-1", "A-2"]);
    }});
    test("words like it are asked for with whether anything has the word itself", () => {{
      const terms = [];
      asked("?find=one+thre", (term, known) => {{ terms.push([term, known]); return []; }});
      assert.deepEqual(terms, [["one", true], ["thre", true]]);
      assert.deepEqual(asked("?find=thre1+x", (term, known) => (known ? [] : ["three", "one"])), ["B-1 A-1", true, ""]);
      assert.deepEqual(asked("?find=one", () => ["three"]), ["A-1 B-1", false, ""]);
    }});
    test("half of the words, or a rare one, where nothing has more; what nothing was found for is said", () => {{
      assert.deepEqual(asked("?find=thre1"), ["", false, "thre1"]);
      assert.deepEqual(asked("?find=one+three"), ["B-1 A-1", true, ""]);
      assert.deepEqual(asked("?find=thre1+one+x"), ["A-1", true, "thre1"]);
      assert.deepEqual(asked("?find=a+b+c+one"), ["A-1", false, ""]);
      assert.deepEqual(asked("?find=aaaa+bbbb+cccc+three"), ["B-1", true, "aaaa bbbb cccc"]);
      assert.deepEqual(asked("?find=aaaa+bbbb+cccc+remo"), ["", false, "aaaa bbbb cccc remo"]);
      assert.deepEqual(asked("?find=three+x+y&product=rc"), ["A-2", true, "three x"]);
      assert.deepEqual(asked("?find=one&product=vi"), ["", false, "one"]);
    }});
    test("marks around words do not count; marks alone are searched for", () => {{
      assert.deepEqual(asked("?find=%22one%22,+(x)"), ["A-1", false, ""]);
      assert.deepEqual(asked("?find=%26"), ["", false, "&"]);
    }});
    test("what has all the words is still counted where a choice shuts it out", () => {{
      const {{ counts }} = search(unpack(index), readState("?find=two+remo+y&product=vi"));
      assert.deepEqual([...counts.product], [["rc", 1]]);
    }});
    test("one letter may slip", () => {{
      const words = vocabulary(["the connection drops", "reconnect drop-out größe 12 größer", "host hosts"]);
      const like = (term) => alikeWords(term, words, false);
      assert.deepEqual(["conection", "connnection", "cpnnection"].map(like), Array(3).fill(["connection"]));
      assert.deepEqual(["conec", "ocnnection"].map(like), Array(2).fill(["connection"]));
      assert.deepEqual(["drpo", "gröse"].map(like), [["drops", "drop"], ["größe", "größer"]]);
      assert.deepEqual(like("hots"), ["host", "hosts"]);
      for (const term of ["ost", "cnetion", "hosx1", "nrc-1024", "(a+)+$"]) assert.deepEqual(like(term), [], term);
      assert.equal(alikeWords("drops", "\\n" + Array(99).fill("dropt").join("\\n")).length, 99);
      assert.equal(alikeWords("xrops", "\\n" + Array(99).fill("drops").join("\\n")).length, 20);
    }});
    test("forms of a word share its beginning, and are not guessed where an error has the word", () => {{
      const pairs = [["freezes", "freezing"], ["printed", "printer"], ["dropped", "drops"], ["geöffnet", "geöffnete"]];
      for (const [one, other] of pairs) {{
        assert.deepEqual(alikeWords(one, vocabulary([other]), true), [other]);
        assert.deepEqual(alikeWords(other, vocabulary([one]), false), [one]);
      }}
      const others = [["contact", "control"], ["user", "used"], ["transfer", "transmitter"]];
      for (const [one, other] of others) assert.deepEqual(alikeWords(one, vocabulary([other]), true), []);
      assert.deepEqual(alikeWords("sleap", vocabulary(["sleep"]), true), []);
    }});
    test("counts leave the facet's own choice out", () => {{
      const {{ counts }} = search(unpack(index), readState("?product=rc&phase=open"));
      assert.deepEqual([...counts.product], [["vi", 1], ["rc", 1]]);
      assert.deepEqual([...counts.phase], [["planned", 1], ["current", 2], ["open", 1]]);
      assert.deepEqual([...counts.severity], [["low", 1]]);
    }});
    test("nothing to search", () => {{
      const none = {{ ...index, id: "", title: "", words: "", p: [], l: [], s: [], r: [], w: [], a: [], c: [] }};
      assert.deepEqual(search(unpack(none), readState("?find=a")).found, []);
    }});
    """
    done = subprocess.run(["node", "--test-reporter=tap", "-e", program], capture_output=True, text=True, check=False)
    assert "# pass 15" in done.stdout and "# fail 0" in done.stdout, done.stdout + done.stderr


def test_the_functions_for_versions_do_what_they_say() -> None:
    command = ["node", "--test", str(REPOSITORY / "tests/node/finder-versions.test.js")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def answers(index: Any) -> Any:
    """Return the ids that the finder's script gives, by product and then by version, for an index."""
    program = f"""
    const {{ readState, unpack, search }} = require({json.dumps(str(SCRIPT))});
    const {{ productVersions, typedVersion }} = require({json.dumps(str(TYPED))});
    // On a page, what it builds on has been loaded before it.
    Object.assign(globalThis, require({json.dumps(str(STORED))}));
    const index = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
    const entries = unpack(index), products = productVersions(index);
    const found = (product, version) => {{
      const state = {{ ...readState("?sort=id"), product, version }};
      const {{ affects }} = typedVersion(products, version, product);
      return search(entries, state, undefined, affects).found.map(({{ id }}) => id);
    }};
    console.log(JSON.stringify(Object.fromEntries(index.products.map(([id, , versions]) =>
      [id, Object.fromEntries(versions.map((version) => [version, found(id, version)]))]))));
    """
    done = subprocess.run(["node", "-e", program], input=json.dumps(index), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_finder_says_of_every_error_and_release_what_the_generator_says(built: Project) -> None:
    publication = prepare(take_snapshot(built.request())).publication
    affected = {error.id: affected_releases(error, publication.site_data) for error in publication.errors}
    said = {
        product.id: {
            release.version: [
                error.id
                for error in publication.errors
                if error.product == product.id and ((known := affected[error.id]) is None or release in known)
            ]
            for release in product.releases
            if release.released
        }
        for product in publication.site_data.products
    }
    assert said == answers(json.loads((built.site / "corrections/finder.json").read_bytes()))


@settings(max_examples=25)
@given(data=st.data())
def test_the_finder_says_of_ranges_of_any_scheme_what_the_generator_says(data: st.DataObject) -> None:
    products, errors, said = [], [], {}
    for number in range(data.draw(st.integers(1, 4))):
        scheme = data.draw(st.sampled_from(list(Scheme)))
        order = VersionOrder(scheme, data.draw(st.lists(VERSIONS[scheme], min_size=1, max_size=8, unique=True)))
        bounds = st.sampled_from(order.versions)
        found = [parse_range(text) for text in data.draw(st.lists(ranges(bounds), min_size=1, max_size=6))]
        products.append([str(number), "", order.versions])
        errors += [(number, runs(map(order.versions.index, order.among(one)))) for one in found]
        ids = range(len(errors) - len(found), len(errors))
        said[str(number)] = {
            version: [str(at) for at, one in zip(ids, found, strict=True) if one.holds(version, order)]
            for version in order.versions
        }
    none = [0] * len(errors)
    index = {
        **{"products": products, "levels": [""], "statuses": [["", ""]], "releases": [[""]], "whens": [["", 0, []]]},
        **{"id": "\n".join(map(str, range(len(errors)))), "title": "\n" * len(errors), "words": "\n" * len(errors)},
        **{"p": [product for product, _ in errors], "l": none, "s": none, "r": none, "w": none, "c": none},
        **{"platforms": [[]], "o": none, "k": none},
        **{"affects": [text for _, text in errors], "a": list(range(len(errors)))},
    }
    assert answers(index) == said


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built site of 10,000 errors."""
    project = Project(tmp_path_factory.mktemp("large"), roadmap=False)
    make_content(10_000, project.content)
    project.build(jobs=2)
    return project


@pytest.fixture(scope="module")
def large_address(large: Project) -> Iterator[str]:
    with served(large.site) as root:
        yield root


@pytest.mark.slow
def test_at_ten_thousand_errors_the_index_is_small_on_the_wire(large: Project) -> None:
    data = (large.site / "corrections/finder.json").read_bytes()
    assert len(gzip.compress(data, 6)) <= 350_000


@pytest.mark.slow
def test_at_ten_thousand_errors_it_finds_one(page: Page, large: Project, large_address: str) -> None:
    path = sorted((large.content / "roadmap").rglob("*.yml"))[7_777]
    opened(page, large_address).fill("#finder-q", path.stem)
    expect(page.locator(COUNT)).to_have_text("1 error found")
    assert ids(page) == [path.stem]
    page.fill("#finder-q", "session")
    page.get_by_role("button", name=re.compile("more", re.IGNORECASE)).click()
    expect(page.locator(ROWS)).to_have_count(50)


@pytest.mark.slow
def test_at_ten_thousand_errors_pages_stay_small(large: Project) -> None:
    sizes = {path: path.stat().st_size for path in large.site.glob("corrections/n*-*/index.html")}
    assert len(sizes) == 10_000
    assert max(sizes.values()) <= 20 * 1024
    assert (large.site / "corrections/index.html").stat().st_size < 150_000


@pytest.mark.slow
def test_at_ten_thousand_errors_no_page_fetches_much_and_the_first_search_little(
    browser: Browser, large: Project, large_address: str
) -> None:
    path = sorted((large.content / "roadmap").rglob("*.yml"))[4_321]
    with browsing(browser) as context:
        moved: dict[str, int] = {}
        page = context.new_page()
        context.on("requestfinished", lambda request: moved.update({request.url: request.sizes()["responseBodySize"]}))
        page.goto(large_address, wait_until="networkidle")
        assert not [url for url, size in moved.items() if size > 400_000]
        moved.clear()
        page.keyboard.press("s")
        page.keyboard.type(path.stem)
        expect(page.locator(".md-search-result__item h1").first).to_contain_text(path.stem)
        searched = _served_since(large.site, moved)
        assert 0 < searched <= 400_000


def _served_since(site: Path, moved: dict[str, int]) -> int:
    """Return the bytes of the index's parts that were fetched; Chromium gives no sizes for those a worker fetches."""
    names = [url.split("/search/pagefind/")[1].split("?")[0] for url in moved if "/search/pagefind/" in url]
    return sum((site / "search/pagefind" / name).stat().st_size for name in names)
