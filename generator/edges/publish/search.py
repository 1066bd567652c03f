"""Has Pagefind index a site that has too many errors for one index file.

Pagefind reads the finished pages and writes an index in many small parts; a browser fetches only the few that a search
needs (https://pagefind.app). It takes longer than making the pages, so it runs only if one of them changed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from ...render.file_specs import FileSpec
from ..machine.folders import clear_tree, files_below
from .publish import PostProcess, PublishError, key_of

PLACE = "search/pagefind"
PARTS = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "fragment/*", "index/*", "filter/*")
"""The files of Pagefind that a browser needs; the rest is Pagefind's own user interfaces."""
_LEFT_OUT = ("table.errors", "form", "nav", "svg", "template", ".print-hidden", "[hidden]")


def search_post_process(cache: Path, files: Sequence[FileSpec], shared_key: str) -> PostProcess:
    """Return the post-process that makes the index of a site with these files, once they are written."""
    pages = [(file.path, file.inputs) for file in files if file.path.endswith(".html")]
    return PostProcess(key_of(shared_key, pages), lambda site: _index(site, cache))


def _index(site: Path, cache: Path) -> list[FileSpec]:
    out = cache / "pagefind"
    clear_tree(out)
    command = [_program(), "--site", str(site), "--output-path", str(out), "--silent"]
    command += ["--glob", "**/index.html", "--root-selector", "article"]
    for selector in _LEFT_OUT:
        command += ["--exclude-selectors", selector]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (out / "pagefind-entry.json").is_file():
        raise PublishError(f"the search index could not be made: {(done.stderr or done.stdout).strip()[-2000:]}")
    names = sorted(name for name in files_below(out) if any(Path(name).match(part) for part in PARTS))
    return [FileSpec(f"{PLACE}/{name}", (), (out / name).read_bytes) for name in names]


def _program() -> str:
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise PublishError(
            "so many errors need Pagefind for their search, and it is not installed; install the package"
            " 'pagefind-bin', or raise errors_in_page_index below search in content/site.yml"
        ) from error
