"""References in prose: `[[target:critical/response]]`, `[[NRC-1042]]`, `[[page:assess|check the severity]]`.

A figure or a name is written once in the sources and referred to everywhere else, so that changing it once changes
every sentence that mentions it. They are resolved here, for pages and for the rule that reports unknown ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..model.addresses import PAGES, error_address, level_address
from ..model.site_data import SiteData
from ..severity.model import Target

REFERENCE = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")
BLOCKS = ("matrix", "route", "terms", "criteria")
"""References that, alone in a paragraph, become a whole component."""
KINDS = ("faq", "error", "product", "release", "target", "level", "plan", "page", "site")
"""The kinds of things a reference may name; without a kind, it names a question or an error."""


class Reference(NamedTuple):
    """A reference as written: its kind (`""` if left out), target, link text, start and end."""

    kind: str
    target: str
    words: str | None
    start: int
    end: int


class Resolved(NamedTuple):
    """A resolved reference: its text, and its address (below the site's root, or absolute), if it is a link."""

    text: str
    address: str | None = None


def find_references(text: str) -> Iterator[Reference]:
    """Yield the references in a string, in order; offsets count characters."""
    for match in REFERENCE.finditer(text):
        kind, colon, target = match[1].strip().partition(":")
        kind, target = (kind.strip(), target.strip()) if colon else ("", kind.strip())
        yield Reference(kind, target, match[2] and match[2].strip(), match.start(), match.end())


class References:
    """Resolves references against the sources.

    `titles` are the errors' titles by id, `page_names` the pages' names; `say_target` puts a target into words;
    `aliases` are the errors' ids by their other names.
    """

    def __init__(
        self,
        site_data: SiteData,
        titles: Mapping[str, str],
        page_names: Mapping[str, str],
        say_target: Callable[[Target], str] = lambda target: target.text,
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.site_data = site_data
        self.say_target = say_target
        self.titles = titles
        self.aliases = aliases
        self.page_names = page_names
        self._known: dict[str, Sequence[str]] = {}

    def resolve(self, reference: Reference) -> Resolved | None:
        """Return a reference's text and address, or None if its target does not exist."""
        found = self._by_kind(reference.kind, reference.target)
        return Resolved(reference.words, found.address) if found and reference.words else found

    def known(self, kind: str) -> Sequence[str]:
        """Return every target of a kind, for suggestions to the author."""
        named = kind if kind in KINDS else ""
        if named not in self._known:
            self._known[named] = tuple(self._targets(named))
        return self._known[named]

    def _targets(self, kind: str) -> list[str]:
        site_data = self.site_data
        match kind:
            case "faq":
                return [question.id for question in site_data.faq.questions]
            case "error":
                return [*self.titles, *self.aliases]
            case "product":
                return [product.id for product in site_data.products]
            case "release":
                return [f"{p.id}/{release.version}" for p in site_data.products for release in p.releases]
            case "target":
                return [
                    f"{level.id}/{target.id}"
                    for level in site_data.severity.levels
                    for target in site_data.severity.targets
                ]
            case "level" | "plan":
                return [level.id for level in site_data.severity.levels]
            case "page":
                return [name for name in PAGES if self.site_data.site.has_page(name)]
            case "site":
                return ["name", "phone", "form"] if self.site_data.site.contact.phone else ["name", "form"]
            case _:
                return [*BLOCKS, *self.known("faq"), *self.known("error")]

    def _by_kind(self, kind: str, target: str) -> Resolved | None:
        match kind:
            case "faq":
                question = self.site_data.faq.get(target)
                return Resolved(question.question, question.address) if question else None
            case "error":
                named = self.aliases.get(target, target)
                return Resolved(target, error_address(named)) if named in self.titles else None
            case "product":
                product = self.site_data.product_by_id.get(target)
                return Resolved(product.name, product.address) if product else None
            case "release":
                product_id, _, version = target.partition("/")
                release = self.site_data.release(product_id, version)
                name = self.site_data.product_by_id[product_id].name if release else ""
                return Resolved(f"{name} {version}", release.address) if release else None
            case "target":
                level, _, target_id = target.partition("/")
                return self._target(level, target_id)
            case "level":
                found = self.site_data.levels_by_id.get(target)
                return Resolved(found.name, level_address(found.id)) if found else None
            case "plan":
                found = self.site_data.levels_by_id.get(target)
                return Resolved(found.release_plan.words) if found else None
            case "page":
                return self._page(target)
            case "site":
                return self._site(target)
            case "":
                return self._by_kind("faq", target) or self._by_kind("error", target)
            case _:
                return None

    def _target(self, level_id: str, target_id: str) -> Resolved | None:
        level = self.site_data.levels_by_id.get(level_id)
        target = dict(level.targets).get(target_id) if level else None
        return Resolved(self.say_target(target)) if target else None

    def _page(self, name: str) -> Resolved | None:
        there = name in PAGES and self.site_data.site.has_page(name)
        return Resolved(self.page_names.get(name, name), PAGES[name]) if there else None

    def _site(self, field: str) -> Resolved | None:
        site = self.site_data.site
        if field == "phone" and site.contact.phone:
            return Resolved(site.contact.phone, "tel:" + re.sub(r"[^0-9+]", "", site.contact.phone))
        if field == "form":
            return Resolved(site.contact.form, site.contact.form)
        return Resolved(site.name, "") if field == "name" else None


def written_out(text: str, references: References, root: str) -> str:
    """Return prose as plain Markdown: references to figures become text, all others links below `root`.

    References to whole components and unknown ones are left as written.
    """
    if "[[" not in text:
        return text

    def written(match: re.Match[str]) -> str:
        resolved = references.resolve(next(find_references(match[0])))
        if resolved is None:
            return match[0]
        if resolved.address is None:
            return resolved.text
        absolute = re.match(r"[a-z]+:", resolved.address) is not None
        return f"[{resolved.text}]({resolved.address if absolute else root + resolved.address})"

    return REFERENCE.sub(written, text)
