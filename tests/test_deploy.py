"""Deploying: what a web server or an object store serves is one whole site, whenever an upload is killed.

`KILLS=50 make test PYTEST=tests/test_deploy.py` kills as many uploads as that; without it, a few are.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot

from tests.nginx import served_by_nginx
from tests.project import REPOSITORY, Project, tree

TO_SERVER = REPOSITORY / "deploy/to-server"
TO_STORE = REPOSITORY / "deploy/to-object-store"
KILLS = int(os.environ.get("KILLS", "5"))
ASKED = ("index.html", "faq/index.html", "corrections/nrc-1042/index.html", "api/v1/errors.json")
OF_STORE = (".headers/", "assets/")
"""What a store does not get, and what it keeps after it is gone from the site."""
REPLACED = "assets/replaced.txt"
"""Where a store keeps since when it has had files that the site has no longer."""
Deploy = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def sites(built: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two versions of a site: many pages differ, and so does the name of the style sheet."""
    folder = tmp_path_factory.mktemp("sites")
    shutil.copytree(built.site, folder / "first")
    project = Project(folder / "second")
    project.write(
        "site.yml",
        (project.content / "site.yml").read_text(encoding="utf-8")
        + 'colours: {primary: "#7a1f5c", primary_dark: "#f0a6d8"}\n',
    )
    project.replace("roadmap/remote-control/NRC-1042.yml", "title: ", "title: Again, ")
    build(take_snapshot(project.request()))
    return folder / "first", project.site


# The store is none of Amazon's, whatever the environment says of those.
AROUND = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env={**AROUND, **environment}, capture_output=True, text=True)


def killed(after: float, *command: str | Path, **environment: str) -> None:
    """Run a command, and kill it and all that it started after some seconds."""
    process = subprocess.Popen(
        command,
        env={**AROUND, **environment},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose name a shell would take apart."""
    return tmp_path / "served 'here' $HOME"


def test_a_site_is_uploaded_switched_and_taken_back(sites: tuple[Path, Path], folder: Path) -> None:
    first, second = sites
    current = folder / "current"
    assert run(TO_SERVER, first, folder).stdout == "Version 1 is served.\n"
    assert tree(current) == tree(first)
    assert run(TO_SERVER, second, folder).stdout == "Version 2 is served.\n"
    assert tree(current) == tree(second)
    same = "assets/images/favicon.png"
    assert (folder / "versions/1" / same).stat().st_ino == (folder / "versions/2" / same).stat().st_ino
    assert run(TO_SERVER, "--back", folder).stdout == "Version 1 is served.\n"
    assert tree(current) == tree(first)
    # What was taken back is not gone back to later.
    assert run(TO_SERVER, second, folder).stdout == "Version 3 is served.\n"
    assert run(TO_SERVER, "--back", folder).stdout == "Version 1 is served.\n"
    ran = run(TO_SERVER, "--back", folder)
    assert (ran.returncode, ran.stderr) == (1, "Not switched: no version before the one that is served is there.\n")
    for _ in range(3):
        assert run(TO_SERVER, first, folder, KEEP="2").returncode == 0
    assert sorted(path.name for path in (folder / "versions").iterdir()) == ["5", "6"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "This takes a site and where to publish it."),
        (("SITE",), "This takes a site and where to publish it."),
        (("/nowhere", "/tmp/x"), "'/nowhere' is not a built site: it has no index.html."),
        (("SITE", "folder"), "'folder' is not HOST:/FOLDER or /FOLDER; name the whole path."),
        (("SITE", "-oProxyCommand=x:/folder"), "'-oProxyCommand=x:/folder' is not HOST:/FOLDER or /FOLDER"),
    ],
)
def test_wrong_usage_is_said_and_changes_nothing(
    sites: tuple[Path, Path], arguments: tuple[str, ...], message: str
) -> None:
    ran = run(TO_SERVER, *(str(sites[0]) if one == "SITE" else one for one in arguments))
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[0].startswith(message)
    assert "deploy/to-server --back [HOST:]FOLDER" in ran.stderr


@pytest.mark.slow
def test_whenever_an_upload_is_killed_each_answer_is_of_one_whole_version(
    sites: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "served"
    trees = [tree(site) for site in sites]
    assert run(TO_SERVER, sites[0], folder).returncode == 0
    began = time.monotonic()
    assert run(TO_SERVER, sites[1], folder).returncode == 0
    takes = time.monotonic() - began
    wrong: list[str] = []
    answers = 0
    ended = threading.Event()

    def ask(root: str) -> None:
        nonlocal answers
        while not ended.is_set():
            for name in ASKED:
                with urllib.request.urlopen(root + name.removesuffix("index.html")) as answer:
                    if answer.read() not in [site[name] for site in trees]:
                        wrong.append(name)
                    answers += 1

    dice = random.Random(7)
    (tmp_path / "nginx").mkdir()
    with served_by_nginx(folder / "current", tmp_path / "nginx") as root:
        asking = threading.Thread(target=ask, args=(root,))
        asking.start()
        for number in range(KILLS):
            killed(dice.uniform(0, takes), TO_SERVER, sites[number % 2], folder)
            assert tree(folder / "current") in trees
            # A killed upload does not keep the next one from its work.
            if number % 5 == 4:
                assert run(TO_SERVER, sites[number % 2], folder).returncode == 0
                assert tree(folder / "current") == trees[number % 2]
        ended.set()
        asking.join()
    assert wrong == []
    assert answers > KILLS


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """Run a server of ssh on this machine; yield the environment in which `ssh` and `rsync` reach it as `there`."""
    program = shutil.which("sshd") or shutil.which("/usr/sbin/sshd")
    if program is None:
        pytest.skip("sshd is not installed")
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / key], check=True)
    shutil.copy(tmp_path / "user.pub", tmp_path / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    Path("/run/sshd").mkdir(exist_ok=True)
    server = [f"HostKey={tmp_path / 'host'}", f"AuthorizedKeysFile={tmp_path / 'authorized'}", "StrictModes=no"]
    options = [part for one in [*server, "UsePAM=no", "PidFile=none"] for part in ("-o", one)]
    running = subprocess.Popen([program, "-D", "-e", "-f", "/dev/null", "-p", str(port), *options])
    config = tmp_path / "config"
    config.write_text(
        f"Host there\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {tmp_path / 'user'}\n"
        f"  UserKnownHostsFile {tmp_path / 'known'}\n  StrictHostKeyChecking accept-new\n",
        encoding="utf-8",
    )
    # A command `ssh` that knows this server, for the script and for rsync.
    command = tmp_path / "bin/ssh"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} -F "{config}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    try:
        for _ in range(100):
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield {"PATH": f"{command.parent}:{os.environ['PATH']}"}
    finally:
        running.terminate()
        running.wait()


def test_a_server_is_reached_by_ssh(sites: tuple[Path, Path], folder: Path, host: Mapping[str, str]) -> None:
    ran = run(TO_SERVER, sites[0], f"there:{folder}", **host)
    assert (ran.returncode, ran.stdout) == (0, "Version 1 is served.\n"), ran.stderr
    assert run(TO_SERVER, sites[1], f"there:{folder}", **host).stdout == "Version 2 is served.\n"
    assert tree(folder / "current") == tree(sites[1])
    assert run(TO_SERVER, "--back", f"there:{folder}", **host).stdout == "Version 1 is served.\n"
    ran = run(TO_SERVER, sites[0], f"nobody-there:{folder}", **host)
    assert ran.returncode == 1
    assert ran.stderr.endswith("Not switched: the folder cannot be prepared.\n")


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Run a store that speaks S3; yield its address and the environment in which rclone knows it as `store:`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", address.rpartition(":")[2]]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    keys = {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "y", "REGION": "us-east-1", "ACL": "public-read"}
    settings = {"TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": address, **keys}
    environment = {f"RCLONE_CONFIG_STORE_{name}": value for name, value in settings.items()}
    try:
        for _ in range(200):
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0:
                    break
            time.sleep(0.05)
        for bucket in ("site", "killed", "bare"):
            request = urllib.request.Request(f"{address}/{bucket}", method="PUT")
            urllib.request.urlopen(request).close()
        yield address, environment
    finally:
        running.terminate()
        running.wait()


def stored(bucket: str, environment: Mapping[str, str], into: Path) -> dict[str, bytes]:
    """Return every object of a bucket."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    assert run("rclone", "copy", f"store:{bucket}", into, **environment).returncode == 0
    return tree(into)


def of_store(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in site.items() if not name.startswith(OF_STORE[0])}


@pytest.mark.slow
def test_a_store_gets_the_site_and_keeps_what_an_open_page_may_ask_for(
    sites: tuple[Path, Path], store: tuple[str, Mapping[str, str]], tmp_path: Path
) -> None:
    address, environment = store
    first, second = (of_store(tree(site)) for site in sites)
    assert run(TO_STORE, sites[0], "store:site", **environment).returncode == 0
    assert stored("site", environment, tmp_path / "got") == first
    style = next(name for name in first if re.fullmatch(r"assets/corrigenda/corrigenda\.\w+\.css", name))
    with urllib.request.urlopen(f"{address}/site/{style}") as answer:
        assert (answer.headers["Cache-Control"], answer.headers["Content-Type"].partition(";")[0]) == (
            "public, max-age=31536000, immutable",
            "text/css",
        )
    with urllib.request.urlopen(f"{address}/site/index.html") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
    assert run(TO_STORE, sites[1], "store:site", **environment).returncode == 0
    both = stored("site", environment, tmp_path / "got")
    assert {name: data for name, data in both.items() if name in second} == second
    replaced = sorted(name for name in set(first) - set(second) if "assets/" in name)
    assert sorted(set(both) - set(second)) == sorted([*replaced, REPLACED])
    assert style in both
    known = both[REPLACED].decode().splitlines()
    assert sorted(line.partition(" ")[2] for line in known) == [f"/{name}" for name in replaced]
    # Those are deleted 30 days after they were replaced, and nothing else is, however old it is.
    month = 30 * 86_400
    for ago, there in ((month - 900, set(replaced)), (month, set())):
        moved = "".join(f"{int(time.time()) - ago} {line.partition(' ')[2]}\n" for line in known)
        put = ["rclone", "rcat", f"store:site/{REPLACED}"]
        subprocess.run(put, input=moved.encode(), env={**AROUND, **environment}, check=True)
        assert run(TO_STORE, sites[1], "store:site", **environment).returncode == 0
        found = stored("site", environment, tmp_path / "got")
        assert set(found) - set(second) - {REPLACED} == there
    assert found == second


@pytest.mark.slow
def test_a_site_without_headers_is_uploaded_with_its_scripts_and_styles_first(
    sites: tuple[Path, Path], store: tuple[str, Mapping[str, str]], tmp_path: Path
) -> None:
    _, environment = store
    site = tmp_path / "site"
    shutil.copytree(sites[0], site)
    (site / "_headers").unlink()
    log = tmp_path / "log"
    logged = {"RCLONE_LOG_LEVEL": "INFO", "RCLONE_LOG_FILE": str(log), "RCLONE_STATS": "0"}
    assert run(TO_STORE, site, "store:bare", **environment, **logged).returncode == 0
    copied = re.findall(r"INFO  : (\S+): Copied", log.read_text(encoding="utf-8"))
    kinds = [name.startswith("assets/") for name in copied]
    assert len(copied) > 100
    assert kinds == sorted(kinds, reverse=True)
    assert {name.partition("/")[0] for name in copied} >= {"assets", "corrections"}


@pytest.mark.slow
def test_whenever_an_upload_to_a_store_is_killed_each_page_finds_its_scripts_and_styles(
    sites: tuple[Path, Path], store: tuple[str, Mapping[str, str]], tmp_path: Path
) -> None:
    _, environment = store
    trees = [of_store(tree(site)) for site in sites]
    assert run(TO_STORE, sites[0], "store:killed", **environment).returncode == 0
    began = time.monotonic()
    assert run(TO_STORE, sites[1], "store:killed", **environment).returncode == 0
    takes = time.monotonic() - began
    dice = random.Random(7)
    for number in range(KILLS):
        killed(dice.uniform(0, takes), TO_STORE, sites[number % 2], "store:killed", **environment)
        found = stored("killed", environment, tmp_path / "got")
        found.pop(REPLACED, None)
        for name, data in found.items():
            assert data in [site.get(name) for site in trees], name
            if name.endswith(".html"):
                asked = re.findall(rb'(?:src|href)="(?:\.\./|/)*(assets/[^"]+)"', data)
                assert asked, name
                assert [one for one in asked if one.decode() not in found] == [], name
    assert run(TO_STORE, sites[0], "store:killed", **environment).returncode == 0
    found = stored("killed", environment, tmp_path / "got")
    assert {name: data for name, data in found.items() if name in trees[0]} == trees[0]


def test_a_store_that_does_not_answer_is_said(sites: tuple[Path, Path]) -> None:
    settings = {"TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": "http://127.0.0.1:9", "ACCESS_KEY_ID": "x"}
    environment = {f"RCLONE_CONFIG_STORE_{name}": value for name, value in settings.items()}
    quick = {"RCLONE_RETRIES": "1", "RCLONE_LOW_LEVEL_RETRIES": "1", "RCLONE_CONTIMEOUT": "1s"}
    ran = run(TO_STORE, sites[0], "store:site", **environment, **quick)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == (
        "Not published: the upload of scripts and styles failed. What is served is whole; run this again."
    )
    for arguments, message in (((sites[0], "site"), "'site' is not REMOTE:BUCKET"), ((sites[0],), "This takes a site")):
        ran = run(TO_STORE, *arguments)
        assert (ran.returncode, ran.stderr.startswith(message)) == (2, True)
