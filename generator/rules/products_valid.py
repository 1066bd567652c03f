"""Each product and release is listed once, releases are in order of version, and planned ones say when they are due.

Passes:

    - version: "12.5"
      history: [{date: 2026-06-15, status: planned, window: 2026-10-06}]
    - version: "12.6"
      history: [{date: 2026-08-03, status: planned, window: 2027-Q1}]

Fails, as 12.10 comes after 12.9:

    - version: "12.10"
    - version: "12.9"
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.products import Product, ReleaseState
from ..problems.problem import FieldLocation, FieldPath


def _check(catalog: Catalog) -> Problems:
    file = f"{catalog.folder}/products.yml"
    seen: set[str] = set()
    for at, product in enumerate(catalog.site_data.products):
        path: FieldPath = ("products", at)
        if product.id.lower() in seen:
            yield RULE.problem(
                FieldLocation(file, (*path, "id")),
                f"the product '{product.id}' is listed twice",
            )
        seen.add(product.id.lower())
        for message, inner in _releases(product):
            yield RULE.problem(FieldLocation(file, (*path, "releases", *inner)), message)


def _releases(product: Product) -> Iterator[tuple[str, FieldPath]]:
    previous = None
    for place, release in enumerate(product.releases):
        if previous is not None and release.key <= previous.key:
            twice = release.key == previous.key
            reason = "is listed twice" if twice else f"comes after {previous.version}; put the releases in order"
            yield f"release {release.version} {reason}", (place, "version")
        previous = release
        for index, step in enumerate(release.history):
            if step.state is ReleaseState.PLANNED and step.window is None:
                yield "a planned release says when; add 'window: …' (such as 2027-Q1)", (place, "history", index)
            if step.state is not ReleaseState.PLANNED and index < len(release.history) - 1:
                message = f"nothing follows '{step.state.value}'; delete what follows"
                yield message, (place, "history", index + 1)


RULE = Rule("products-valid", whole=_check, essential=True)
