"""What the theme is told about a site: names, language, navigation, and where its own style is."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.edges.settled import Settled
from generator.markup.references import PAGES
from generator.model.site import NavigationEntry, Site
from generator.render.assets import stylesheet
from generator.render.plan import Shell
from generator.render.renderer import page_names
from generator.render.stamping import marker
from generator.render.words import Words

DEFAULT_NAVIGATION = ("home", "faq", "severity", "assess", "corrections", "changes")


def shell_source(shell: Shell) -> str:
    """Give the Markdown file that the engine believes a shell is made from."""
    return f"{shell.address}index.md"


def shell_front_matter(shell: Shell) -> str:
    """Give the Markdown of a shell: nothing but markers."""
    lines = [
        f"title: {marker('title')}",
        f"description: {marker('description')}",
        f"corrigenda: {shell.kind}",
        "hide: [toc, navigation, feedback]",
        "search: {exclude: true}",
    ]
    return "---\n" + "\n".join(lines) + "\n---\n"


def configure_theme(config: MkDocsConfig, settled: Settled, project: Path) -> None:  # noqa: ARG001
    """Tell MkDocs and the theme who publishes, in which language, and what the navigation is."""
    site = settled.publication.site
    words = Words(settled.templates.phrases, site.locale)
    config.site_name = site.name
    config.site_url = site.url
    config.site_description = site.description
    config.theme["language"] = site.locale.split("-")[0]
    config.theme["direction"] = site.direction
    if site.logo:
        config.theme["logo"] = site.logo
        config.theme["favicon"] = site.logo
    config.extra_css.append(stylesheet(settled.templates.texts).path)
    config.nav = [{entry.label: _target(entry.page)} for entry in _navigation(site, words)]
    names = page_names(words)
    config.extra["corrigenda"] = {"site": site, "words": words, "pages": names, "addresses": PAGES}


def _navigation(site: Site, words: Words) -> tuple[NavigationEntry, ...]:
    if site.navigation:
        return site.navigation
    return tuple(NavigationEntry(page, words(f"page.{page}")) for page in DEFAULT_NAVIGATION)


def _target(page: str) -> str:
    return f"{PAGES[page]}index.md" if page in PAGES else page
