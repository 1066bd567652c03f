"""The product manager's report as one page that needs no other file: for the screen of a meeting, a mail, or paper."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import replace
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from ..messages.messages import Messages
from ..model.error import KnownError
from ..model.publication import Errors, Publication
from ..model.site_data import SiteData
from ..render.assets import PRELOADED, stripped_css
from ..render.palette import own_colours, tokens
from ..render.site_templates import SiteTemplates
from ..views.roadmap import roadmap_of
from .overview import Management
from .overview_text import bands

_LOOKS = 4
"""How many looks of severities tokens.css has; levels after that look like the last of them."""


class _Row(NamedTuple):
    """A level with the errors that wait: in each band of ages, and where each band is drawn."""

    name: str
    look: int
    counts: tuple[int, ...]
    all: int

    @property
    def drawn(self) -> tuple[tuple[int, int], ...]:
        """Return where the bar of each band begins, and how long it is."""
        return tuple((sum(self.counts[:at]), count) for at, count in enumerate(self.counts))


def report_html(
    report: Management, errors: tuple[KnownError, ...], site_data: SiteData, templates: SiteTemplates, only: str | None
) -> str:
    """Return the page; `errors` are those that the report is about, of the product `only` if that is not None."""
    messages = Messages(templates.phrases, "en")
    levels = site_data.severity.levels
    rows = [
        _Row(level.name, min(at, _LOOKS), report.by_age(level.id), sum(report.by_age(level.id)))
        for at, level in enumerate(levels, start=1)
    ]
    shown = tuple(product for product in site_data.products if only in (None, product.id))
    publication = Publication(replace(site_data, products=shown), Errors(errors), (), "")
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates.texts)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def day(day: dt.date) -> Markup:
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), messages.day(day))

    environment.filters.update(day=day, window=messages.window)
    page = environment.get_template("report/report.html").render(
        report=report,
        name=site_data.site.name,
        product=site_data.product_by_id[only] if only else None,
        products={product.id: product.name for product in site_data.products},
        style=Markup(_style(templates, site_data)),
        rows=rows,
        bands=bands(),
        levels={level.id: row for level, row in zip(levels, rows, strict=True)},
        most_waiting=max((row.all for row in rows), default=0),
        most_overdue=max((one.days for one in report.overdue), default=0) or 1,
        most_stale=max((one.days for one in report.stale), default=0),
        most_due=max((one.due for one in report.quarters), default=0),
        percent=f"{report.on_time / report.due:.0%}" if report.due else "",
        stale_after=site_data.site.stale_after_days,
        roadmap=roadmap_of(publication),
        messages=messages,
        href=lambda address: site_data.site.url + address,
    )
    return page.lstrip()


def _style(templates: SiteTemplates, site_data: SiteData) -> str:
    """Return the style with the typeface in it, and the site's colours for light and dark."""
    texts = templates.texts
    own = own_colours(dict(site_data.site.colours), texts["tokens.css"])
    both = [tokens(texts["tokens.css"], scheme) | own.get(scheme, {}) for scheme in ("light", "dark")]
    light, dark = (";".join(f"--{name}:{value}" for name, value in colours.items()) for colours in both)
    font = base64.b64encode(templates.fonts[PRELOADED]).decode()
    return (
        "@font-face{font-family:Corrigenda;font-weight:200 800;"
        f'src:url(data:font/woff2;base64,{font}) format("woff2")}}\n'
        f":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        + stripped_css(texts["components/roadmap/roadmap.css"] + texts["report/report.css"])
    )
