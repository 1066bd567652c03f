"""Has Pagefind index a site that has too many errors for one index file.

Pagefind reads the finished pages and writes an index in many small parts, of which a browser fetches the few that a
search needs (https://pagefind.app). It takes longer than making the pages, so it runs only if one of them changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ..machine.folders import files_below
from .publish import PostProcess, PublishError, Wanted

PLACE = "search/pagefind"
PARTS = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "fragment/*", "index/*", "filter/*")
"""What a browser needs of what Pagefind writes; the rest are user interfaces of its own."""
_LEFT_OUT = ("table.errors", "form", "nav", "svg", "template", ".print-hidden")


def search_post_process(cache: Path, pages: Sequence[Wanted]) -> PostProcess:
    """Return what makes the index of a site with these pages, once they are written."""
    digest = hashlib.blake2b(digest_size=12)
    for page in pages:
        if page.path.endswith(".html"):
            digest.update(f"{page.path} {page.key}\n".encode())
    return PostProcess(digest.hexdigest(), lambda site: _index(site, cache))


def _index(site: Path, cache: Path) -> list[Wanted]:
    out = cache / "pagefind"
    shutil.rmtree(out, ignore_errors=True)
    command = [_program(), "--site", str(site), "--output-path", str(out), "--silent"]
    command += ["--glob", "**/index.html", "--root-selector", "article"]
    for selector in _LEFT_OUT:
        command += ["--exclude-selectors", selector]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (out / "pagefind-entry.json").is_file():
        raise PublishError(f"the search index could not be made: {(done.stderr or done.stdout).strip()[-2000:]}")
    names = sorted(name for name in files_below(out) if any(Path(name).match(part) for part in PARTS))
    return [Wanted(f"{PLACE}/{name}", "", (out / name).read_bytes) for name in names]


def _program() -> str:
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise PublishError(
            "so many errors need Pagefind for their search, and it is not installed; install the package"
            " 'pagefind-bin', or raise errors_in_page_index below search in content/site.yml"
        ) from error
