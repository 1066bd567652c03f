"""The benchmark shows what it is doing, and what it has measured if it is stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import REPOSITORY
from tests.running import environment


@pytest.mark.slow
def test_a_benchmark_that_is_stopped_prints_the_figures_it_has(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench"],
        cwd=REPOSITORY,
        env=environment(ONLY="20", RUNS="1000", BENCH_DIR=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    progress = [next(process.stderr) for _ in range(3)]
    assert progress == [
        "making the projects\n",
        "run 1 of 1000: lean cold\n",
        "run 1 of 1000: lean one error edited\n",
    ]
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()
    assert process.returncode == 130
    lines = out.splitlines()
    assert lines[2] == "20 errors"
    assert lines[3].startswith("  lean cold ")
    assert lines[5] == "stopped; the figures above are all there are"
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]
