"""What is kept in `.cache` is data: a folder that came along with a repository runs nothing, whatever it holds."""

from __future__ import annotations

import ast
import marshal
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from corrigenda.edges.build.build import build, prepare
from corrigenda.edges.cache import store
from corrigenda.edges.cache.user_key import user_key
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.publish.build_record import current_record

from tests.project import REPOSITORY, TODAY, Project, tree

LOADED: dict[Path, str] = {}
"""The key under which each file of the cache was looked up."""


@pytest.fixture
def kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Return a project that is built, with the key of every file of its cache."""
    real = store.load

    def load(path: Path, key: str, *more: Any) -> Any:
        LOADED[path] = key
        return real(path, key, *more)

    monkeypatch.setattr("corrigenda.edges.cache.parts.FEW", 0)
    monkeypatch.setattr(store, "load", load)
    LOADED.clear()
    past = time.time() - 60
    for path in project.content.rglob("*"):
        os.utime(path, (past, past))
    project.build()
    assert current_record(take_snapshot(project.request())) is not None
    yield project
    LOADED.clear()


class Runs:
    """What makes a file as soon as it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.mkdir, (str(self.marker),)


def forge(path: Path, payload: bytes) -> None:
    """Put a payload into a file of the cache as the store would, under the right key and with the right digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(store._MAGIC + store._digest(LOADED[path], payload) + payload)


def payloads(marker: Path) -> dict[str, bytes]:
    """Return payloads that are not what any file of the cache holds."""
    code = compile(f"import os; os.mkdir({str(marker)!r})", "template", "exec")
    return {
        "pickle": pickle.dumps(Runs(marker)),
        "pickle in a tuple": pickle.dumps((1, Runs(marker))),
        "marshal": marshal.dumps(code),
        "marshal in a template": b"j2" + pickle.dumps(5) + pickle.dumps(sys.hexversion) + marshal.dumps(code),
        "another type": msgspec.msgpack.encode({"a": [1, None, {"b": 2.5}]}),
        "numbers": msgspec.msgpack.encode(17),
        "lists": msgspec.msgpack.encode([[[]]] * 20),
        "nested": b"\x91" * 100_000 + b"\xc0",
        "nothing": b"",
        "random": bytes(range(256)) * 40,
    }


@pytest.mark.parametrize("kind", sorted(payloads(Path("x"))))
def test_a_forged_file_of_the_cache_counts_as_not_there(kept: Project, kind: str) -> None:
    marker = kept.folder / "marker"
    whole = tree(kept.site)
    found = sorted(path for path in (kept.folder / ".cache").rglob("*") if path in LOADED)
    assert {"errors", "settings", "phrases", "layouts.stored", "build-record.stored", "parts-finder.stored"} <= {
        path.name for path in found
    }
    for run in (current_record, prepare, build):
        for path in found:
            forge(path, payloads(marker)[kind])
        run(take_snapshot(kept.request()))
        assert not marker.exists()
    assert tree(kept.site) == whole


def test_a_repository_that_brings_a_cache_along_runs_nothing_when_it_is_checked(kept: Project) -> None:
    marker = kept.folder / "marker"
    for path in list(LOADED):
        forge(path, payloads(marker)["pickle"])
    command = [sys.executable, "-m", "corrigenda", "check", "--as-of", TODAY.isoformat()]
    done = subprocess.run(command, cwd=kept.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, marker.exists()) == (0, "", False)


WELL_FORMED = {
    "settings": (b"Netop Customer Service", b"Other Customer Service"),
    "phrases": (b"Upcoming corrections", b"Forthcoming changes."),
    "layouts.stored": (b"</article>", b"</section>"),
    "errors": (b"Session drops", b"Session holds"),
    "parts-finder.stored": (b"Session drops", b"Session holds"),
}
"""What a stranger may replace in each file of the cache, so that the rest is still what the program wrote."""


@pytest.mark.parametrize("name", sorted(WELL_FORMED))
def test_what_another_user_put_into_the_cache_is_not_published(
    kept: Project, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    whole = tree(kept.site)
    path = kept.folder / ".cache" / name
    head, old, new = len(store._MAGIC) + 32, *WELL_FORMED[name]
    payload = path.read_bytes()[head:]
    assert old in payload
    with monkeypatch.context() as stranger:
        stranger.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("elsewhere")))
        user_key.cache_clear()
        forge(path, payload.replace(old, new))
    user_key.cache_clear()
    shutil.rmtree(kept.site)
    kept.build()
    assert tree(kept.site) == whole


def test_compiled_templates_are_not_below_the_cache(kept: Project) -> None:
    files = [path for path in (kept.folder / ".cache").rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if path.read_bytes().startswith(b"j2")] == []
    assert not (kept.folder / ".cache" / "templates").exists()


def test_no_module_reads_what_can_run() -> None:
    found = []
    for path in sorted((REPOSITORY / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name in ("pickle", "marshal", "shelve", "dill")]
    assert found == []


@pytest.mark.parametrize("name", ["../outside.txt", "a/../../outside.txt", "/outside.txt"])
def test_a_forged_list_of_published_files_deletes_nothing_outside_the_site(kept: Project, name: str) -> None:
    outside = kept.folder / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    name = str(outside) if name.startswith("/") else name
    for path in [path for path in LOADED if path.name.startswith("tree-")]:
        forge(path, msgspec.msgpack.encode({name: ("key", 4, outside.stat().st_mtime_ns)}))
    kept.build()
    kept.replace("roadmap/remote-control/NRC-1042.yml", "title: ", "title: Oh, ")
    kept.build()
    assert outside.read_text(encoding="utf-8") == "mine"
