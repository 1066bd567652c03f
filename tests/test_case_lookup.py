"""From a case id in an e-mail to its error: in Python, in the script, and on the page in a browser."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import subprocess
from pathlib import Path
from typing import Any
from unicodedata import ucd_3_2_0

import pytest
from corrigenda.model.cases import (
    canonical_case,
    canonical_pattern,
    case_digest,
    counting_separators,
    fits,
    shard_digits,
)
from corrigenda.model.site import CaseIds
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import browsing
from tests.project import REPOSITORY, Project, tree

VECTORS = json.loads((REPOSITORY / "tests/vectors/case_ids.json").read_text(encoding="utf-8"))
CASES = CaseIds(lookup=True, pattern="NS-[0-9]{6}", example="NS-204113", salt="a salt, naïve")


def page_of(cases: CaseIds) -> dict[str, str]:
    """Return what the page tells the script about case ids."""
    pattern, separators = canonical_pattern(cases), counting_separators(cases.pattern)
    return {"salt": cases.salt, "pattern": pattern, "separators": separators}


def cases_of(site: dict[str, Any]) -> CaseIds:
    return CASES._replace(pattern=site["pattern"], example=site["example"])


@pytest.mark.parametrize("site", VECTORS, ids=lambda site: site["pattern"])
def test_every_spelling_of_a_case_id_has_one_form_and_another_id_has_another(site: dict[str, Any]) -> None:
    cases, counting = cases_of(site), counting_separators(site["pattern"])
    assert counting == site["counting"]
    for vector in site["ids"]:
        assert canonical_case(vector["text"], counting) == vector["canonical"]
        assert fits(vector["text"], canonical_pattern(cases), counting) == vector["fits"], vector["text"]


def random_ids(pattern: str) -> list[str]:
    """Return strings of letters and digits of several scripts, separators and invisible characters."""
    # What Unicode 3.2 knew is the same in every version of Python and of browsers.
    known = [chr(code) for code in range(0x20, 0x10000) if ucd_3_2_0.category(chr(code))[0] not in "C"]
    chance = random.Random(pattern)
    alphabets = ("AB12-", "ab12-/ ", "\u041e\u0431\u0663\u06603\u05d0\u0915\u093f-\u200b\u2013", known)
    return [
        "".join(chance.choice(alphabet) for _ in range(chance.randrange(12)))
        for alphabet in alphabets
        for _ in range(150)
    ]


@pytest.mark.parametrize("site", VECTORS, ids=lambda site: site["pattern"])
def test_the_script_makes_the_same_digests_as_python(site: dict[str, Any]) -> None:
    cases, counting = cases_of(site), counting_separators(site["pattern"])
    texts = [*(vector["text"] for vector in site["ids"]), *random_ids(site["pattern"])]
    vectors = [
        {
            "text": text,
            "canonical": (canonical := canonical_case(text, counting)),
            "fits": bool(canonical) and fits(text, canonical_pattern(cases), counting),
            "digest": case_digest(text, cases),
        }
        for text in texts
    ]
    program = "require('./case-ids.js')(JSON.parse(require('fs').readFileSync(0)))"
    given = json.dumps({"page": page_of(cases), "vectors": vectors})
    ran = subprocess.run(
        ["node", "-e", program], cwd=REPOSITORY / "tests/node", input=given, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, f"{len(texts)}\n"), ran.stderr[:2000]


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]+-[0-9]+",
        "[A-Z]+-[0-9]+",
        "[A-Z]+-?[0-9]+(?:/[0-9]+)?",
        "[A-Z]+(?:-[0-9]+)?-[A-Z]+",
        "[A-Z]+-[0-9]*-[A-Z]+",
        "[A-Z0-9]+-[A-Z0-9]+",
        "[A-Z][0-9]+-[A-Z][0-9]*",
        "(?:[A-Z][0-9])+-(?:[A-Z][0-9])+",
        "(?:[0-9]-)+[0-9]+",
        "(?:A|1)-(?:B|2)+",
        "[-A-Z]+[0-9]+",
        "[0-9][^1]+",
        r"\d+[-/]\d+|[A-Z]+#\d+",
    ],
)
def test_no_two_ids_of_a_pattern_meet(pattern: str) -> None:
    cases = CASES._replace(pattern=pattern)
    met: dict[str, set[tuple[str, ...]]] = {}
    for text in ("".join(signs) for length in range(1, 7) for signs in itertools.product("12A-/", repeat=length)):
        if re.fullmatch(pattern, text):
            # Its letters and digits, and what they are together with, say which id it is.
            met.setdefault(case_digest(text, cases), set()).add(tuple(re.findall("[0-9]+|[A-Z]+", text)))
    assert len(met) > 3
    assert [meeting for meeting in met.values() if len(meeting) > 1] == []


def test_a_separator_between_mixed_parts_counts() -> None:
    cases = CASES._replace(pattern="[A-Z0-9]+-[A-Z0-9]+")
    assert case_digest("A1-B2", cases) != case_digest("A-1B2", cases)
    assert case_digest("A1-B2", cases) == case_digest("a1/b2", cases)


def test_the_script_finds_cases_and_errors_in_what_is_pasted() -> None:
    given = {"page": page_of(CASES)}
    command = ["node", "--test", str(REPOSITORY / "tests/node/case-lookup.test.js")]
    environment = {**os.environ, "CASE_VECTORS": json.dumps(given)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("pattern", "example", "expected"),
    [
        ("NS-[0-9]{6}", "NS-204113", "NS(?:)[0-9]{6}"),
        (r"[A-Z]{2}[- ]?\d+(?:/\d{2})?", "AB 12/34", r"[A-Z]{2}(?:)?\d+(?:(?:)\d{2})?"),
        (r"(?P<year>\d{4})\.[^-]\s*\d", "2026.A 7", r"(?<year>\d{4})(?:)[^-](?:)*\d"),
        ("#[0-9]+", "#12", "(?:)[0-9]+"),
        ("[0-9]{3,4}", "no number", ""),
    ],
)
def test_separators_are_left_out_of_the_pattern(pattern: str, example: str, expected: str) -> None:
    assert canonical_pattern(CASES._replace(pattern=pattern, example=example)) == expected


def test_shards_grow_by_powers_of_sixteen() -> None:
    assert [shard_digits(count) for count in (0, 1600, 1601, 25_600, 25_601)] == [1, 1, 2, 2, 3]


def test_every_shard_is_published_and_holds_no_case_id(site: Path) -> None:
    shards = {path.stem: json.loads(path.read_bytes()) for path in sorted((site / "cases").iterdir())}
    assert list(shards) == list("0123456789abcdef")
    for name, shard in shards.items():
        for digest, errors in shard["digests"].items():
            assert re.fullmatch(f"{name}[0-9a-f]{{31}}", digest)
            assert all(error in shard["errors"] for error in errors)


def test_the_look_up_can_be_turned_off(project: Project) -> None:
    project.replace("site.yml", "lookup: true", "lookup: false")
    for said in (" where you can also look up your case", "[[page:case|look up your case]]"):
        project.replace("faq.yml", said, "[[page:case]]" if "[[" in said else "")
    project.build()
    assert not [path for path in tree(project.site) if path.startswith("cases/")]
    pages = {path: path.read_text(encoding="utf-8") for path in project.site.rglob("*.html")}
    assert [path for path, text in pages.items() if re.search("look.?up", text, re.IGNORECASE)] == []


def test_without_the_look_up_its_page_keeps_its_address_and_says_what_it_is(project: Project) -> None:
    project.replace("site.yml", "lookup: true", "lookup: false")
    project.build()
    page = html.document_fromstring(project.page("corrections/case"))
    name = "Find the error behind your case"
    about = "Where to look for the error behind your case, and why it may not be in the list."
    assert page.findtext(".//title") == f"{name} - Netop Customer Service"
    assert page.xpath("//meta[@name='description']/@content") == [about]
    assert page.xpath("//article/h1/text() | //article/p[@class='lead']/text()") == [name, about]
    assert page.xpath("//article/h2/text()") == ["Why a case may not be there"]
    links = {
        (address, place): html.document_fromstring(project.page(address)).xpath(
            f"//{place}//a[contains(@href, 'corrections/case/')]/text()"
        )
        for address, place in (("corrections", "article"), ("", "footer"), ("faq", "footer"))
    }
    assert {key: set(found) for key, found in links.items()} == {key: {name} for key in links}


def asked(page: Page, text: str) -> str:
    """Type a case id into the box, and return the answer."""
    page.get_by_label("Case id, for example").fill(text)
    page.get_by_role("button", name="Look up").click()
    answer = page.locator(".lookup__answer")
    answer.locator("p").first.wait_for()
    return answer.inner_text()


def test_the_box_of_the_page_leads_to_the_error(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/case/")
    found = "NS 204113 is registered as error NRC-1042: Session drops when the Host's network adapter goes to sleep. "
    assert asked(page, "ns 204113") == f"{found}Status: Planned (12.7, the second quarter of 2027)."
    page.locator(".lookup__answer a").click()
    expect(page).to_have_url(f"{address}corrections/nrc-1042/")


@pytest.mark.parametrize("text", ["NRC-1042", "nrc 1042", "Known error NRC-1042."])
def test_the_id_of_an_error_leads_to_it(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}corrections/case/")
    title = "Session drops when the Host's network adapter goes to sleep"
    assert asked(page, text) == f"This is not a case but an error: NRC-1042: {title}."
    page.locator(".lookup__answer a").click()
    expect(page).to_have_url(f"{address}corrections/nrc-1042/")


def test_a_whole_e_mail_may_be_pasted(page: Page, address: str) -> None:
    mail = "Thank you for your report.\n" * 500 + "Your cases: NS-204113, ns 000001. Case NS-204113 is with 2nd level."
    page.goto(f"{address}corrections/case/")
    asked(page, mail)
    answers = page.locator(".lookup__answer p").all_inner_texts()
    assert [answer.partition(" is ")[0] for answer in answers] == ["NS-204113", "NS 000001"]
    assert "is registered as error NRC-1042" in answers[0] and "is not registered as an error" in answers[1]


def test_nothing_that_was_pasted_is_sent(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/case/", wait_until="networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.removeprefix(address) + (request.post_data or "")))
    asked(page, "Case NS-000001, or NRC-9999?")
    assert [re.sub("[0-9a-f][.]", "?.", url) for url in sent] == ["cases/?.json", "corrections/finder.json"]


def test_the_answer_is_printed_and_the_box_is_not(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}corrections/case/#NS-204113")
    expect(page.locator(".lookup__answer")).to_contain_text("is registered as error NRC-1042")
    expect(page.locator(".lookup__answer")).to_be_visible()
    expect(page.locator("#case-id")).to_be_hidden()


def test_a_case_without_an_error_says_where_it_may_be(page: Page, address: str) -> None:
    page.goto(f"{address}corrections/case/")
    assert asked(page, "NS-000001").startswith("NS-000001 is not registered as an error, or not yet.")
    page.get_by_role("link", name="Why a case may not be there").click()
    expect(page).to_have_url(f"{address}corrections/case/#route")
    assert page.locator(".lookup__answer").inner_text().startswith("NS-000001 is not registered")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("204113", "This does not look like a case id. One looks like NS-123456;"),
        ("x" * 10_240, "This does not look like a case id."),
        ("   ", "Type your case id first."),
        ("Thank you for your report. " * 1_000, "This does not look like a case id."),
    ],
)
def test_a_text_that_is_no_case_id_is_answered_with_help(page: Page, address: str, text: str, answer: str) -> None:
    page.goto(f"{address}corrections/case/")
    assert asked(page, text).startswith(answer)


@pytest.mark.parametrize(
    ("fragment", "answer"),
    [
        ("NS-204113", "NS-204113 is registered as error NRC-1042"),
        (
            "NS-207881",
            "NS-207881 is registered as error NRC-1051: Session ends when the Guest changes from cable to Wi-Fi."
            " Status: Duplicate of NRC-1042, which is: Planned (12.7, the second quarter of 2027).",
        ),
        ("ns%20204113", "NS 204113 is registered as error NRC-1042"),
        ("%u", "This does not look like a case id."),
    ],
)
def test_a_link_in_an_e_mail_answers_at_once(page: Page, address: str, fragment: str, answer: str) -> None:
    page.goto(f"{address}corrections/case/#{fragment}")
    page.locator(".lookup__answer p").wait_for()
    assert page.locator(".lookup__answer").inner_text().startswith(answer)


def test_a_shard_that_cannot_be_loaded_is_no_answer(page: Page, address: str) -> None:
    page.route("**/cases/*.json", lambda route: route.fulfill(status=503))
    page.goto(f"{address}corrections/case/")
    assert asked(page, "NS-204113").startswith("The look-up could not load its list.")


def test_without_web_crypto_the_reader_is_sent_to_the_list(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    page.goto(f"{address}corrections/case/")
    assert asked(page, "NS-204113").startswith("Your browser offers the look-up only on a secure address (https).")


def test_without_scripts_the_page_says_how_to_find_the_error(browser: Browser, address: str) -> None:
    with browsing(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}corrections/case/")
        assert page.get_by_role("heading", name="Find your error without a look-up").is_visible()
        assert not page.get_by_role("button", name="Look up").is_visible()
