"""The site's words that are not in a template: titles of feed entries, names of months, formats of dates.

They are in `site_templates/messages/<language>.yml`, so that translating the site never means editing code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from jinja2 import TemplateRuntimeError

from ..model.by_branch import Said
from ..model.versions import VersionRange
from ..model.window import Grain, Window
from ..severity.model import Target

_COMPARISONS = {">=": "from", ">": "after", "<": "before", "<=": "upto", "=": "is"}


class Messages:
    """Phrases by key. A phrase has placeholders in braces: `{id} moved from {old} to {new}`."""

    def __init__(self, phrases: Mapping[str, str], language: str) -> None:
        self.phrases = phrases
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase with its placeholders filled in; raise a template error if the messages file lacks it.

        A test rules that out for the program's own; a project's own templates may be older than the program.
        """
        phrase = self.phrases.get(key)
        if phrase is None:
            way_out = "add it to messages/en.yml; if the templates are older than the program, take its line from there"
            raise TemplateRuntimeError(f"there is no phrase '{key}'; {way_out}")
        return phrase.format_map(values) if values else phrase

    def counted(self, key: str, count: int, **values: object) -> str:
        """Return the phrase `key.one` or `key.other` for a number."""
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)

    def target(self, target: Target) -> str:
        """Return a target as readers write it: `2 business hours`."""
        return self.counted(f"target.{target.unit.value.replace(' ', '-')}", target.amount)

    def day(self, day: dt.date) -> str:
        """Return a day as readers write it: `14 August 2026`."""
        return self("date.day", day=day.day, month=self.phrases[f"month.{day.month}"], year=day.year)

    def window(self, window: Window) -> str:
        """Return a window as readers write it: a day, `December 2026`, `first quarter of 2027`."""
        if window.grain is Grain.DAY:
            return self.day(window.first)
        if window.grain is Grain.MONTH:
            return self("date.month", month=self(f"month.{window.number}"), year=window.first.year)
        if window.grain is Grain.YEAR:
            return str(window.first.year)
        return self(f"date.{window.grain.value}.{window.number}", year=window.first.year)

    def plans(self, plans: Iterable[Said]) -> str:
        """Return what is promised for several branches: versions of releases, or windows in words."""
        windows = ((said.words, said.step.window) for said in plans)
        written = (version or (self.window(window) if window else "") for version, window in windows)
        return ", ".join(dict.fromkeys(filter(None, written)))

    def versions(self, affected: VersionRange) -> str:
        """Return a range of versions in words: `12.0 up to, but not including, 12.5`."""
        return self("versions.or").join(self._together(group) for group in affected.alternatives)

    def _together(self, group: tuple[tuple[str, str], ...]) -> str:
        if len(group) == 2 and group[0][0] == ">=" and group[1][0] == "<":
            return self("versions.between", first=group[0][1], last=group[1][1])
        parts = [self(f"versions.{_COMPARISONS[operator]}", version=version) for operator, version in group]
        phrase = parts[0]
        for part in parts[1:]:
            phrase = self("versions.and", one=phrase, other=part)
        return phrase
