"""The same errors as projects of Hugo (bare layout) and of Material for MkDocs (a page per error), for comparison."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

_LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1><p>{{ .Params.product }} {{ .Params.status }}</p>{{ .Content }}
<ul>{{ range .Params.history }}<li>{{ .date }} {{ .status }} {{ .release }} {{ .note }}</li>{{ end }}</ul></body></html>
"""
_LIST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>
{{ range (.Paginate .RegularPages 100).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></body></html>
"""


def make_bare_hugo(content: Path, folder: Path) -> None:
    """Make a Hugo project with a page per error, and the list in pages of 100: the floor of a page generator."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content" / "corrections").mkdir(parents=True)
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text(_LAYOUT, encoding="utf-8")
    (folder / "layouts" / "_default" / "list.html").write_text(_LIST, encoding="utf-8")
    settings = 'baseURL = "https://support.example.com/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    (folder / "hugo.toml").write_text(settings, encoding="utf-8")
    for path in sorted((content / "roadmap").glob("*/*.yml")):
        error = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        front = {
            "title": error["title"],
            "product": error["product"],
            "status": error["history"][-1]["status"],
            "history": error["history"],
        }
        text = f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n{_body(error)}"
        (folder / "content" / "corrections" / f"{path.stem.lower()}.md").write_text(text, encoding="utf-8")


def make_mkdocs(content: Path, folder: Path) -> None:
    """Make a Material for MkDocs project with a page per error, left out of the navigation."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = folder / "docs" / "corrections"
    pages.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = "site_name: Support\ntheme: {name: material, font: false}\nplugins: [search]\nnav: [index.md]\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for path in sorted((content / "roadmap").glob("*/*.yml")):
        error = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        steps = "\n".join(f"- {step['date']} {step['status']} {step.get('note', '')}" for step in error["history"])
        text = f"# {error['title']}\n\n{_body(error)}\n\n{steps}\n"
        (pages / f"{path.stem.lower()}.md").write_text(text, encoding="utf-8")


def _body(error: dict[str, str]) -> str:
    return f"{error['summary']}\n\n## Workaround\n\n{error.get('workaround', 'None.')}\n"
