"""Workers end with the process that started them, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

import pytest
from corrigenda.edges.machine.workers import in_chunks

from tests.project import REPOSITORY
from tests.running import environment

AT_WORK = r"""
import os, time
from corrigenda.edges.machine.workers import in_chunks
def work(items):
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(600)
in_chunks(work, range(4), jobs=2, least=1)
"""


def test_workers_of_a_killed_process_end_too() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK],
        cwd=REPOSITORY,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    workers = {int(process.stdout.readline()) for _ in range(2)}
    assert len(workers - {process.pid}) == 2
    process.kill()
    try:
        # The workers hold the other end of the pipe: it closes when the last of them is gone.
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def test_ctrl_c_while_workers_are_started_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    start = ProcessPoolExecutor._launch_processes  # type: ignore[attr-defined]

    def start_and_interrupt(pool: ProcessPoolExecutor) -> None:
        start(pool)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(ProcessPoolExecutor, "_launch_processes", start_and_interrupt)
    # The system may give a signal to any thread, as it does in a process that serves a site meanwhile.
    done = threading.Event()
    bystander = threading.Thread(target=done.wait)
    bystander.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            in_chunks(len, range(4), 2, least=1)
        assert multiprocessing.active_children() == []
    finally:
        done.set()
        bystander.join()
        for child in multiprocessing.active_children():
            child.kill()
