"""Says how much of our work a rival does: the words of our error pages that its pages hold, and its bytes beside ours.

A rival that prints a title and a list is quick because it does less; without these two figures its ratio says little.
A rival of the same work holds all words (1.0) in no more and no fewer bytes (0.95 to 1.05).
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

SAMPLE = 200
"""At most so many errors are compared."""


@dataclass(frozen=True)
class Likeness:
    """How a rival's pages compare with ours: medians over the sample, and of the words the least as well."""

    words: float
    least: float
    size: float
    pages: int

    def line(self) -> str:
        """Return the figures as a line of the table."""
        return (
            f"{self.words:.2f} of our words in our order (at least {self.least:.2f}), {self.size:.2f} of our bytes,"
            f" over {self.pages} error pages"
        )


class _Text(HTMLParser):
    """Collects the words of a page's article; of its body if there is no article."""

    def __init__(self, within: str) -> None:
        super().__init__()
        self._within = within
        self._inside = False
        self._skipped = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == self._within:
            self._inside = True
        self._skipped += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._inside = False
        self._skipped -= tag in ("script", "style")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipped:
            self.parts.append(data)


def article_words(page: str) -> list[str]:
    """Return the words of a page's article in their order; of its body if there is no article."""
    reader = _Text("article" if "<article" in page else "body")
    reader.feed(page)
    reader.close()
    return "".join(reader.parts).split()


def shared_words(ours: list[str], theirs: list[str]) -> float:
    """Return the share of our words that theirs hold in the same order; extra words of theirs do not count."""
    if not ours:
        return 1.0
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(ours)


def word_differences(ours: list[str], theirs: list[str]) -> list[str]:
    """Return where two lists of words differ, each as a line with ours, theirs, and the words before them."""
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [
        f"after '{' '.join(ours[max(0, one - 4) : one])}': ours '{' '.join(ours[one:two])}',"
        f" theirs '{' '.join(theirs[three:four])}'"
        for what, one, two, three, four in blocks
        if what != "equal"
    ]


def compare_sites(ours: Path, theirs: Path, names: list[str]) -> Likeness:
    """Compare the pages of up to `SAMPLE` errors, evenly over the names; a page that a rival lacks counts as empty."""
    step = -(-len(names) // SAMPLE)
    shares, sizes = [], []
    for name in names[::step]:
        page = (ours / "corrections" / name / "index.html").read_text(encoding="utf-8")
        path = theirs / "corrections" / name / "index.html"
        other = path.read_text(encoding="utf-8") if path.exists() else ""
        shares.append(shared_words(article_words(page), article_words(other)))
        sizes.append(len(other.encode()) / len(page.encode()))
    return Likeness(statistics.median(shares), min(shares), statistics.median(sizes), len(shares))


def error_names(content: Path) -> list[str]:
    """Return the names of the errors' pages, sorted."""
    return sorted(path.stem.lower() for path in (content / "roadmap").glob("*/*.yml"))
