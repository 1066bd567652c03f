"""The MkDocs plugin: a thin adapter, so that `mkdocs build --strict` and `mkdocs serve` just work.

MkDocs builds one layout for each kind of page; everything else is made by `build`, as on the command line. The plugin
redirects MkDocs' output, because MkDocs empties its site folder before it has anything to put there; the finished site
is swapped in at the end.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from ...render.file_specs import HandWritten
from ...render.layout import marker
from ..content.check import ContentProblems
from ..content.snapshot import take_snapshot
from ..content.template_problem import TemplateProblem
from ..engines.discovery import page_modules
from ..engines.hand_written import hand_written_pages
from ..engines.layouts import take_layouts
from ..engines.prepared import Prepared
from ..engines.theme import (
    changed_on,
    configure_theme,
    layout_front_matter,
    layout_source,
    with_search_script,
)
from ..engines.theme_script import theme_script
from ..machine.locks import build_lock
from ..machine.program import TEMPLATES
from ..machine.request import BuildRequest
from ..publish.publish import PublishError
from ..publish.site_folder import why_not_here
from ..publish.tree import repair, swap
from .build import fill_layouts, prepare
from .serving import BuildFailure, keep_serving
from .watching import LastingWatches


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """Options below `plugins: corrigenda:` in mkdocs.yml."""

    content = config_options.Type(str, default="content")
    cache = config_options.Type(str, default=".cache")


class CorrigendaPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Adds the layouts, and fills the pages into them.

    On the command line, `build_layouts` sets `given`; MkDocs then builds only the layouts.
    """

    given: Prepared | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether the site is served; the site folder is then MkDocs' own."""
        self.serving = command == "serve"
        self.failure = BuildFailure()

    # The theme's search takes its language from the theme when it is configured, so the theme comes first.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content and configure the theme from it."""
        if config.strict:
            _let_warnings_count()
        project = Path(config.config_file_path).parent
        self.site = Path(config.site_dir)
        self.prepared = self.given or self._prepare(project)
        configure_theme(config, self.prepared)
        # MkDocs would leave this folder of pages out without a word.
        templates = config_options.PathSpec().run_validation("!/templates/")
        config.exclude_docs = templates + config.exclude_docs if config.exclude_docs else templates
        self.pages: list[HandWritten] = []
        self.hand_written = hand_written_pages(self.prepared)
        if self.given is None:
            config.site_dir = str(self._aside())
        return config

    def _aside(self) -> Path:
        return self.site.with_name(f".{self.site.name}.mkdocs")

    def _prepare(self, project: Path) -> Prepared:
        request = BuildRequest(project, project / self.config.content, self.site, project / self.config.cache)
        if not getattr(self, "serving", False):
            if (reason := why_not_here(request)) is not None:
                raise PluginError(reason)
            repair(request.site)
        try:
            return prepare(take_snapshot(request))
        except TemplateProblem as error:
            raise PluginError(str(error)) from error
        except ContentProblems as found:
            raise PluginError(f"the content has problems\n{found}") from found

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the layouts and the theme's script, and leave out what came into pages/ after the content was read."""
        for file in tuple(files):
            if file.src_dir == config.docs_dir and file.src_uri not in self.prepared.snapshot.content.pages:
                files.remove(file)
        path, script = theme_script(config)
        files.append(File.generated(config, path, content=script))
        for module in page_modules():
            if not module.LAYOUT.address.endswith(".html"):
                source = layout_source(module.LAYOUT)
                layout = File.generated(config, source, content=layout_front_matter(module.LAYOUT))
                layout.inclusion = InclusionLevel.INCLUDED
                files.append(layout)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Remove the blank lines that the theme's template blocks would leave: every page is a twentieth smaller."""
        env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Return a hand-written page as it was checked, so that MkDocs reads the same fields and text."""
        hand_written = self.hand_written.get(page.file.src_uri)
        return hand_written.markdown() if hand_written else None

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Mark where the article goes; for a hand-written page, take its title from its HTML."""
        if "corrigenda" in page.meta:
            return marker("article")
        hand_written = self.hand_written.get(page.file.src_uri)
        page.meta["title"] = hand_written.title(page.file.src_uri, html) if hand_written else str(page.title)
        return html

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Any,  # noqa: ARG002
    ) -> TemplateContext:
        """Mark where the address goes, and note which pages are hand-written."""
        if "corrigenda" in page.meta:
            page.canonical_url = marker("canonical")
        else:
            site = self.prepared.publication.site
            self.pages.append(HandWritten(page.url, page.meta["title"], changed_on(page, site)))
            # The theme's templates do not escape the fields of a page.
            page.meta.update({name: escape(value) for name, value in page.meta.items() if isinstance(value, str)})
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Use the search script that fits the search index."""
        return with_search_script(output, self.prepared)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Do the same for the page for unknown addresses (404.html)."""
        return with_search_script(output_content, self.prepared)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill all pages and swap the site in; with `--strict`, only if MkDocs gave no warnings."""
        if self.given is not None:
            return
        if config.strict and _has_warned():
            self._drop(config)
            return
        built = Path(config.site_dir)
        layouts = take_layouts(built, tuple(self.pages), self.prepared.publication.shared_key)
        serving = getattr(self, "serving", False)
        try:
            with build_lock(self.prepared.request.cache):
                fill_layouts(self.prepared, layouts, in_place=built if serving else None)
            if serving:
                # What is served until now may be shown again if a later build fails.
                swap(built, self.site)
        except (PublishError, TemplateProblem) as error:
            raise PluginError(str(error)) from error
        finally:
            self._drop(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Remove what was built; if the site is served, note the error to show."""
        if getattr(self, "serving", False):
            self.failure.note(error)
        shutil.rmtree(self._aside(), ignore_errors=True)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Watch what the site is made from, and keep serving when errors appear in it."""
        server.observer = LastingWatches(server.observer)  # type: ignore[assignment]
        request = self.prepared.request
        for folder in (request.content, request.project / TEMPLATES, self.prepared.snapshot.templates):
            server.watch(str(folder))
        keep_serving(server, self.failure, built=True)
        return server

    def _drop(self, config: MkDocsConfig) -> None:
        shutil.rmtree(config.site_dir, ignore_errors=True)
        config.site_dir = str(self.site)


def _let_warnings_count() -> None:
    """Let `--strict` count warnings even with `--quiet`, which still hides them in the terminal."""
    log = logging.getLogger("mkdocs")
    if log.level > logging.WARNING:
        for handler in log.handlers:
            if not isinstance(handler, CountHandler):
                handler.setLevel(log.level)
        log.setLevel(logging.WARNING)


def _has_warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(h, CountHandler) and h.get_counts() for h in handlers)
