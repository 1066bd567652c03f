"""Several products as one, for an error that is in all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .products import Branch, Product, Release


@dataclass(frozen=True)
class JointProduct(Product):
    """The products of an error that is in several, as one: each branch of each of them is a branch of it.

    A step names a release of the first by its version, and one of another as in addresses: `viewer/3.2`.
    """

    parts: tuple[Product, ...] = ()

    @classmethod
    def of(cls, parts: tuple[Product, ...]) -> JointProduct:
        """Return several products as one."""
        branches = [
            Branch(f"{part.id}/{one.id}", f"{part.name} {one.name}", one.end_of_support, (part.id, one.id))
            for part in parts
            for one in part.branches
        ]
        nameless = [Branch(part.id, part.name, part=(part.id, None)) for part in parts]
        first, releases = parts[0], tuple(release for part in parts for release in part.releases)
        platforms = tuple(dict.fromkeys(platform for part in parts for platform in part.platforms))
        return cls(first.id, first.name, None, releases, first.scheme, (*branches, *nameless), platforms, parts)

    def release(self, version: str) -> Release | None:
        """Return a release as a step names it, or None."""
        product, _, own = version.partition("/")
        part = next((part for part in self.parts[1:] if part.id == product), None)
        return part.release(own) if part else self.parts[0].release(version)

    def branch_of(self, release: Release | None) -> Branch | None:
        """Return the branch of a release, which one without a branch is in as well."""
        part = (release.product, release.branch) if release else None
        return next((branch for branch in self.branches if branch.part == part), None)

    def written(self, release: Release) -> str:
        """Return a release as the step of a history names it."""
        return release.version if release.product == self.id else f"{release.product}/{release.version}"

    def in_words(self, version: str) -> str:
        """Return a release that a step names as readers know it: one of another product with that product's name."""
        release = self.release(version)
        names = {part.id: part.name for part in self.parts[1:]}
        return f"{names[release.product]} {release.version}" if release and release.product in names else version

    def lines(self, named: Collection[str | None]) -> list[str | None]:
        """Return the branches that a history is about: of each product those that it names, or one without a name."""
        found: list[str | None] = []
        for part in self.parts:
            own = [f"{part.id}/{branch.id}" for branch in part.branches if f"{part.id}/{branch.id}" in named]
            found += own if own and part.id not in named else [*own, part.id]
        return [*found, None] if None in named else found
