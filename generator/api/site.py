"""Makes what the API says about everything but the errors, as models: there is only one file of each.

Where a model has the fields of a value of the catalogue, it is read from that value.
"""

from __future__ import annotations

import datetime as dt

from ..business_time.openings import moment, openings
from ..render.renderer import Renderer
from ..views.release_dates import ReleaseDate, release_dates
from .error_models import Redaction
from .site_models import CalendarFile, FaqEntry, FaqFile, FileEntry, Index, ProductFile, SeverityFile


def index_file(render: Renderer, files: list[tuple[str, str]]) -> Index:
    """Return the index; the API's files are given as (path, description)."""
    publication, site = render.publication, render.publication.site
    site_data = publication.site_data
    last = publication.last_change(publication.errors, site_data.releases)
    days = [site.changed, site_data.faq.changed, site_data.severity.changed, last]
    return Index(
        version="1",
        site=site.name,
        url=site.url,
        language=site.locale,
        time_zone=site.time_zone,
        sample_data=site.sample_data,
        changed=max(days),
        errors=len(publication.errors),
        files=[FileEntry(path=path, about=about) for path, about in files],
    )


def faq_file(render: Renderer) -> FaqFile:
    """Return the questions with their answers."""
    faq = render.publication.site_data.faq
    return FaqFile(
        changed=faq.changed,
        questions=[
            FaqEntry(
                id=one.id,
                question=one.question,
                answer_html=str(render.prose_html(one.answer)),
                short=one.short,
                redactions=[Redaction.model_validate(redaction) for redaction in one.redactions],
                url=render.absolute(one.address),
            )
            for one in faq.questions
        ],
    )


def severity_file(render: Renderer) -> SeverityFile:
    """Return the matrix, the questions, and the decision table."""
    site_data = render.publication.site_data
    table = [
        {"answers": dict(answers), "severity": level.id} for answers, level in site_data.decision_table.levels.items()
    ]
    return SeverityFile.model_validate({**site_data.severity._asdict(), "table": table})


def product_file(render: Renderer) -> ProductFile:
    """Return the products with their releases, and the statuses."""
    site_data = render.publication.site_data
    products = [
        {
            "id": product.id,
            "name": product.name,
            "summary": product.summary,
            "url": render.absolute(product.address),
            "versions": product.scheme,
            "branches": [branch._asdict() for branch in product.branches],
            "platforms": [platform._asdict() for platform in product.platforms],
            "releases": [_release(date, render) for date in release_dates([product])],
        }
        for product in site_data.products
    ]
    return ProductFile.model_validate({"products": products, "statuses": site_data.lifecycle.statuses})


def calendar_file(render: Renderer) -> CalendarFile:
    """Return the openings as instants, from the first day of the build's year, so that the file rarely changes."""
    calendar = render.publication.site_data.calendar
    known = openings(calendar, dt.date(render.publication.as_of.year, 1, 1))
    instants = [{"start": moment(one.start), "end": moment(one.end)} for one in known.intervals]
    return CalendarFile.model_validate({**calendar._asdict(), "openings": instants})


def _release(date: ReleaseDate, render: Renderer) -> dict[str, object]:
    release = date.release
    return {
        "version": release.version,
        "branch": release.branch,
        "kind": release.kind,
        "state": release.state,
        "planned": release.window,
        "released": release.released,
        "end_of_support": release.end_of_support,
        "moves": date.sequence,
        "changed": release.history[-1].date,
        "redactions": release.redactions,
        "url": render.absolute(release.address),
    }
