"""Reads `site_templates/`: the templates, and the messages in the site's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from ...render.site_templates import SiteTemplates

_LETTER = re.compile(r"[^\W\d_](?![^{]*\})")
"""A letter that is not in braces."""
_TEXTS = {".html", ".css", ".js", ".xml", ".txt", ".svg", ".md"}


def read_templates(folder: Path, messages: Mapping[str, str]) -> SiteTemplates:
    """Read all templates, to be filled with the `messages` of the site's language."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file())
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    fonts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.glob("typeface/*.woff2"))}
    return SiteTemplates(texts, messages, fonts)


def read_phrases(folder: Path, language: str) -> dict[str, str]:
    """Read the messages of a language (`en-GB`, else `en`; English where one is missing)."""
    phrases: dict[str, str] = {}
    for name in ("en", language.split("-")[0], language):
        messages = folder / "messages" / f"{name}.yml"
        if messages.is_file():
            phrases.update(_read_messages(messages))
    return phrases


def left_in_english(folder: Path, language: str) -> dict[str, str]:
    """Return, in English, the phrases that no messages file has in a language; none for English itself.

    A phrase that consists only of placeholders is the same in every language.
    """
    general = language.split("-")[0]
    if general == "en":
        return {}
    files = [folder / "messages" / f"{name}.yml" for name in (general, language)]
    there = {key for messages in files if messages.is_file() for key in _read_messages(messages)}
    english = _read_messages(folder / "messages" / "en.yml")
    return {key: phrase for key, phrase in english.items() if key not in there and _LETTER.search(phrase)}


def _read_messages(path: Path) -> dict[str, str]:
    try:
        messages = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _template_problem(f"{path.name}:{line}: error: {error.problem}; fix this line") from error
    except UnicodeDecodeError as error:
        raise _template_problem(f"{path.name}: error: the text is not UTF-8; save the file as UTF-8") from error
    if not isinstance(messages, dict) or not all(isinstance(phrase, str) for phrase in messages.values()):
        raise _template_problem(f"{path.name}: error: this is not a list of phrases; write 'name: phrase' lines")
    return messages


def _template_problem(message: str) -> Exception:
    # Imported only where needed: a check does without Jinja.
    from .template_problem import TemplateProblem

    return TemplateProblem(f"site_templates/messages/{message} (template)")
