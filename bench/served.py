"""How long after a source is saved `corrigenda serve` shows it: what an author waits for while writing."""

from __future__ import annotations

import contextlib
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.projects import CORRIGENDA, SETTLING

EDITS = 5
PATIENCE = 120


def measure_served(project: Path) -> list[float]:
    """Serve a project, edit one error several times, and give the seconds until its page says so each time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (*CORRIGENDA, "serve", "--address", f"127.0.0.1:{port}")
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        source = min((project / "content" / "roadmap").rglob("*.yml"))
        page = f"http://127.0.0.1:{port}/corrections/{source.stem.lower()}/"
        _wait_for(page, "")
        return [_edit(source, page, number) for number in range(EDITS)]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def line(waits: list[float]) -> str:
    """Return the measurements as a line of the report."""
    return f"{statistics.median(waits):.2f} s ({min(waits):.2f} to {max(waits):.2f}, {len(waits)} edits)"


def _edit(source: Path, page: str, number: int) -> float:
    time.sleep(SETTLING)
    mark = f"Seen in preview number {number} of many."
    before, field, after = source.read_text(encoding="utf-8").partition("summary: |\n")
    source.write_text(f"{before}{field}  {mark}\n{after}", encoding="utf-8")
    saved = time.perf_counter()
    _wait_for(page, mark)
    return time.perf_counter() - saved


def _wait_for(page: str, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(page) as answer:
            if text in answer.read().decode():
                return
        time.sleep(0.01)
    raise TimeoutError(f"{text!r} never came to {page}")
