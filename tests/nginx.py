"""Serves a built site by nginx, with the example of docs/nginx.conf and the headers that the build wrote."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project import REPOSITORY

TYPES = Path("/etc/nginx/mime.types")
AROUND = """
daemon off;
pid pid;
{user}
error_log stderr;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path temporary;
    {server}
}}
"""


@contextmanager
def served_by_nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site until the context ends, with nginx working in `folder`; yield the address. Skip without nginx."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None or not TYPES.is_file():
        pytest.skip("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = (REPOSITORY / "docs/nginx.conf").read_text(encoding="utf-8")
    replaced = {
        "listen 80": f"listen 127.0.0.1:{port}",
        "root /var/www/support": f'root "{site}"',
        "include /var/www/support/": f"include {site}/",
    }
    for old, new in replaced.items():
        assert old in server
        server = server.replace(old, new)
    # The folders of tests are for their owner only.
    (folder / "nginx.conf").write_text(AROUND.format(server=server, user=f"user {Path(folder).owner()};"))
    running = subprocess.Popen([program, "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"])
    try:
        for _ in range(100):
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert running.poll() is None
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait()
