"""Configures the theme for a site: its names, language, navigation and styles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import partial
from operator import itemgetter
from pathlib import PurePosixPath

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from ...markup.prose import TABLES
from ...messages.messages import Messages
from ...model.addresses import PAGES, section_of
from ...model.cases import pattern_in_text
from ...model.site import Site
from ...outputs.assets import LOGO
from ...render.assets import PRELOADED, font_files, script_files, stylesheet
from ...render.file_specs import SOCIAL_IMAGE, LayoutSpec
from ...render.layout import marker
from ...render.palette import tokens
from ...render.renderer import page_names
from ..machine.theme_languages import language_of, theme_languages
from .navigation import navigation_address, navigation_of
from .prepared import Prepared
from .theme_script import theme_script

_SEARCH_SCRIPT = re.compile(r"assets/javascripts/workers/search\.[0-9a-f]+\.min\.js")
"""The theme's own script, as its pages name it."""


def layout_source(layout: LayoutSpec) -> str:
    """Return the name of the Markdown file from which MkDocs makes a layout."""
    return f"{layout.address}index.md"


def layout_front_matter(layout: LayoutSpec) -> str:
    """Return the Markdown of a layout: nothing but markers."""
    lines = [
        f"title: {marker('title')}",
        f"description: {marker('description')}",
        f"corrigenda: {layout.kind}",
        "hide: [toc, navigation, feedback]",
        "search: {exclude: true}",
    ]
    return "---\n" + "\n".join(lines) + "\n---\n"


def configure_theme(config: MkDocsConfig, prepared: Prepared) -> None:
    """Set the publisher, the language and the navigation in the configuration of MkDocs and the theme."""
    site = prepared.publication.site
    messages = Messages(prepared.templates.phrases, site.locale)
    # MkDocs and the theme do not escape these two.
    config.site_name = str(escape(site.name))
    config.site_url = site.url
    config.site_description = str(escape(site.description))
    config.theme["language"] = language_of(site.locale, theme_languages())
    config.theme["direction"] = site.direction
    # Our header escapes the logo; the theme does not escape the icon.
    config.theme["logo"], config.theme["favicon"] = site.logo or LOGO, str(escape(site.logo or LOGO))
    # After a `custom_dir` of the project, and before the theme.
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(prepared.snapshot.templates / "overrides"))
    texts = prepared.templates.texts
    config.extra_css.append(stylesheet(prepared.templates, dict(site.colours)).path)
    for extension, options in TABLES.items():
        config.mdx_configs.setdefault(extension, dict(options))
    navigation = navigation_of(prepared)
    config.nav = [{entry.label: _target(entry.page)} for entry in navigation]
    names = page_names(messages)
    surfaces = {scheme: tokens(texts["tokens.css"], scheme)["c-surface"] for scheme in ("light", "dark")}
    config.extra["corrigenda"] = {
        "site": site,
        "messages": messages,
        "pages": names,
        "addresses": PAGES,
        "theme_colours": surfaces,
        "social_image": SOCIAL_IMAGE,
        "font": font_files(prepared.templates)[PRELOADED].path,
        "as_of": prepared.publication.as_of,
        "checked": day_html(prepared.publication.as_of, messages),
        "changed": lambda page: day_html(changed_on(page, site), messages),
        "section": partial(section_of, navigation=[navigation_address(entry.page) for entry in navigation]),
        "footer_script": script_files(prepared.templates.texts)["footer"].path,
        "hand_written": hand_written,
        "theme_script": theme_script(config)[0],
        "search_script": script_files(texts)["search"].path,
        "looks_up": site.cases.lookup,
        "case_in_text": pattern_in_text(site.cases),
    }


def with_search_script(page: str, prepared: Prepared) -> str:
    """Return a page with our own search script in place of the theme's if the search index is split."""
    if not prepared.publication.splits_search:
        return page
    scripts = script_files(prepared.templates.texts)
    # Our script is a worker, which loads the finder's scripts from beside it.
    finder = ",".join(PurePosixPath(scripts[name].path).name for name in ("following", "finder"))
    return _SEARCH_SCRIPT.sub(f"{scripts['site-search'].path}?{finder}", page)


def hand_written(files: Iterable[File]) -> list[tuple[str, str]]:
    """Return the title and the address of each hand-written page, ordered by address."""
    pages = [file.page for file in files if file.page is not None and "corrigenda" not in file.page.meta]
    return sorted(((page.meta["title"], page.url) for page in pages), key=itemgetter(1))


def changed_on(page: Page, site: Site) -> dt.date:
    """Return the day on which a hand-written page last changed: its field `changed`, else the site's."""
    day: dt.date = page.meta.get("changed") or site.changed
    return day


def day_html(day: dt.date, messages: Messages) -> Markup:
    """Return a day as HTML, in the reader's format."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), messages.day(day))


def _target(page: str) -> str:
    return f"{PAGES[page]}index.md" if page in PAGES else page
