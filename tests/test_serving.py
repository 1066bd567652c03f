"""Both ways of serving refresh the page when a source is saved, and live through an author's mistake."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import Project, tree
from tests.running import EXECUTABLES, corrigenda, environment

PATIENCE = 60


class Served:
    """A process that serves a project, and a reader of it."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.root = f"http://127.0.0.1:{port}/"
        self.log: list[str] = []
        threading.Thread(target=self._gather, daemon=True).start()

    def _gather(self) -> None:
        assert self.process.stderr is not None
        self.log.extend(self.process.stderr)

    def get(self, address: str) -> tuple[int, str]:
        """Return the status and the text of a page."""
        try:
            with urllib.request.urlopen(self.root + address, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for(self, address: str, text: str) -> tuple[int, str]:
        """Read a page until it holds a text."""
        end = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                status, page = self.get(address)
                if text in page:
                    return status, page
            assert time.monotonic() < end, f"{text!r} never came; the server said {self.log}"
            assert self.process.poll() is None, f"the server ended and said {self.log}"
            time.sleep(0.1)

    def wait_for_epoch(self, before: str) -> None:
        """Wait until there is a newer version of the site than there was before."""
        end = time.monotonic() + PATIENCE
        while int(self.epoch()) <= int(before):
            assert time.monotonic() < end, f"nothing was rebuilt; the server said {self.log}"
            time.sleep(0.1)

    def epoch(self) -> str:
        """Ask as a page's script does: which version of the site is there that is newer than none?"""
        return self.get("livereload/0/1")[1]


@contextlib.contextmanager
def serving(project: Project, command: list[str]) -> Iterator[Served]:
    """Serve a project on a free port until the block ends; then stop it as Ctrl-C does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*command, f"127.0.0.1:{port}"],
        cwd=project.folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(process, port)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


COMMANDS = {
    "corrigenda serve": [sys.executable, "-m", "corrigenda", "serve", "--address"],
    "mkdocs serve": [str(EXECUTABLES / "mkdocs"), "serve", "--dev-addr"],
}


@pytest.fixture(params=COMMANDS)
def served(request: pytest.FixtureRequest, project: Project) -> Iterator[Served]:
    """Return the project, served in each of the two ways."""
    project.own_templates()
    with serving(project, COMMANDS[request.param]) as one:
        one.wait_for("severity/", "2 hours")
        yield one


@pytest.mark.slow
def test_saving_a_source_refreshes_the_page(served: Served, project: Project) -> None:
    before = served.epoch()
    project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    served.wait_for("severity/", "3 hours")
    assert int(served.epoch()) > int(before)


@pytest.mark.slow
def test_saving_a_template_refreshes_the_page(served: Served, project: Project) -> None:
    before = served.epoch()
    template = project.folder / "site_templates" / "pages" / "severity.html"
    template.write_text(template.read_text(encoding="utf-8") + "<p>A new ending.</p>\n", encoding="utf-8")
    served.wait_for("severity/", "A new ending.")
    assert int(served.epoch()) > int(before)


BAR = '<div role="alert"'


@pytest.mark.slow
def test_a_problem_is_shown_above_the_last_good_pages_until_it_is_fixed(served: Served, project: Project) -> None:
    before = served.epoch()
    project.replace("severity.yml", "response: 2 hours", "response: 2 hors")
    status, page = served.wait_for("severity/", BAR)
    assert status == 200
    assert "content/severity.yml:107:17: error: &#39;2 hors&#39; is not a target" in page
    assert "2 hours" in page
    assert int(served.epoch()) > int(before)
    status, page = served.get("faq/")
    assert (status, page.count(BAR)) == (200, 1)
    status, page = served.get("corrections/of-tomorrow/")
    assert (status, page.count(BAR)) == (500, 0)
    assert "<h1>The site cannot be built</h1>" in page
    project.replace("severity.yml", "response: 2 hors", "response: 3 hours")
    status, page = served.wait_for("severity/", "3 hours")
    assert (status, page.count(BAR)) == (200, 0)


@pytest.mark.slow
def test_the_bar_does_not_show_what_an_error_says_in_private(served: Served, project: Project) -> None:
    path = project.content / "roadmap/remote-control/NRC-1042.yml"
    valid = path.read_text(encoding="utf-8")
    path.write_text(f"{valid}\nintrnal: {{owner: Canary-9137}}\n", encoding="utf-8")
    _, page = served.wait_for("corrections/nrc-1042/", BAR)
    assert "NRC-1042.yml" in page
    assert "Canary-9137" not in page


@pytest.mark.slow
def test_a_broken_template_is_shown_above_the_last_good_pages_until_it_is_fixed(
    served: Served, project: Project
) -> None:
    template = project.folder / "site_templates" / "pages" / "severity.html"
    valid = template.read_text(encoding="utf-8")
    template.write_text(valid + "{% if %}\n", encoding="utf-8")
    status, page = served.wait_for("severity/", BAR)
    assert status == 200
    assert f"site_templates/pages/severity.html:{valid.count(chr(10)) + 1}: " in page
    assert "2 hours" in page
    template.write_text(valid + "<p>A new ending.</p>\n", encoding="utf-8")
    _, page = served.wait_for("severity/", "A new ending.")
    assert BAR not in page


@pytest.mark.slow
@pytest.mark.parametrize("removed", ["content", "content/pages", "content/roadmap/vision", "site_templates"])
@pytest.mark.parametrize("how", ["renamed", "deleted"])
def test_a_folder_that_was_away_is_watched_again(served: Served, project: Project, removed: str, how: str) -> None:
    folder, aside = project.folder / removed, project.folder / "aside"
    before = served.epoch()
    if how == "renamed":
        folder.rename(aside)
    else:
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
    served.wait_for_epoch(before)
    aside.rename(folder)
    project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    served.wait_for("severity/", "3 hours")
    # What is inside is seen again, too.
    edited = {"content/pages": "pages/privacy.md", "content/roadmap/vision": "roadmap/vision/NVS-2024.yml"}
    if removed == "site_templates":
        template = folder / "pages" / "severity.html"
        template.write_text(template.read_text(encoding="utf-8") + "<p>A new ending.</p>\n", encoding="utf-8")
        page = "severity/"
        served.wait_for(page, "A new ending.")
    elif removed == "content/pages":
        project.replace(edited[removed], "# ", "# A new ending of ")
        served.wait_for("privacy/", "A new ending of")
    elif removed == "content/roadmap/vision":
        project.replace(edited[removed], "title: ", "title: A new ending of ")
        served.wait_for("corrections/nvs-2024/", "A new ending of")


@pytest.mark.slow
def test_a_file_that_is_replaced_or_only_read_is_told_apart(project: Project) -> None:
    project.own_templates()
    with serving(project, COMMANDS["corrigenda serve"]) as one:
        one.wait_for("severity/", "2 hours")
        before = one.epoch()
        (project.content / "severity.yml").read_bytes()
        time.sleep(2)
        assert one.epoch() == before
        config = project.folder / "mkdocs.yml"
        other = config.with_name("other")
        other.write_text(config.read_text(encoding="utf-8") + "\ncopyright: Nobody\n", encoding="utf-8")
        other.replace(config)
        one.wait_for_epoch(before)


@pytest.mark.slow
def test_a_problem_from_the_beginning_is_shown_until_it_is_fixed(project: Project) -> None:
    project.replace("severity.yml", "response: 2 hours", "response: 2 hors")
    with serving(project, COMMANDS["corrigenda serve"]) as one:
        one.wait_for("", "is not a target")
        project.replace("severity.yml", "response: 2 hors", "response: 2 hours")
        one.wait_for("severity/", "2 hours")


@pytest.mark.slow
def test_a_draft_that_was_undone_is_not_published(project: Project) -> None:
    path = project.content / "pages" / "privacy.md"
    valid = path.read_text(encoding="utf-8")
    with serving(project, COMMANDS["corrigenda serve"]) as one:
        one.wait_for("privacy/", "<h1")
        path.write_text(f"{valid}\nAn undone draft, [refused](#nowhere).\n", encoding="utf-8")
        one.wait_for("privacy/", "#nowhere")
        path.write_text(valid, encoding="utf-8")
    assert corrigenda(project.folder, "build").code == 0
    assert (project.site / "privacy/index.html").is_file()
    assert [name for name, data in tree(project.site).items() if b"undone draft" in data] == []


@pytest.mark.slow
def test_a_site_below_a_path_is_served_there(project: Project) -> None:
    project.replace("site.yml", "url: https://support.example.com/", "url: https://support.example.com/help/")
    with serving(project, COMMANDS["corrigenda serve"]) as one:
        one.wait_for("help/severity/", "2 hours")


@pytest.mark.slow
def test_polling_serves_where_the_system_reports_nothing(project: Project) -> None:
    with serving(project, [*COMMANDS["corrigenda serve"][:-1], "--poll", "--address"]) as one:
        one.wait_for("severity/", "2 hours")
        project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
        one.wait_for("severity/", "3 hours")


@pytest.mark.slow
def test_ctrl_c_ends_the_server_without_a_fault(project: Project) -> None:
    with serving(project, COMMANDS["corrigenda serve"]) as one:
        one.wait_for("severity/", "2 hours")
    assert one.process.returncode == 0
    assert not [line for line in one.log if "Traceback" in line]


@pytest.mark.slow
def test_a_taken_port_is_said_in_one_sentence(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [*COMMANDS["corrigenda serve"], place],
            cwd=project.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        f"error: cannot serve at {place}: Address already in use; choose another --address"
    )


def test_serving_outside_a_project_is_wrong_usage(tmp_path: Path) -> None:
    ran = corrigenda(tmp_path, "serve")
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == (
        "Error: there is no folder FOLDER/content; run this beside it, or say --project"
    )
