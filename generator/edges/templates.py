"""Reads `site_templates/`: the templates, and the words of the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from generator.render.site_templates import SiteTemplates

_TEXTS = {".html", ".css", ".js", ".xml", ".txt", ".svg", ".md"}


def read_templates(folder: Path, language: str, words: Mapping[str, str]) -> SiteTemplates:
    """Read all templates, and the words of a language; the publisher's own `words` replace those."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file())
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return SiteTemplates(texts, {**read_phrases(folder, language), **words})


def read_phrases(folder: Path, language: str) -> dict[str, str]:
    """Read the words of a language (`en-GB`, else `en`; English where a word is missing)."""
    phrases: dict[str, str] = {}
    for name in ("en", language.split("-")[0], language):
        words = folder / "words" / f"{name}.yml"
        if words.is_file():
            phrases.update(yaml.load(words.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))
    return phrases
