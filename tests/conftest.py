"""What every test can ask for: a project, the built site, a browser. And what no test may do.

Tests reach no network but this machine's own, write nowhere but below the folders for temporary files, and live on a
fixed day: `TODAY` of tests/project.py.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from scripts.serving import BROWSER_ARGUMENTS, chromium, served
from tests.needs import marks
from tests.project import TODAY, Project
from tests.running import commit

LOOPBACK = ("127.0.0.1", "::1", "localhost")
GOLDEN = Path(__file__).parent / "golden"
MADE_BY_TOOLS = ("__pycache__", ".pytest_cache", ".hypothesis", "node_modules")
_writable = [Path(tempfile.gettempdir()).resolve(), Path("/dev")]
_watching = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts what the golden cases give now."""
    parser.addoption("--update-golden", action="store_true", help="write the golden cases' expectations again")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it needs besides Python, as tests/needs.py finds it."""
    for item in items:
        if isinstance(item, pytest.Function):
            for mark in marks(item.path, item.originalname, item.fixturenames):
                item.add_marker(mark)


def pytest_configure(config: pytest.Config) -> None:
    """Set the day before anything is imported that might ask for it, and begin to watch what is written."""
    if config.getoption("update_golden"):
        _writable.extend([GOLDEN, GOLDEN.parent / "compatibility"])
    os.environ["SOURCE_DATE_EPOCH"] = str((TODAY.toordinal() - 719_163) * 86_400 + 43_200)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    sys.addaudithook(_refuse_writing)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell that starts the tests in the background lets them, and all that they start, ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # No test asserts on time: machines are shared and noisy. Examples are the same each time, so that a build is red
    # only for what was changed; `make fuzz` tries others.
    others = "RANDOM_EXAMPLES" in os.environ
    hypothesis.settings.register_profile("untimed", deadline=None, derandomize=not others)
    hypothesis.settings.load_profile("untimed")


def _refuse_writing(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event != "open" or not isinstance(arguments[0], str | bytes):
        return
    mode, flags = arguments[1], arguments[2]
    writes = any(letter in mode for letter in "wax+") if mode else flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    path = Path(os.fsdecode(arguments[0])).absolute()
    if writes and not any(path.is_relative_to(top) for top in _writable) and not set(MADE_BY_TOOLS) & set(path.parts):
        raise PermissionError(f"a test must not write to {path}")


@pytest.fixture(autouse=True)
def confined(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forbid the network, and writing outside the folders for temporary files."""
    global _watching
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise PermissionError(f"a test must not reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    _watching = True
    yield
    _watching = False


@pytest.fixture
def other_programs() -> None:
    """Say of a test that the program itself starts another one in it, such as git."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of the sample content, to be changed."""
    return Project(tmp_path)


@pytest.fixture
def committed(project: Project) -> Project:
    """Return a project whose content is committed to git."""
    subprocess.run(["git", "init", "-q"], cwd=project.folder, check=True)
    commit(project.folder)
    return project


@pytest.fixture
def bare_project(tmp_path: Path) -> Project:
    """Return the sample content without any error."""
    return Project(tmp_path, roadmap=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the sample content, built; not to be changed."""
    project = Project(tmp_path_factory.mktemp("built"))
    project.build(jobs=2)
    return project


@pytest.fixture(scope="session")
def site(built: Project) -> Path:
    """Return the folder of the built site; not to be changed."""
    return built.site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the built site; return its address."""
    with served(site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window of its own, which reaches this machine only; a request to another host fails the test."""
    with browsing(browser) as fresh:
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty page; an error in its scripts fails the test."""
    return context.new_page()


class browsing:  # noqa: N801
    """A window with options (viewport, colours, scripts off …); leaving it fails on foreign requests and errors."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.context.route("**/*", self._only_here)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _only_here(self, route: Route) -> None:
        if route.request.url.split("/")[2].partition(":")[0] in LOOPBACK:
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def __enter__(self) -> BrowserContext:
        return self.context

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert not self.foreign, f"the page asked another host: {self.foreign}"
            assert not self.errors, f"a script failed: {self.errors}"
