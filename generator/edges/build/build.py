"""Builds a site: load the content, check it, get the shells, stamp the pages, make the outputs, publish.

One way for everybody: the command line calls `build`, and the MkDocs plugin calls `settle` before MkDocs works and
`apply_chrome` after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ...model.cases import case_digests
from ...model.publication import Errors, Publication
from ...problems.problem import Problem
from ...render.file_specs import PagePlan
from ...render.layout import StampingShell
from ...render.renderer import Renderer
from ..cache.bytecode import KeptTemplates
from ..cache.fragments import KeptParts
from ..content.check import check
from ..content.locate_problems import Placed
from ..content.snapshot import Stock
from ..content.template_problem import template_problems
from ..content.templates import read_templates
from ..engines.discovery import output_modules, page_modules
from ..engines.layouts import Chrome, build_chrome, cached_chrome
from ..engines.plain import build_plain_chrome
from ..engines.prepared import Settled
from ..machine.locks import my_turn
from ..publish.build_record import set_seal
from ..publish.publish import Published, Wanted, key_of, publish
from ..publish.search import search_finish


class ContentProblems(Exception):  # noqa: N818
    """The content has errors and cannot be published. Holds every problem, warnings too, and the files' texts."""

    def __init__(self, placed: Placed) -> None:
        super().__init__(f"{placed.errors} errors in the content")
        self.problems: tuple[Problem, ...] = placed.problems
        self.texts: Mapping[str, str] = placed.texts


def settle(stock: Stock) -> Settled:
    """Load and check the content, and draw the publication from it; ContentProblems if there are errors."""
    request = stock.request
    loaded, placed = check(stock)
    if placed.errors or loaded.catalog is None:
        raise ContentProblems(placed)
    setting = loaded.catalog.setting
    pages, config = _folder(request.content / "pages"), hashlib.blake2b(stock.config).hexdigest()
    # The shells name the search's script, so they are others once the search's index is split.
    split = setting.site.splits_search(len(loaded.catalog.errors))
    chrome_key = _digest(stock.program, loaded.surroundings, pages, config, str(split), request.engine)
    publication = Publication(
        setting=setting,
        errors=Errors(loaded.catalog.errors),
        case_digests=case_digests(loaded.catalog.private),
        foundation=_digest(chrome_key, str(setting.as_of)),
    )
    templates = read_templates(stock.templates, {**loaded.catalog.phrases, **setting.words})
    return Settled(stock, publication, templates, placed, chrome_key)


def build(stock: Stock) -> tuple[Settled, Published]:
    """Build the site; ContentProblems, TemplateProblem, EngineError or PublishError if it cannot be."""
    request = stock.request
    settled = settle(stock)
    with template_problems(), my_turn(request.cache):
        make = build_plain_chrome if request.engine == "plain" else build_chrome
        chrome = cached_chrome(request.cache, settled.chrome_key) or make(settled)
        published = apply_chrome(settled, chrome)
        set_seal(stock, settled.publication.setting, settled.warnings, published.total)
        return settled, published


@template_problems()
def apply_chrome(settled: Settled, chrome: Chrome, in_place: Path | None = None) -> Published:
    """Stamp all pages, make all outputs and publish them; `in_place` writes into a folder that nobody reads yet."""
    render = Renderer(
        settled.publication,
        settled.templates,
        KeptParts(settled.request.cache, settled.publication.foundation),
        KeptTemplates(settled.request.cache, settled.stock.program),
    )
    shells = chrome.stamping_shells()
    wanted = [*_chrome_files(chrome), *_planned(settled, render, shells, chrome)]
    files = list({file.path: file for file in wanted}.values())
    request = settled.request
    splits = settled.publication.splits_search and request.search
    finish = search_finish(request.cache, files) if splits else None
    if in_place is None:
        return publish(request.site, request.cache, files, request.jobs, finish)
    _write(files, in_place)
    more = finish.make(in_place) if finish else ()
    _write(more, in_place)
    return Published(len(files) + len(more), len(files) + len(more), 0)


def _write(files: Iterable[Wanted], folder: Path) -> None:
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.make())


def _chrome_files(chrome: Chrome) -> Iterator[Wanted]:
    for name in chrome.files:
        yield Wanted(name, key_of(chrome.key, (name,)), (chrome.folder / name).read_bytes)


def _planned(
    settled: Settled, render: Renderer, shells: Mapping[str, StampingShell], chrome: Chrome
) -> Iterator[Wanted]:
    foundation = settled.publication.foundation
    plans = [plan for module in page_modules() for plan in module.plans(render)]
    render.plans = tuple(plans)
    render.hand_written = chrome.pages
    render.page_index = chrome.page_index()
    for plan in plans:
        yield Wanted(plan.path, key_of(foundation, (plan.path, plan.inputs)), _page(render, plan, shells))
    for module in output_modules():
        for output in module.outputs(render):
            yield Wanted(output.path, key_of(foundation, (output.path, output.inputs)), output.make)


def _page(render: Renderer, plan: PagePlan, shells: Mapping[str, StampingShell]) -> Callable[[], bytes]:
    return lambda: render.page_bytes(plan, plan.make(), shells[plan.kind])


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _folder(folder: Path) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return _digest(*(f"{p.relative_to(folder)} {hashlib.blake2b(p.read_bytes()).hexdigest()}" for p in paths))
