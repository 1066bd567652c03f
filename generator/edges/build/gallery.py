"""The gallery: each component's examples, rendered with the site's own templates, messages and style.

A component's folder holds `examples.yml`, a list of states:

    - name: Every phase of a status
      template: '{% for status in statuses %}{{ status_tag(status) }} {% endfor %}'
      values: {statuses: [{name: Registered, phase: {value: open}}]}

`template` is a template as in a page; `values` are passed to it in addition to what every page gets. A component that
shows anything but has no examples is an error, so that none is forgotten.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import material  # type: ignore[import-untyped]
import yaml
from markupsafe import Markup

from ...render.assets import font_files, script_files, stylesheet
from ...render.palette import SCHEMES
from ...render.renderer import Renderer
from ..engines.prepared import Prepared

Examples = dict[str, list[tuple[str, Markup]]]


class GalleryError(Exception):
    """A component has no examples, or one of them cannot be rendered; the message says which and why."""


def write_gallery(prepared: Prepared, folder: Path) -> int:
    """Write the gallery's pages and the files they load, and return the number of examples."""
    render = Renderer(prepared.publication, prepared.templates)
    examples = rendered(render, prepared.snapshot.templates / "components")
    templates = prepared.templates
    style = stylesheet(templates, dict(prepared.publication.site.colours))
    files = [style, *font_files(templates).values(), *script_files(templates.texts).values()]
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.make())
    theme = next((Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css"))
    shutil.copy(theme, folder / "theme.css")
    for name, scheme in SCHEMES.items():
        page = render.article("gallery.html", "", examples=examples, scheme=scheme, style=style.path)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return sum(len(found) for found in examples.values())


def rendered(render: Renderer, components: Path) -> Examples:
    """Return the rendered examples of each component that shows anything, ordered by name."""
    folders = sorted({path.parent for path in components.glob("*/*") if path.suffix in {".html", ".css", ".yml"}})
    return {folder.name: list(_of_component(render, folder)) for folder in folders}


def _of_component(render: Renderer, folder: Path) -> Iterator[tuple[str, Markup]]:
    path = folder / "examples.yml"
    if not path.is_file():
        raise GalleryError(f"the component '{folder.name}' has no examples; add {path}")
    examples: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for example in examples:
        try:
            yield example["name"], render.snippet(example["template"], **example.get("values", {}))
        except (jinja2.TemplateError, KeyError, TypeError) as error:
            raise GalleryError(f"{path}: '{example.get('name')}' cannot be rendered: {error}") from error
