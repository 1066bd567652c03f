"""The renderer: templates, messages and prose, bound to one publication. Pages and outputs are made with it.

Templates escape by default and know only the view they are given; they make addresses with `href`, relative to the
page, so that the site works at any address and from a folder.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from ..markup.line import line_html
from ..markup.prose import Prose
from ..markup.references import References
from ..messages.messages import Messages
from ..model.addresses import PAGES
from ..model.cases import canonical_pattern, counting_separators, pattern_in_text, shard_digits
from ..model.error import by_alias
from ..model.publication import Publication
from ..model.window import Window
from ..views.route import route_picture
from .assets import script_files
from .file_specs import SOCIAL_IMAGE, LayoutSpec, Page, PageSpec, Parents
from .folding import folded
from .json_ld import breadcrumbs
from .layout import Layout
from .parts import Parts, made_parts
from .site_templates import SiteTemplates

TEMPLATES = "site_templates"
"""The folder of templates, as problems name it."""


class Renderer:
    """Renders one publication's pages.

    `parts` provides the parts of long lists; `compiled` may store compiled templates.
    """

    def __init__(
        self,
        publication: Publication,
        templates: SiteTemplates,
        parts: Parts = made_parts,
        compiled: jinja2.BytecodeCache | None = None,
    ) -> None:
        self.publication = publication
        self.templates = templates
        self.parts = parts
        site = publication.site
        self.messages = Messages(templates.phrases, site.locale)
        titles = {error.id: error.title for error in publication.errors}
        self._templates: dict[str, jinja2.Template] = {}
        self._lines: dict[tuple[str, str], Markup] = {}
        self.references = References(
            publication.site_data,
            titles,
            page_names(self.messages),
            self.messages.target,
            by_alias(publication.errors),
        )
        self.prose = Prose(self.references, self._block)
        self.environment = jinja2.Environment(
            # With paths as file names, so that errors in templates say where they are.
            loader=jinja2.FunctionLoader(lambda name: _found(templates, name)),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled,
        )
        scripts = {name: file.path for name, file in script_files(templates.texts).items()}
        matrix = publication.site_data.severity
        self.environment.globals.update(
            site=site,
            messages=self.messages,
            asset=scripts.__getitem__,
            matrix=matrix,
            route=route_picture(site.route),
            levels=len(matrix.levels),
            severity_levels=matrix.levels,
            absolute=self.absolute,
            social_image=SOCIAL_IMAGE,
            case_digits=shard_digits(len(publication.case_digests)),
            case_pattern=canonical_pattern(site.cases),
            case_in_text=pattern_in_text(site.cases),
            case_separators=counting_separators(site.cases.pattern),
        )
        self.environment.filters.update(day=cache(self._day), window=cache(self._window), webcal=webcal)
        self.environment.globals.update(self._tags())

    def article(self, template: str, address: str, **view: object) -> Markup:
        """Render a template of `pages/` as the article of the page at `address`."""
        root = root_of(address, self.publication.site.url)
        return Markup(self._template(template).render(**self._page_names(root), **view))

    def page(self, layout: LayoutSpec, article: Markup, scripts: tuple[str, ...] = (), **more: Any) -> Page:
        """Return the only page of a kind, with the title and description that the messages have for it."""
        title, description = self.messages(f"page.{layout.kind}"), self.messages(f"describe.{layout.kind}")
        return Page(title, description, article, scripts, **more)

    def above(self, name: str) -> Parents:
        """Return one of the site's own pages, by its name, as the page above another."""
        return ((self.messages(f"page.{name}"), PAGES[name]),)

    def snippet(self, source: str, **values: object) -> Markup:
        """Render a piece of template at the site's root, as for the gallery's examples."""
        return Markup(self.environment.from_string(source).render(**self._page_names(""), **values))

    def text(self, template: str, **view: object) -> str:
        """Render a template that is not a page, with absolute addresses."""
        return self._template(template).render(**self._page_names(self.publication.site.url), **view)

    def prose_html(self, text: str) -> Markup:
        """Return prose as safe HTML with absolute addresses, for use outside the site."""
        return self.prose.html(text, self.publication.site.url)

    def page_bytes(self, spec: PageSpec, page: Page, layout: Layout) -> bytes:
        """Fill a page into its layout, and return the file's bytes."""
        canonical = self.absolute(spec.address)
        head = self.article("pages/_head.html", spec.address, page=page, spec=spec, canonical=canonical)
        values = {
            "title": page.title,
            "description": page.description,
            "canonical": canonical,
            "head": head + breadcrumbs(spec, page.title, self.absolute) + page.head_html,
            "article": page.article_html,
        }
        return layout.fill(values).encode()

    def absolute(self, address: str) -> str:
        """Return the absolute form of one of the site's addresses."""
        return self.publication.site.url + address

    def _page_names(self, root: str) -> dict[str, object]:
        def href(address: str) -> str:
            return (root + address) or "./"

        def prose(text: str) -> Markup:
            return self.prose.html(text, root)

        def say(key: str, **values: object) -> Markup:
            return self._line(key, root).format_map(values)

        return {"href": href, "prose": prose, "say": say, "page_address": PAGES, "root": root}

    def _line(self, key: str, root: str) -> Markup:
        """Return a message with its links, shared by pages at the same depth; its placeholders are not filled yet."""
        line = self._lines.get((key, root))
        if line is None:
            line = self._lines[(key, root)] = line_html(self.messages(key), self.references, root)
        return line

    def _tags(self) -> dict[str, object]:
        """Render the tag of each status and level once, as lists show them thousands of times."""
        tags: Any = self._template("components/tag/tag.html").module
        site_data = self.publication.site_data
        levels, lifecycle = site_data.severity.levels, site_data.lifecycle
        return {
            "status_tags": {
                status.id: tags.status_tag(status, lifecycle.number_in_phase(status)) for status in lifecycle.statuses
            },
            "severity_tags": {level.id: tags.severity_tag(level, len(levels)) for level in levels},
        }

    def _template(self, name: str) -> jinja2.Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self.environment.get_template(name)
            # Jinja uses a chain of two dictionaries here, and goes through it name by name for every page.
            template.globals = dict(template.globals)
        return template

    def _block(self, name: str, root: str) -> str:
        return self._template(f"blocks/{name}.html").render(**self._page_names(root))

    def _day(self, day: dt.date) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), self.messages.day(day))

    def _window(self, window: Window) -> Markup:
        if window.is_day:
            return self._day(window.first)
        return escape(self.messages.window(window))


def _found(templates: SiteTemplates, name: str) -> tuple[str, str, None] | None:
    source = templates.texts.get(name)
    return None if source is None else (folded(source, templates.phrases), f"{TEMPLATES}/{name}", None)


def root_of(address: str, site_url: str) -> str:
    """Return the relative path from a page to the site's root: `../../` for `corrections/nrc-1042/`.

    The page for unknown addresses is shown at any depth, so its links begin at the site's path.
    """
    return urlsplit(site_url).path if address == "404.html" else "../" * address.count("/")


def webcal(address: str) -> str:
    """Return a calendar's address in the form to which programs subscribe."""
    return address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)


def page_names(messages: Messages) -> dict[str, str]:
    """Return the names of the site's own pages, as prose refers to them."""
    return {page: messages(f"page.{page}") for page in PAGES}
