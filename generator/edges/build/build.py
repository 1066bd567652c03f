"""Builds a site: loads and checks the content, gets the layouts, fills them with pages, makes the outputs, publishes.

The command line calls `build`; the MkDocs plugin calls `prepare` before MkDocs runs and `fill_layouts` after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from ...model.cases import case_digests
from ...model.publication import Errors, Publication
from ...problems.report import Report
from ...render.file_specs import FileSpec, PageSpec, SitePages
from ...render.layout import Layout
from ...render.renderer import Renderer
from ..cache.bytecode import bytecode_store
from ..cache.parts import PartStore
from ..content.check import ContentProblems, check
from ..content.files import Content
from ..content.load import Loaded
from ..content.snapshot import Snapshot
from ..content.template_problem import template_problems
from ..content.templates import read_templates
from ..engines.discovery import output_modules, page_modules
from ..engines.layouts import SEARCH_INDEX, Layouts, build_layouts, cached_layouts
from ..engines.plain import build_plain_layouts
from ..engines.prepared import Prepared
from ..machine.locks import build_lock
from ..publish.build_record import write_record
from ..publish.publish import Published, publish
from ..publish.search import search_post_process
from ..publish.tree import repair


def prepare(snapshot: Snapshot) -> Prepared:
    """Load and check the content and derive the publication from it; raise ContentProblems if there are errors."""
    loaded, located = check(snapshot)
    if located.errors or loaded.catalog is None:
        raise ContentProblems(located)
    return prepared_from(snapshot, loaded, located)


def prepared_from(snapshot: Snapshot, loaded: Loaded, located: Report) -> Prepared:
    """Derive the publication from what was loaded and found to be valid; `located` are its warnings."""
    assert loaded.catalog is not None
    request = snapshot.request
    site_data = loaded.catalog.site_data
    pages, config = _pages(snapshot.content), hashlib.blake2b(snapshot.config).hexdigest()
    # The layouts name the search script, so they change once the search index is split.
    split = site_data.site.splits_search(len(loaded.catalog.errors))
    # Each page says on which day it was checked, so the layouts are made again every day.
    day = str(site_data.as_of)
    shared_key = _digest(snapshot.program, loaded.surroundings, pages, config, str(split), request.engine, day)
    publication = Publication(
        site_data=site_data,
        errors=Errors(loaded.catalog.errors),
        case_digests=case_digests(loaded.catalog.private),
        shared_key=shared_key,
    )
    templates = read_templates(snapshot.templates, {**loaded.catalog.phrases, **site_data.messages})
    return Prepared(snapshot, publication, templates, located)


def build(snapshot: Snapshot) -> tuple[Prepared, Published]:
    """Build the site; raise ContentProblems, TemplateProblem, EngineError or PublishError if that fails."""
    request = snapshot.request
    # First of all: if the content has problems, the site must still be there, as it was.
    repair(request.site)
    prepared = prepare(snapshot)
    with template_problems(), build_lock(request.cache):
        published = fill_layouts(prepared, layouts_for(prepared))
        write_record(snapshot, prepared.publication.site_data, prepared.warnings, published.total)
        return prepared, published


def layouts_for(prepared: Prepared) -> Layouts:
    """Return the layouts, built if the cache has none; the caller must hold the lock of the cache."""
    request = prepared.request
    make = build_plain_layouts if request.engine == "plain" else build_layouts
    return cached_layouts(request.cache, prepared.publication.shared_key) or make(prepared)


@template_problems()
def fill_layouts(prepared: Prepared, layouts: Layouts, in_place: Path | None = None) -> Published:
    """Fill all pages, make all outputs and publish them; `in_place` is a folder to write into that nobody reads yet."""
    request, publication = prepared.request, prepared.publication
    files = list({file.path: file for file in site_files(prepared, layouts)}.values())
    splits = publication.splits_search and request.search
    post_process = search_post_process(request.cache, files, publication.shared_key) if splits else None
    if in_place is None:
        return publish(request, files, publication.shared_key, post_process)
    _write(files, in_place)
    more = post_process.make(in_place) if post_process else ()
    _write(more, in_place)
    return Published(len(files) + len(more), len(files) + len(more), 0)


def site_files(prepared: Prepared, layouts: Layouts) -> Iterator[FileSpec]:
    """Yield all files of the site, of which none has been made yet."""
    publication = prepared.publication
    render = Renderer(
        publication,
        prepared.templates,
        PartStore(prepared.request.cache, publication.shared_key),
        bytecode_store(prepared.snapshot.program),
    )
    for name, digest in layouts.files.items():
        # The search index of the theme knows only the hand-written pages.
        if name != SEARCH_INDEX:
            yield FileSpec(name, (digest,), (layouts.folder / name).read_bytes)
    by_kind, modules = layouts.by_kind(), page_modules()
    specs: dict[str, list[PageSpec]] = {module.LAYOUT.kind: [] for module in modules}
    # The errors' own pages first: the preview lists no more files than it takes to find the one that is asked for.
    for module in sorted(modules, key=lambda one: one.LAYOUT.kind != "error"):
        for spec in module.specs(render):
            specs[module.LAYOUT.kind].append(spec)
            yield FileSpec(spec.path, spec.inputs, partial(_page, render, spec, by_kind))
    every, texts = tuple(chain.from_iterable(specs.values())), tuple(layouts.texts.values())
    pages = SitePages(every, layouts.pages, layouts.page_index(), tuple(layouts.files), texts)
    for output in output_modules():
        yield from output.outputs(render, pages)


def _write(files: Iterable[FileSpec], folder: Path) -> None:
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.make())


def _page(render: Renderer, spec: PageSpec, by_kind: Mapping[str, Layout]) -> bytes:
    return render.page_bytes(spec, spec.make(), by_kind[spec.kind])


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _pages(content: Content) -> str:
    """Return a digest of the hand-written pages, as they were read, and of the files that come with them."""
    folder, texts = content.root / "pages", dict(content.page_texts)
    parts = []
    for name in content.pages:
        text = texts.get(f"{content.root.name}/pages/{name}")
        data = (folder / name).read_bytes() if text is None else text.encode()
        parts.append(f"{name} {hashlib.blake2b(data).hexdigest()}")
    return _digest(*parts)
