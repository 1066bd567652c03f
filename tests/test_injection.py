"""No text of an author, an address, a table or a browser's storage runs as code, or asks another host.

A payload is put into every string of every kind of source, one after another. What the check refuses is left out again;
all that it takes is built into one site, whose pages are visited in Chromium under a trap.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import yaml
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot
from playwright.sync_api import Browser, Page

from scripts.serving import served
from tests.conftest import browsing
from tests.injection import PAYLOADS, TRAP, Payloads, leaves, trapped
from tests.project import REPOSITORY, Project
from tests.running import corrigenda

pytestmark = pytest.mark.slow
BASE = REPOSITORY / "tests/golden/base"
KINDS = ("site", "faq", "severity", "calendar", "products", "lifecycle", "messages", "error", "page")
ERROR = "roadmap/tool/ERR-1.yml"
MORE: dict[str, Any] = {
    "site.yml": {
        "sample_notice": "Sample data.",
        "route": [
            {"id": "you", "name": "You", "text": "You write.", "via": "Form"},
            {"id": "we", "name": "We", "text": "We answer."},
        ],
        "contact": {"phone_label": "Support"},
    },
    "severity.yml": {
        "terms": [{"id": "response", "name": "Response", "text": "You hear from us."}],
        "notes": [{"id": "by-phone", "name": "By phone", "text": "Call us."}],
    },
    "faq.yml": {},
}
MESSAGES = ("page.faq", "lookup.heading", "finder.label", "corrections.lead", "footer.contact", "skip", "search")


class Corpus(NamedTuple):
    """A built site, how many payloads were tried in each kind of source, and how many the check took."""

    project: Project
    tried: dict[str, int]
    taken: dict[str, int]


def errors_in(project: Project) -> int:
    return check(take_snapshot(project.request()))[1].errors


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


class Source:
    """A YAML source whose strings are replaced one by one."""

    def __init__(self, project: Project, name: str) -> None:
        self.project, self.name = project, name
        self.value: Any = yaml.safe_load((project.content / name).read_text(encoding="utf-8"))

    def write(self) -> None:
        text = yaml.safe_dump(self.value, allow_unicode=True, sort_keys=False, width=10_000)
        # Versions and phone numbers are strings, days are not.
        self.project.write(self.name, text)

    def inject(self, payloads: Payloads, tries: int = 2) -> tuple[int, int]:
        """Put a payload behind each string; return how many were tried and how many the check took."""
        tried = taken = 0
        for path in list(leaves(self.value)):
            holder, before = at(self.value, path[:-1]), at(self.value, path)
            for _ in range(tries):
                tried += 1
                holder[path[-1]] = f"{before} {payloads.next()}"
                self.write()
                if errors_in(self.project) == 0:
                    taken += 1
                    break
                holder[path[-1]] = before
        self.write()
        return tried, taken


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return a site with a payload wherever the check takes one."""
    project = Project(tmp_path_factory.mktemp("corpus"), content=BASE, roadmap=True)
    for name, more in MORE.items():
        value = yaml.safe_load((BASE / name).read_text(encoding="utf-8"))
        for key, inner in more.items():
            value[key] = {**value.get(key, {}), **inner} if isinstance(inner, dict) else inner
        project.write(name, yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
    phrases = yaml.safe_load((REPOSITORY / "site_templates/messages/en.yml").read_text(encoding="utf-8"))
    project.write("messages.yml", yaml.safe_dump({name: phrases[name] for name in MESSAGES if name in phrases}))
    payloads, tried, taken = Payloads(), {}, {}
    for kind in KINDS[:-1]:
        source = Source(project, ERROR if kind == "error" else f"{kind}.yml")
        assert errors_in(project) == 0, kind
        tried[kind], taken[kind] = source.inject(payloads)
    tried["page"], taken["page"] = pages(project, payloads)
    # Each payload in each text of an error of its own.
    for number in range(len(PAYLOADS)):
        project.write(f"roadmap/tool/ERR-{number + 10}.yml", error(number + 10, payloads))
        tried["error"] += 4
        taken["error"] += 4
        if errors_in(project):
            (project.content / f"roadmap/tool/ERR-{number + 10}.yml").unlink()
            taken["error"] -= 4
    project.build(jobs=2)
    return Corpus(project, tried, taken)


def error(number: int, payloads: Payloads) -> str:
    """Return an error with a payload in each of its texts."""
    value = yaml.safe_load((BASE / ERROR).read_text(encoding="utf-8"))
    value |= {"id": f"ERR-{number}", "cases": [], "related": [], "questions": []}
    for field in ("title", "summary", "workaround"):
        value[field] = f"It stops {payloads.next()} now"
    value["history"][-1]["note"] = f"Because {payloads.next()} it is."
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))


def pages(project: Project, payloads: Payloads) -> tuple[int, int]:
    """Write hand-written pages with payloads in their front matter; return how many were tried and taken."""
    tried = taken = 0
    for field in ("title", "description", "author"):
        for _ in range(4):
            tried += 1
            fields = {"title": "A page", field: f"A page {payloads.next()}"}
            name = f"pages/page-{tried}.md"
            project.write(
                name, f"---\n{yaml.safe_dump(fields, allow_unicode=True, width=10_000)}---\n\n# Heading\n\nText.\n"
            )
            if errors_in(project):
                (project.content / name).unlink()
            else:
                taken += 1
    return tried, taken


@pytest.fixture(scope="module")
def corpus_address(corpus: Corpus) -> Iterator[str]:
    with served(corpus.project.site) as root:
        yield root


@pytest.fixture
def trap(browser: Browser) -> Iterator[Page]:
    """Return a page on which whatever runs is noted; asking another host fails the test."""
    with browsing(browser) as context:
        context.add_init_script(TRAP)
        yield context.new_page()


def test_there_is_a_payload_in_every_kind_of_source(corpus: Corpus) -> None:
    assert sorted(corpus.tried) == sorted(KINDS)
    assert sum(corpus.tried.values()) >= 120
    assert sum(corpus.taken.values()) >= 60
    # What the check never takes: a calendar has no text of an author.
    assert [kind for kind in KINDS if not corpus.taken[kind]] == ["calendar"]


def test_nothing_runs_on_any_page(corpus: Corpus, corpus_address: str, trap: Page) -> None:
    files = sorted(path.relative_to(corpus.project.site).as_posix() for path in corpus.project.site.rglob("*.html"))
    assert len(files) > 40
    for file in files:
        trap.goto(corpus_address + file.removesuffix("index.html"))
        assert trapped(trap) == [], file


def test_nothing_in_an_address_runs(corpus_address: str, trap: Page) -> None:
    payloads = Payloads(10_000)
    addresses = (
        "",
        "corrections/case/",
        "severity/assess/",
        "corrections/",
        "corrections/compare/",
        "corrections/watching/",
    )
    # Twice, each payload at another address, and once as a program would write it into a link, once as a person would.
    for number in range(2 * len(PAYLOADS)):
        payload = payloads.next()
        written = quote(payload) if number % 2 else payload.replace(" ", "%20").replace("#", "%23")
        query = "&".join(f"{name}={written}" for name in ("find", "q", "version", "product", "from", "to", "sort"))
        fragment = written if number % 4 < 2 else f"v=1&impact={written}&follow={written}&moment={written}"
        address = addresses[(number + number // len(PAYLOADS)) % len(addresses)]
        trap.goto(f"{corpus_address}{address}?{query}#{fragment}")
        assert trapped(trap) == [], payload


def test_nothing_in_the_browsers_storage_runs(corpus_address: str, trap: Page) -> None:
    payloads = Payloads(20_000)
    trap.goto(corpus_address)
    own = "['corrigenda.following', 'corrigenda.visit', 'corrigenda.versions']"
    for number in range(len(PAYLOADS)):
        payload = payloads.next()
        values = [
            payload,
            {payload: payload},
            {payload: 1, "ERR-1": payload, "day": payload, "tool": payload},
            [payload],
        ]
        value = values[number % len(values)]
        trap.evaluate(
            f"value => {{ for (const key of {own}) localStorage.setItem(key, value); }}",
            value if isinstance(value, str) else json.dumps(value),
        )
        trap.goto(corpus_address + ("", "corrections/watching/", "corrections/err-1/")[number % 3])
        assert trapped(trap) == [], value


def test_nothing_that_is_typed_runs(corpus_address: str, trap: Page) -> None:
    payloads = Payloads(30_000)
    for address in ("", "corrections/", "corrections/case/"):
        trap.goto(corpus_address + address)
        boxes = trap.locator("input:is([type=search], [type=text]):visible")
        assert boxes.count()
        for _ in PAYLOADS:
            for box in boxes.all():
                if box.is_visible():
                    box.fill(payloads.next())
            assert trapped(trap) == []


def test_nothing_in_a_table_runs_and_no_cell_of_the_list_is_a_formula(tmp_path: Path, browser: Browser) -> None:
    project = Project(tmp_path / "project", content=BASE)
    payloads = Payloads(40_000)
    columns = ["title", "product", "summary", "assessment.impact", "assessment.workaround"]
    texts = [(f"It stops {payloads.next()}", f"When {payloads.next()}") for _ in PAYLOADS]
    texts += [(f"{sign}1+1 stops it", f"{sign}2+2 is written") for sign in "=+-@"]
    # A row that the check refuses keeps the others of its table out.
    for number, (title, summary) in enumerate(texts):
        with (project.folder / f"{number}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([columns, [title, "tool", summary, "severe", "no"]])
        corrigenda(project.folder, "import", f"{number}.csv")
    assert len(list((project.content / "roadmap/tool").iterdir())) > len(texts) // 2
    project.build()
    with (project.site / "api/v1/errors.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@"))] == []
    with served(project.site) as root, browsing(browser) as context:
        context.add_init_script(TRAP)
        page = context.new_page()
        for path in sorted(project.site.glob("corrections/err-*/index.html")):
            page.goto(f"{root}corrections/{path.parent.name}/")
            assert trapped(page) == [], path


def test_the_trap_notices_what_runs_and_what_asks(corpus_address: str, browser: Browser) -> None:
    with pytest.raises(AssertionError, match="asked another host"), browsing(browser) as context:
        context.add_init_script(TRAP)
        page = context.new_page()
        page.goto(corpus_address)
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=trap(7)><p onmouseover=trap(8)>')"
        )
        page.wait_for_function("window.trapped.length > 0")
        assert trapped(page) == [7, 8]
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=https://attacker.test/1.png>')")
        page.wait_for_timeout(200)
