"""The page of a release: what it corrects, planned and done apart, and what customers should know about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from generator.model.products import Release
from generator.model.publication import NO_ERRORS
from generator.render.plan import Page, PagePlan, Shell
from generator.render.renderer import Renderer
from generator.views.errors import rows_of
from generator.views.phases import by_phase

SHELL = Shell("release", "corrections/release/a-release/")


def plans(render: Renderer) -> Iterator[PagePlan]:
    """Give a page for each release."""
    publication = render.publication
    for product in publication.setting.products:
        parents = (
            (render.words("page.corrections"), "corrections/"),
            (product.name, f"corrections/product/{product.id.lower()}/"),
        )
        for release in product.releases:
            errors = publication.by_release.get((product.id, release.version), NO_ERRORS)
            changed = max(release.history[-1].date, errors.changed or dt.date.min)
            inputs = (errors.fingerprint,)
            make = partial(_page, render, release)
            yield PagePlan(f"corrections/release/{release.slug}/", "release", changed, inputs, make, parents)


def _page(render: Renderer, release: Release) -> Page:
    publication, words = render.publication, render.words
    product = publication.setting.product_by_id[release.product]
    errors = publication.by_release.get((product.id, release.version), NO_ERRORS)
    article = render.article(
        "pages/release.html",
        f"corrections/release/{release.slug}/",
        product=product,
        release=release,
        phases=by_phase(rows_of(errors, publication)),
        total=len(errors),
        changed=max(release.history[-1].date, errors.changed or dt.date.min),
    )
    feeds: tuple[tuple[str, str], ...] = ()
    if publication.site.outputs["feeds"]:
        name = f"{product.name} {release.version}"
        feeds = ((words("feed.release", name=name), f"feeds/release/{release.slug}.atom"),)
    title = words("title.release", name=product.name, version=release.version)
    description = words("describe.release", name=product.name, version=release.version)
    return Page(title, description, article, feeds=feeds)
