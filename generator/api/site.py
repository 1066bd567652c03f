"""Makes what the API says about everything but the errors, as models: there is only one file of each."""

from __future__ import annotations

import datetime as dt

from ..business_time.openings import moment, openings
from ..model.window import Window
from ..render.renderer import Renderer
from ..severity.model import Level, Question
from ..views.release_dates import ReleaseDate, release_dates
from .error_models import Span
from .site_models import (
    AnswerEntry,
    CalendarFile,
    Combination,
    CriterionEntry,
    FaqEntry,
    FaqFile,
    FileEntry,
    Index,
    LevelEntry,
    Opening,
    ProductEntry,
    ProductFile,
    QuestionEntry,
    ReleaseEntry,
    ReleasePlanEntry,
    SeverityFile,
    StatusEntry,
    TargetColumn,
    TargetValue,
)


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
                url=render.absolute(one.address),
            )
            for one in faq.questions
        ],
    )


def severity_file(render: Renderer) -> SeverityFile:
    """Return the matrix, the questions, and the decision table."""
    matrix = render.publication.site_data.severity
    return SeverityFile(
        version=matrix.version,
        changed=matrix.changed,
        targets=[TargetColumn(id=one.id, name=one.name, by=one.by) for one in matrix.targets],
        levels=[_level(level) for level in matrix.levels],
        questions=[_question(question) for question in matrix.questions],
        table=[
            Combination(answers=dict(answers), severity=level.id)
            for answers, level in render.publication.site_data.decision_table.levels.items()
        ],
    )


def product_file(render: Renderer) -> ProductFile:
    """Return the products with their releases, and the statuses."""
    site_data = render.publication.site_data
    dates = {(date.product.id, date.release.version): date for date in release_dates(site_data.products)}
    return ProductFile(
        products=[
            ProductEntry(
                id=product.id,
                name=product.name,
                summary=product.summary,
                url=render.absolute(product.address),
                releases=[
                    _release(dates[product.id, release.version], render)
                    for release in product.releases
                    if (product.id, release.version) in dates
                ],
            )
            for product in site_data.products
        ],
        statuses=[
            StatusEntry(id=one.id, name=one.name, phase=one.phase.value, meaning=one.meaning)
            for one in site_data.lifecycle.statuses
        ],
    )


def calendar_file(render: Renderer) -> CalendarFile:
    """Return the openings as instants, from the first day of the build's year, so that the file rarely changes."""
    calendar = render.publication.site_data.calendar
    known = openings(calendar, dt.date(render.publication.as_of.year, 1, 1))
    return CalendarFile(
        time_zone=calendar.time_zone,
        valid_through=calendar.valid_through,
        openings=[Opening(start=moment(one.start), end=moment(one.end)) for one in known.intervals],
    )


def _level(level: Level) -> LevelEntry:
    return LevelEntry(
        id=level.id,
        rank=level.rank,
        name=level.name,
        summary=level.summary,
        criteria=[CriterionEntry(question=c.question, at_least=c.at_least, words=c.words) for c in level.criteria],
        targets={
            name: TargetValue(amount=target.amount, unit=target.unit.value, text=target.text)
            for name, target in level.targets
        },
        release_plan=ReleasePlanEntry(words=level.release_plan.words, kinds=list(level.release_plan.kinds)),
    )


def _question(question: Question) -> QuestionEntry:
    return QuestionEntry(
        id=question.id,
        ask=question.ask,
        hint=question.hint,
        answers=[
            AnswerEntry(
                id=one.id,
                label=one.label,
                hint=one.hint,
                only_if={limit.question: list(limit.answers) for limit in one.only_if},
            )
            for one in question.answers
        ],
    )


def _release(date: ReleaseDate, render: Renderer) -> ReleaseEntry:
    release = date.release
    return ReleaseEntry(
        version=release.version,
        kind=release.kind.value,
        state=release.state.value,
        planned=_span(release.window),
        released=release.released,
        moves=date.sequence,
        changed=release.history[-1].date,
        url=render.absolute(release.address),
    )


def _span(window: Window | None) -> Span | None:
    return Span(text=window.text, first=window.first, last=window.last) if window else None
