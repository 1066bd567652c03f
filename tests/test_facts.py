"""Every fact that the first publisher's site has to carry is in the built pages, with its figures, where it belongs."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.model.corrections import corrections_of
from corrigenda.model.ledger import Kind, ledger_of
from corrigenda.model.lifecycle import Phase
from corrigenda.model.products import ReleaseKind
from lxml import html

from tests.project import CONTENT, Project

MATRIX = [
    ["Critical", "2 hours", "5 business days", "20 business days", "Hot fix"],
    ["High", "4 hours", "10 business days", "30 business days", "Hot fix/next release"],
    ["Medium", "1 business day", "15 business days", "60 business days", "Future release"],
    ["Low", "1 business day", "20 business days", "90 business days", "Future release"],
]
QUESTIONS = {
    "Is the software standardized?": [
        "Yes, every Netop product is.",
        "Development and the handling of errors follow a planned, coordinated roadmap.",
        "Product Management keeps that roadmap.",
        "For a severe error, Product Management can assign a hot fix.",
        "In all other cases the roadmap is followed strictly.",
        "Your local partner or reseller can tell you more about the roadmap.",
    ],
    "Why must I register?": [
        "Everyone who bought a product is entitled to technical support.",
        "Illegal copies are in use, too.",
        "Your licence key shows us quickly that you are entitled.",
    ],
    "What happens after I report an issue?": [
        "Every case that you send through the support form goes straight into the worldwide support system.",
        "Did you buy from a local partner or reseller? Then your case is forwarded to them.",
        "In most cases they solve it from what your case says and the documents in it.",
        "If they need help, they escalate your case to Netop support.",
        "You may be asked for more, such as log files or screen dumps.",
        "With everything at hand, support tries to replicate the problem.",
        "That tells wrong or insufficient settings, unintended use and a real error apart.",
        "Is 2nd level certain that an error limited to a Netop product or its functionality is the cause?",
        "Then the case is assigned to Product Management.",
    ],
    "How soon will I hear from you?": [
        "Every case from the support form is registered directly.",
        "How soon you hear from us depends on the severity of your case.",
        "An e-mail with your case id should reach you within 24 hours, whatever the severity.",
    ],
    "What is a response target?": [
        "A response means that you have been told that your case was received.",
        "Being given a case id counts.",
        "The target is 2 hours for a Critical case and 4 hours for a High case. It is 1 business day for a Medium case",
        "and 1 business day for a Low case.",
        "Is your case Critical? Then you must also follow it up with a phone call to 1st level support",
    ],
    "What is a resolution target?": [
        "A resolution means that you have been given a valid explanation or a workaround.",
        "If what looked like an error is unintended use of the software, explaining that counts as well.",
        "The support case is then closed.",
        "A target is how long each support level may look for a solution before it must escalate.",
        "Answers usually come sooner.",
    ],
    "When can I expect a resolution?": [
        "Critical: 5 business days at 1st level, 20 business days at 2nd level.",
        "High: 10 business days at 1st level, 30 business days at 2nd level.",
        "Medium: 15 business days at 1st level, 60 business days at 2nd level.",
        "Low: 20 business days at 1st level, 90 business days at 2nd level.",
        "You usually get a resolution faster.",
        "A target is how long a support level may look for a solution before it must escalate your case.",
    ],
    "Where can I see when the error I reported will be fixed?": [
        "Our software is standardized and follows a coordinated roadmap.",
        "Product Managers continuously watch the errors that support escalates, and decide when each of them is "
        "corrected.",
        "This site publishes the outline of upcoming corrections, with the status of cases that are registered as "
        "errors.",
    ],
    "Can you help me install third-party software or set up my network?": [
        "General guidance: yes.",
        "guidance on best practice for living side by side with Netop software.",
        "Exact installation or network instructions: no. It would be unprofessional.",
        "We do not know the details of your network, and a small change can bring a network down and lose data.",
        "Do you lack resources of your own? Ask your local partner or reseller.",
    ],
    "Which severity does my case have?": [
        "Support decides the severity of a case.",
        "The self-assessment tells you what to expect.",
    ],
}
CRITERIA = {
    "critical": [
        "A production (live) environment is hit.",
        "The impact on the end user's business operations is severe. For example, sessions cannot be completed, or "
        "critical business processes are disrupted.",
        "Service is interrupted continuously or nearly so.",
        "No public workaround exists.",
    ],
    "high": [
        "A production (live) or lab environment is hit.",
        "The impact is serious. In production it is on the end user's business operations, for example altered "
        "sessions that degrade service quality, or interference with critical business processes. In a lab it is on "
        "development activity, for example integration work is blocked or final system testing is delayed.",
        "Service is disrupted intermittently.",
        "No public workaround exists. A Critical case that has a workaround is High, too.",
    ],
    "medium": [
        "A production (live) or lab environment is hit.",
        "The impact is minor. In production it is on business operations, for example sessions or business processes "
        "degrade minimally. In a lab it is on development. A High case that has a workaround is Medium, too.",
    ],
    "low": [
        "A production (live) or lab environment is hit.",
        "There is little or no impact on business operations (production) or development activity (lab). A Medium "
        "case that has a workaround is Low, too.",
    ],
}
ROUTE = ["You", "1st level support", "2nd level support", "Product Management", "Roadmap or hot fix"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return what is published, built as of today; not to be changed."""
    project = Project(tmp_path_factory.mktemp("published"), content=CONTENT)
    project.build(jobs=2, as_of=dt.date.today())  # noqa: DTZ011
    return project


@pytest.fixture(scope="module")
def site(built: Project) -> Path:
    """Return the folder of the built site; not to be changed."""
    return built.site


@cache
def document(site: Path, path: str) -> html.HtmlElement:
    """Return a built page, parsed; not to be changed, as it is kept for the next test."""
    return html.document_fromstring((site / path).read_text(encoding="utf-8"))


def messages(element: html.HtmlElement) -> str:
    """Return the text of an element, in one line."""
    return " ".join(element.text_content().split())


def answer(site: Path, question: str) -> html.HtmlElement:
    """Return the section of the FAQ that answers a question."""
    sections = document(site, "faq/index.html").xpath("//section[h2]")
    found = [section for section in sections if messages(section.find("h2")).startswith(question)]
    assert len(found) == 1, question
    return found[0]


def rows(table: html.HtmlElement) -> list[list[str]]:
    """Return the body of a table as text."""
    return [[messages(cell) for cell in row] for row in table.xpath("./tbody/tr")]


def test_the_matrix_has_every_figure_on_its_own_page_and_in_the_answer_that_speaks_of_it(site: Path) -> None:
    own = document(site, "severity/index.html").xpath("//table[contains(@class, 'matrix')]")
    shown = answer(site, "How soon will I hear from you?").xpath(".//table[contains(@class, 'matrix')]")
    assert rows(own[0]) == MATRIX
    assert rows(shown[0]) == MATRIX
    heads = [messages(cell) for cell in own[0].xpath("./thead/tr/th")]
    assert heads == [
        "Severity",
        "First response 1st level",
        "Resolution 1st level",
        "Resolution 2nd level",
        "Release plan Product Management",
    ]


def test_the_ten_questions_are_in_their_order(site: Path) -> None:
    headings = document(site, "faq/index.html").xpath("//section/h2")
    assert [messages(heading).removesuffix("¶").strip() for heading in headings] == list(QUESTIONS)


@pytest.mark.parametrize(("question", "fact"), [(q, fact) for q, facts in QUESTIONS.items() for fact in facts])
def test_an_answer_says(site: Path, question: str, fact: str) -> None:
    assert fact in messages(answer(site, question))


def test_the_answer_about_reported_errors_links_to_the_corrections_and_the_look_up(site: Path) -> None:
    section = answer(site, "Where can I see when the error I reported will be fixed?")
    links = section.xpath(".//a/@href")
    assert "../corrections/" in links
    assert "../corrections/case/" in links


def test_the_answer_about_severity_links_to_the_self_assessment(site: Path) -> None:
    assert "../severity/assess/" in answer(site, "Which severity does my case have?").xpath(".//a/@href")


@pytest.mark.parametrize("page", ["severity/index.html", "faq/index.html"])
@pytest.mark.parametrize(("level", "criterion"), [(lv, text) for lv, texts in CRITERIA.items() for text in texts])
def test_the_criteria_are_said_in_full(site: Path, page: str, level: str, criterion: str) -> None:
    items = [messages(item) for item in document(site, page).xpath("//li")]
    assert criterion in items, level


@pytest.mark.parametrize(
    "fact",
    [
        "You have been told that your case was received. Being given a case id counts.",
        "You have been given a valid explanation or a workaround. Explaining that what looked like an error is "
        "unintended use of the software counts as well. The support case is then closed.",
        "How long each support level may look for a solution before it must escalate. Answers usually come sooner.",
        "Follow up every Critical case with a phone call to 1st level support",
        "Whatever the severity, an e-mail with your case id should arrive within 24 hours of your report.",
        "An available workaround lowers the severity by one level. Low stays Low.",
    ],
)
def test_the_page_of_the_matrix_says(site: Path, fact: str) -> None:
    assert fact in messages(document(site, "severity/index.html").body)


@pytest.mark.parametrize(
    "page", ["faq/index.html", "severity/index.html", "severity/table/index.html", "severity/assess/index.html"]
)
def test_support_decides_is_said_wherever_severity_is_explained(site: Path, page: str) -> None:
    assert re.search(r"[Ss]upport (team )?decides", messages(document(site, page).body))


def test_the_route_of_a_case_is_a_picture_drawn_at_build_time_with_its_words_beside_it(site: Path) -> None:
    section = answer(site, "What happens after I report an issue?")
    (picture,) = section.xpath(".//*[local-name()='svg' and @role='img']")
    names = [messages(text) for text in picture.xpath(".//*[local-name()='text' and @font-weight='700']")]
    assert names == ROUTE
    assert picture.get("aria-label")
    items = [messages(item) for item in section.xpath(".//figure/ol/li")]
    assert [name in item for name, item in zip(ROUTE, items, strict=True)] == [True] * len(ROUTE)
    assert "Only a confirmed error comes here" in items[3]
    assert "Support form" in items[0]


def test_the_picture_of_the_route_has_no_text_outside_its_frame(site: Path) -> None:
    (picture,) = answer(site, "What happens after I report an issue?").xpath(".//*[local-name()='svg' and @role='img']")
    height = int(picture.get("height"))
    heights = [int(text.get("y")) for text in picture.xpath(".//*[local-name()='text']")]
    assert heights == sorted(heights)
    assert max(heights) < height


def test_the_sample_data_is_marked_on_every_page(site: Path) -> None:
    pages = sorted(path for path in site.rglob("*.html") if "badges" not in path.parts)
    assert len(pages) > 60
    unmarked = [
        page.relative_to(site).as_posix()
        for page in pages
        if "Sample data. Only the product names are real." not in messages(html.fromstring(page.read_bytes()))
    ]
    assert unmarked == []
    assert site / "404.html" in pages


def test_without_sample_data_no_page_is_marked(project: Project) -> None:
    project.replace("site.yml", "sample_data: true", "sample_data: false")
    project.build()
    marked = [path.name for path in project.site.rglob("*.html") if "Sample data." in path.read_text(encoding="utf-8")]
    assert marked == []


def test_every_page_says_when_its_content_last_changed(site: Path) -> None:
    silent = [
        page.relative_to(site).as_posix()
        for page in sorted(site.rglob("index.html"))
        if not html.fromstring(page.read_bytes()).xpath("//article//time/@datetime | //main//time/@datetime")
    ]
    assert silent == []


def test_a_figure_changed_in_the_matrix_changes_every_place_that_speaks_of_it(project: Project) -> None:
    project.replace("severity.yml", "resolution-1st-level: 5 business days", "resolution-1st-level: 7 business days")
    project.build()
    everywhere = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(project.site.rglob("*"))
        if path.suffix in (".html", ".json", ".txt", ".xml") and path.is_file()
    )
    assert "5 business days" not in re.sub(r"[0-9]5 business days", "", everywhere)
    own = document(project.site, "severity/index.html").xpath("//table[contains(@class, 'matrix')]")
    assert rows(own[0])[0][2] == "7 business days"
    shown = answer(project.site, "How soon will I hear from you?").xpath(".//table[contains(@class, 'matrix')]")
    assert rows(shown[0])[0][2] == "7 business days"
    assessed = messages(document(project.site, "severity/assess/index.html").xpath("//article")[0])
    assert "7 business days" in assessed
    assert "Critical: 7 business days at 1st level" in messages(answer(project.site, "When can I expect a resolution?"))


def test_the_sample_roadmap_exercises_everything(project: Project) -> None:
    publication = prepare(take_snapshot(project.request())).publication
    errors = publication.errors
    assert len(errors) >= 30
    assert len(publication.by_product) == 3
    statuses = Counter(error.status for error in errors)
    assert set(statuses) == {status.id for status in publication.site_data.lifecycle.statuses}
    ledgers = {error.id: ledger_of(error, publication.site_data) for error in errors}
    assert [ledger for ledger in ledgers.values() if ledger.kept and ledger.moves == 0], "delivered as promised"
    moved_twice = [
        ledger
        for ledger in ledgers.values()
        if sum(entry.kind is Kind.MOVED and bool(entry.note) for entry in ledger.entries) == 2
    ]
    assert moved_twice, "moved twice, with its reasons"
    hot_fixes = [
        error
        for error in errors
        for one in corrections_of(error, publication.site_data)
        if one.release is not None and one.release.kind is ReleaseKind.HOTFIX
    ]
    assert hot_fixes
    assert statuses["withdrawn"]
    assert publication.duplicates
    assert {error.workaround is None for error in errors} == {True, False}
    assert {publication.phase(error) for error in errors} == set(Phase)
    sources = [path.read_text(encoding="utf-8") for path in (project.content / "roadmap").rglob("*.yml")]
    assert sum("\ncases:" in text for text in sources) > 20
    assert sum("\ninternal:" in text for text in sources) > 20
