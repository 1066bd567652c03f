"""The languages of the theme: its own buttons and labels exist in these, and MkDocs fails with any other."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def theme_languages() -> tuple[str, ...]:
    """Return the tags of the theme's languages, sorted; none if the theme is not installed.

    The theme is located without importing it, because an import takes longer than a check may.
    """
    found = find_spec("material")
    folders = (found.submodule_search_locations or ()) if found else ()
    return tuple(
        sorted(path.stem for top in folders for path in Path(top, "templates/partials/languages").glob("*.html"))
    )


def language_of(locale: str, known: tuple[str, ...]) -> str:
    """Return the theme's language for a locale: the country's variant if there is one (`pt-BR`), else the language."""
    return locale if locale in known else locale.split("-")[0]
