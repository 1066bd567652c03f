"""Products and their releases: `content/products.yml`."""

from __future__ import annotations

from pydantic import Field

from ..model.products import Product, Release, ReleaseKind, ReleaseState, ReleaseStep
from .fields import Day, Markdown, ProductIdText, Source, Text, VersionText, WindowText


class ReleaseStepSource(Source):
    """One entry of a release's history."""

    date: Day = Field(description="The day it was decided, or the day the release came out.", examples=["2026-10-20"])
    status: ReleaseState = Field(description="planned, released or dropped.", examples=["planned"])
    window: WindowText | None = Field(None, description="When it is planned.", examples=["2027-Q1"])
    note: Text | None = Field(
        None, description="The reason of a move, for customers to read.", examples=["The tests take three more weeks."]
    )


class ReleaseSource(Source):
    """One release of a product."""

    version: VersionText = Field(description='Its version; quote it, as in "12.10".', examples=["12.6"])
    kind: ReleaseKind = Field(ReleaseKind.REGULAR, description="regular, or hotfix.", examples=["hotfix"])
    notes: Markdown | None = Field(
        None,
        description="What customers should know about it.",
        examples=["A hot fix for sessions that end too early."],
    )
    history: list[ReleaseStepSource] = Field(min_length=1, description="Append only; the oldest first.")


class ProductSource(Source):
    """One product."""

    id: ProductIdText = Field(
        description="Permanent; also the folder's name below roadmap/.", examples=["remote-control"]
    )
    name: Text = Field(description="What the public reads.", examples=["Remote Control"])
    summary: Text | None = Field(
        None, description="One sentence about the product.", examples=["Reach computers from anywhere."]
    )
    releases: list[ReleaseSource] = Field([], description="Its releases, in the order of their versions.")


class ProductsSource(Source):
    """All products, in the order in which pages list them."""

    products: list[ProductSource] = Field(min_length=1, description="All products, in the order of the pages.")


def to_products(source: ProductsSource) -> tuple[Product, ...]:
    """Return the model of a source."""
    return tuple(
        Product(
            product.id,
            product.name,
            product.summary,
            tuple(
                Release(
                    product.id,
                    release.version,
                    release.kind,
                    release.notes,
                    tuple(ReleaseStep(step.date, step.status, step.window, step.note) for step in release.history),
                )
                for release in product.releases
            ),
        )
        for product in source.products
    )
