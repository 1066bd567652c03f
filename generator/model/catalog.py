"""The catalogue: everything the sources say, as one frozen value. Rules look at it.

It holds private records beside the public errors, so it goes to rules only. Views and outputs get a `Publication`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..problems.problem import Spot
from .error import Error, PrivateRecord
from .products import Product, Release
from .site_data import Setting


@dataclass(frozen=True)
class Catalog:
    """All sources of a site. `errors` are in the order of their ids, `private` beside them in the same order.

    `pages` are the files below pages/, by their names from there; `page_texts` those in Markdown with their texts, by
    their names in problems.
    `strays` are files of the content folder that are no source of any kind; `folder` is its name in problems. `phrases`
    are the words that the templates bring along for the site's language.
    `english` are the keys of those that the templates have in English only, where the site's language is another.
    `languages` are those that the theme speaks; none if any will do.
    `unread` are the ids of errors whose files cannot be read, so that nobody takes them for missing.
    """

    setting: Setting
    errors: tuple[Error, ...]
    private: tuple[PrivateRecord, ...]
    strays: tuple[str, ...] = ()
    folder: str = "content"
    phrases: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    page_texts: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    english: tuple[str, ...] = ()

    def releases(self) -> Iterator[tuple[Spot, Product, Release]]:
        """Give every release with its spot in products.yml and its product."""
        for at, product in enumerate(self.setting.products):
            for place, release in enumerate(product.releases):
                yield Spot(f"{self.folder}/products.yml", ("products", at, "releases", place)), product, release

    @cached_property
    def by_id(self) -> Mapping[str, Error]:
        """Errors by their id."""
        return {error.id: error for error in self.errors}
