"""Reads an input as the program does, and says what is wrong with how that went."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.locate_problems import locate_problems
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.request import BuildRequest
from corrigenda.importing.plan import plan_of
from corrigenda.importing.reading import read
from corrigenda.importing.source import Input
from corrigenda.lint.error_file import check_file
from corrigenda.markup.hand_written import parse_page
from corrigenda.model.catalog import Catalog
from corrigenda.problems.problem import AnyProblem, LocatedProblem
from corrigenda.schema.settings import KINDS, read_settings
from corrigenda.yaml_text.text import lenient_text

from tests.project import REPOSITORY, SAMPLE, TODAY

BASE = REPOSITORY / "tests/golden/base"
PAGE_TEXT = "---\ntitle: Privacy\ndescription: What we keep.\nchanged: 2026-10-01\n---\n\n# Privacy\n\nText.\n"
TABLE = (
    "id,title,product,summary,impact,workaround,status,date,release,window,internal.owner\n"
    'ERR-7,"It stops, at once",tool,"Two\nlines",severe,no,registered,2026-09-01,,,Jane\n'
    "ERR-8,It waits,tool,It waits for nothing.,little,yes,planned,2026-09-02,1.1,2027-Q1,\n"
)


MAPPING = """\
public: {field: labels, values: [customer-visible]}
markup: plain
fields:
  title: summary
  status: {field: status, values: {In Progress: planned}, ignore: [Backlog]}
  product: {value: tool}
"""


def _texts(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


class Sources:
    """The sources that inputs are made from, by kind, and what is known besides them."""

    def __init__(self, folder: Path) -> None:
        content = folder / "content"
        request = BuildRequest(folder, content, folder / "site", folder / ".cache", 1, TODAY)
        catalog = load_content(take_snapshot(request), None).catalog
        assert catalog is not None
        self.catalog: Catalog = catalog
        self.content = content
        self.texts: dict[str, list[str]] = {
            kind: _texts(path for path in (SAMPLE / f"{kind}.yml", BASE / f"{kind}.yml") if path.is_file())
            for kind in KINDS
        }
        errors = [*sorted((SAMPLE / "roadmap").rglob("*.yml"))[:12], *sorted((BASE / "roadmap").rglob("*.yml"))]
        self.texts["error"] = _texts(errors)
        self.texts["page"] = [PAGE_TEXT, *_texts(sorted((SAMPLE / "pages").glob("*.md")))]
        self.texts["mapping"] = [MAPPING]
        self.texts["csv"] = [TABLE, TABLE.replace(",", ";"), TABLE.replace(",", "\t").replace("\n", "\r\n")]

    def pick(self, chance: random.Random) -> tuple[str, str]:
        """Return a kind and a source of it; errors, pages and tables are more likely than each settings file."""
        kind = chance.choice((*self.texts, "error", "error", "page", "csv", "csv"))
        return kind, chance.choice(self.texts[kind])


def faults(kind: str, data: bytes, sources: Sources) -> Iterator[str]:
    """Yield what is wrong with how an input was read: a traceback, or a position that is not in it."""
    name = f"content/{kind}.yml"
    located: Sequence[AnyProblem]
    text = lenient_text(data)
    try:
        problems = [*_problems(kind, name, data, sources)]
        if kind == "csv":
            located = tuple(problems)
        else:
            located = locate_problems(problems, sources.content, {}, [name], {name: text}).problems
    except Exception:
        yield traceback.format_exc()
        return
    for problem in located:
        assert isinstance(problem, LocatedProblem)
        if kind == "csv":
            lines = data.count(b"\n") + data.count(b"\r") + 1
            if not 1 <= problem.position.line <= lines:
                yield f"line {problem.position.line} of {lines}: {problem.message}"
        else:
            yield from _outside(problem, text)


def _outside(problem: LocatedProblem, text: str) -> Iterator[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    position = problem.position
    if not 1 <= position.line <= len(lines):
        yield f"line {position.line} of {len(lines)}: {problem.message}"
    elif not 1 <= position.column <= len(lines[position.line - 1]) + 1:
        yield f"column {position.column} of {len(lines[position.line - 1])} in line {position.line}: {problem.message}"


def _problems(kind: str, name: str, data: bytes, sources: Sources) -> Iterable[AnyProblem]:
    if kind == "csv":
        table = read(Input("table.csv", data), None, sources.catalog.site_data)
        return [*table.problems, *plan_of(table.entries, table.rows, sources.catalog).problems]
    if kind == "mapping":
        return read(Input("table.csv", TABLE.encode()), (name, data), sources.catalog.site_data).mapping
    if kind == "page":
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return []
        page, problems = parse_page(text.replace("\r\n", "\n").replace("\r", "\n"), name)
        if page is not None:
            page.markdown()
        return problems
    if kind == "error":
        return check_file(data, name, sources.catalog.site_data).problems
    return read_settings({kind: (name, data)}).problems
