"""Products and their releases: `content/products.yml`."""

from pydantic import Field

from ..model.products import Branch, Platform, Product, Release, ReleaseKind, ReleaseState, ReleaseStep
from ..model.versions import Scheme
from .fields import Day, Id, Markdown, ProductIdText, Source, Text, VersionText, WindowText
from .redaction import RedactionSource, to_redactions


class ReleaseStepSource(Source):
    """One entry of a release's history."""

    date: Day = Field(description="The day it was decided, or the day the release came out.", examples=["2026-10-20"])
    status: ReleaseState = Field(description="planned, released, dropped or recalled.", examples=["planned"])
    window: WindowText | None = Field(None, description="When it is planned.", examples=["2027-Q1"])
    note: Text | None = Field(
        None, description="The reason of a move, for customers to read.", examples=["The tests take three more weeks."]
    )


class BranchSource(Source):
    """A line of releases that gets corrections of its own."""

    id: Id = Field(description="Its id, which its releases name.", examples=["17"])
    name: Text = Field(description="What the public reads.", examples=["17 (long-term)"])
    end_of_support: Day | None = Field(
        None, description="The last day on which its releases are supported.", examples=["2029-11-08"]
    )


class PlatformSource(Source):
    """What a product runs on."""

    id: Id = Field(description="Its id, which errors name; the same in all products.", examples=["windows"])
    name: Text = Field(description="What the public reads.", examples=["Windows"])


class ReleaseSource(Source):
    """One release of a product."""

    version: VersionText = Field(description='Its version; quote it, as in "12.10".', examples=["12.6"])
    branch: Id | None = Field(None, description="Its branch, in a product that has branches.", examples=["17"])
    kind: ReleaseKind = Field(ReleaseKind.REGULAR, description="regular, or hotfix.", examples=["hotfix"])
    notes: Markdown | None = Field(
        None,
        description="What customers should know about it.",
        examples=["A hot fix for sessions that end too early."],
    )
    end_of_support: Day | None = Field(
        None,
        description="The last day on which it is supported, if it is not that of its branch.",
        examples=["2027-11-01"],
    )
    history: list[ReleaseStepSource] = Field(min_length=1, description="Append only; the oldest first.")
    redactions: list[RedactionSource] = Field(
        [], description="Corrections of wording after publication, which the page lists. Append only."
    )


class ProductSource(Source):
    """One product."""

    id: ProductIdText = Field(
        description="Permanent; also the folder's name below roadmap/.", examples=["remote-control"]
    )
    name: Text = Field(description="What the public reads.", examples=["Remote Control"])
    summary: Text | None = Field(
        None, description="One sentence about the product.", examples=["Reach computers from anywhere."]
    )
    versions: Scheme = Field(
        Scheme.NUMERIC,
        description="How its versions are ordered: numeric (numbers between dots), semver (semantic versioning), or "
        "listed (any text, in the order of 'releases').",
        examples=["listed"],
    )
    branches: list[BranchSource] = Field([], description="Its branches, if corrections are made in several.")
    platforms: list[PlatformSource] = Field([], description="What it runs on, if some errors are on a part of that.")
    releases: list[ReleaseSource] = Field([], description="Its releases, in the order of their versions.")


class ProductsSource(Source):
    """All products, in the order in which pages list them."""

    products: list[ProductSource] = Field(min_length=1, description="All products, in the order of the pages.")


def to_products(source: ProductsSource) -> tuple[Product, ...]:
    """Return the model of a source."""
    return tuple(_product(product) for product in source.products)


def _product(source: ProductSource) -> Product:
    branches = tuple(Branch(branch.id, branch.name, branch.end_of_support) for branch in source.branches)
    platforms = tuple(Platform(platform.id, platform.name) for platform in source.platforms)
    support = {branch.id: branch.end_of_support for branch in branches}
    releases = tuple(
        Release(
            source.id,
            release.version,
            release.kind,
            release.notes,
            tuple(ReleaseStep(step.date, step.status, step.window, step.note) for step in release.history),
            release.branch,
            release.end_of_support or support.get(release.branch or ""),
            to_redactions(release.redactions),
        )
        for release in source.releases
    )
    return Product(source.id, source.name, source.summary, releases, source.versions, branches, platforms)
