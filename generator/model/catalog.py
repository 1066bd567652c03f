"""The catalogue: everything the sources say, as one frozen value, for the rules.

It holds private records beside the public errors, so only rules get it. Views and outputs get a `Publication`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..problems.problem import FieldLocation
from .error import KnownError, PrivateRecord
from .products import Product, Release
from .site_data import SiteData


@dataclass(frozen=True)
class Catalog:
    """All sources of a site. `errors` are in the order of their ids, `private` beside them in the same order.

    `pages` are the names of the files below pages/, relative to it; `page_texts` are the texts of those in Markdown, by
    their names in problems.
    `strays` are files of the content folder that are not sources; `folder` is its name in problems. `phrases` are the
    messages that the templates have for the site's language.
    `english` are the keys of those that the templates have in English only, if the site's language is another.
    `languages` are those that the theme supports; empty if any will do.
    `unreadable` are the ids of errors whose files cannot be read, so that they are not reported as missing.
    """

    site_data: SiteData
    errors: tuple[KnownError, ...]
    private: tuple[PrivateRecord, ...]
    strays: tuple[str, ...] = ()
    folder: str = "content"
    phrases: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    page_texts: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    english: tuple[str, ...] = ()

    def field(self, name: str, *path: str | int) -> FieldLocation:
        """Return the location of a field of a settings file."""
        return FieldLocation(f"{self.folder}/{name}", path)

    def releases(self) -> Iterator[tuple[FieldLocation, Product, Release]]:
        """Yield every release with its location in products.yml and its product."""
        for at, product in enumerate(self.site_data.products):
            for index, release in enumerate(product.releases):
                yield self.field("products.yml", "products", at, "releases", index), product, release

    @cached_property
    def by_id(self) -> Mapping[str, KnownError]:
        """Return the errors by their id."""
        return {error.id: error for error in self.errors}

    def steps_of(self, error_id: str) -> int:
        """Return how many steps an error has, which are none if it is not there."""
        error = self.by_id.get(error_id)
        return len(error.history) if error else 0
