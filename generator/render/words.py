"""The words of the site that are not in a template: titles of feed entries, names of months, forms of dates.

They stand in `site_templates/words/<language>.yml`, so that translating the site never means editing a program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.model.window import Grain, Window


class Words:
    """Phrases by their key. A phrase has places in braces: `{id} moved from {old} to {new}`."""

    def __init__(self, phrases: Mapping[str, str], language: str) -> None:
        self.phrases = phrases
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Give a phrase with its places filled in; KeyError if the words file lacks it, which a test rules out."""
        return self.phrases[key].format_map(values)

    def counted(self, key: str, count: int, **values: object) -> str:
        """Give the phrase `key.one` or `key.other` for a number."""
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)

    def day(self, day: dt.date) -> str:
        """Give a day as readers write it: `14 August 2026`."""
        return self("date.day", day=day.day, month=self(f"month.{day.month}"), year=day.year)

    def window(self, window: Window) -> str:
        """Give a window as readers write it: a day, `December 2026`, `first quarter of 2027`."""
        if window.grain is Grain.DAY:
            return self.day(window.first)
        if window.grain is Grain.MONTH:
            return self("date.month", month=self(f"month.{window.number}"), year=window.first.year)
        if window.grain is Grain.YEAR:
            return str(window.first.year)
        return self(f"date.{window.grain.value}.{window.number}", year=window.first.year)
