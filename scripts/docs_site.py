"""A hook for MkDocs: the site of `docs/` also has the Markdown files of the repository's root, and links to them work.

A link from the documentation to code is only its text on the site, as the code is not there.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

REPOSITORY = Path(__file__).resolve().parents[1]
AT_ROOT = {"README.md": "index.md", **{name: name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")}}
"""The files of the repository's root, and what they are called on the site."""
_LINK = re.compile(r"\[([^\]]*)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the Markdown files of the repository's root."""
    for name, uri in AT_ROOT.items():
        files.append(File.generated(config, uri, content=(REPOSITORY / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Page, files: Files, **_: object) -> str:
    """Return a page's Markdown with links between files of the repository as links between pages of the site."""
    uri = page.file.src_uri
    sources = {uri: name for name, uri in AT_ROOT.items()}
    folder = posixpath.dirname(sources.get(uri, f"docs/{uri}"))

    def linked(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match[2]))
        target = AT_ROOT.get(path, path.removeprefix("docs/") if path.startswith("docs/") else None)
        if target is not None and files.get_file_from_path(target):
            return f"[{match[1]}]({posixpath.relpath(target, posixpath.dirname(uri) or '.')}{match[3] or ''})"
        return match[1] if (REPOSITORY / path).exists() else match[0]

    return _LINK.sub(linked, markdown)
