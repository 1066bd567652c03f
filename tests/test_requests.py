"""`corrigenda init --ci`: who has no git fills in a form, and what they typed becomes a pull request, never code."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project import Project, tree
from tests.running import EXECUTABLES, Ran, corrigenda, environment

FORM = ("TASK", "PRODUCT", "TITLE", "SUMMARY", "ANSWERS", "ERROR", "PLAN", "STATUS", "REASON")
MOVE = {"TASK": "move an error", "ERROR": "NRC-1038", "PLAN": "12.7", "REASON": "The lab is late; $(touch pwned)."}
NEW = {
    "TASK": "register an error",
    "PRODUCT": "vision",
    "TITLE": "Clock of the lesson runs backwards `touch pwned`",
    "SUMMARY": 'After midnight, the clock counts "down".',
    "ANSWERS": "environment=production impact=minor interruption=none workaround=no",
}
HOSTS = ["github", "gitlab"]


@pytest.fixture
def repository(committed: Project) -> Project:
    """Return a project with the CI of both hosts, and a remote to push to."""
    for host in HOSTS:
        assert corrigenda(committed.folder, "init", "--ci", host).code == 0
    subprocess.run(["git", "init", "-q", "--bare", "remote.git"], cwd=committed.folder, check=True)
    subprocess.run(["git", "remote", "add", "origin", "remote.git"], cwd=committed.folder, check=True)
    return committed


def workflow(project: Project, host: str) -> Any:
    """Return the file with the form."""
    name = ".github/workflows/request.yml" if host == "github" else ".gitlab-ci.yml"
    return yaml.safe_load((project.folder / name).read_text(encoding="utf-8"))


def scripts(project: Project, host: str) -> list[str]:
    """Return the scripts that carry a request out and publish it."""
    found = workflow(project, host)
    if host == "gitlab":
        return [str(script) for script in found["request"]["script"]]
    return [step["run"] for step in found["jobs"]["request"]["steps"][-2:]]


def run(project: Project, script: str, form: dict[str, str], **more: str) -> Ran:
    """Run a script as a runner does, with what was typed in variables."""
    path = f"{EXECUTABLES}:{project.folder / 'bin'}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=project.folder,
        env=environment(PATH=path, **{name: form.get(name, "") for name in FORM}, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("form", [MOVE, NEW], ids=["move", "register"])
def test_a_form_is_carried_out_as_it_was_typed(repository: Project, host: str, form: dict[str, str]) -> None:
    ran = run(repository, scripts(repository, host)[0], form)
    # The affected versions do not fit the new plan, which the job's log shows.
    assert (ran.code, ran.err.splitlines()[-1:]) == (0, [] if form is NEW else ["1 warning in 1 file"])
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(repository.content.glob("roadmap/*/*.yml")))
    values = [yaml.safe_load(path.read_bytes()) for path in sorted(repository.content.glob("roadmap/*/*.yml"))]
    assert "pwned" in text
    assert not (repository.folder / "pwned").exists()
    if form is NEW:
        assert next(one for one in values if one["id"] == "NVS-2025")["title"] == NEW["TITLE"]
    else:
        assert next(one for one in values if one["id"] == "NRC-1038")["history"][-1]["note"] == MOVE["REASON"]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    "wrong",
    [
        {"ERROR": "--help"},
        {"ERROR": "NRC-1038; touch pwned"},
        {"ERROR": "$(touch pwned)"},
        {"ERROR": ""},
        {"ERROR": "NRC-1038 NRC-1042"},
        {"PLAN": "--content=/"},
        {"PLAN": "12.7 --dry-run"},
        {"STATUS": "`touch pwned`"},
        {"REASON": ""},
        {"TASK": "delete everything"},
        {"TASK": "register an error", "ANSWERS": "* ; touch pwned"},
    ],
    ids=str,
)
def test_what_cannot_be_carried_out_changes_nothing(repository: Project, host: str, wrong: dict[str, str]) -> None:
    if wrong == {"REASON": ""}:
        wrong = {"ERROR": "NRC-1042", "PLAN": "12.6", "REASON": ""}
    before = tree(repository.content)
    ran = run(repository, scripts(repository, host)[0], MOVE | wrong)
    assert ran.code != 0
    assert tree(repository.content) == before
    assert not list(repository.folder.rglob("pwned"))


def test_a_pull_request_says_what_readers_would_see_change(repository: Project, tmp_path: Path) -> None:
    carry, publish = scripts(repository, "github")
    # What asks the host is all that is not run; it writes down what it was asked.
    (repository.folder / "bin").mkdir()
    gh = repository.folder / "bin" / "gh"
    gh.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$@" > asked\nfor last; do :; done\ncat "$last" >> asked\n', encoding="utf-8"
    )
    gh.chmod(0o755)
    assert run(repository, carry, MOVE).code == 0
    ran = run(repository, publish, {}, BRANCH="request-7", BASE="main", RUNNER_TEMP=str(tmp_path), GITHUB_ACTOR="kim")
    assert ran.code == 0, ran
    asked = (repository.folder / "asked").read_text(encoding="utf-8")
    assert asked.startswith("pr\ncreate\n--base\nmain\n--head\nrequest-7\n--title\nRequest of kim\n")
    assert "\n      NRC-1038  2026-11-25 planned 12.7 (The lab is late; $(touch pwned).)\n" in asked
    show = ["git", "--git-dir", "remote.git", "show", "--stat", "--format=%an", "request-7"]
    shown = subprocess.run(show, cwd=repository.folder, capture_output=True, text=True, check=True).stdout
    assert shown.startswith("kim\n")
    assert "NRC-1038.yml | 1 +" in shown.replace("  ", " ")


@pytest.mark.parametrize(
    "reason", [MOVE["REASON"], 'It\'s late, <b>&\n"lab" %s; `touch pwned`.', "-o ci.skip $(touch pwned)"]
)
def test_a_merge_request_says_what_readers_would_see_change(repository: Project, reason: str) -> None:
    remote = repository.folder / "remote.git"
    git = ("git", "--git-dir", str(remote))
    # What GitLab does with the options of a push is all that is not run; a hook writes down what they are.
    hook = remote / "hooks" / "post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ | sort > asked\n", encoding="utf-8")
    hook.chmod(0o755)
    subprocess.run([*git, "config", "receive.advertisePushOptions", "true"], check=True)
    address = "https://request:secret@gitlab.example.com/acme/support.git"
    subprocess.run(["git", "config", f"url.{remote}.insteadOf", address], cwd=repository.folder, check=True)
    ran = run(
        repository, "set -o pipefail\n" + "\n".join(scripts(repository, "gitlab")), MOVE | {"REASON": reason},
        CI_PIPELINE_ID="7", CI_DEFAULT_BRANCH="main", GITLAB_USER_LOGIN="kim", GITLAB_USER_EMAIL="kim@example.com",
        REQUEST_TOKEN="secret", CI_SERVER_HOST="gitlab.example.com", CI_PROJECT_PATH="acme/support",
    )  # fmt: skip
    assert ran.code == 0, ran
    asked = (remote / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[:3] == [
        "GIT_PUSH_OPTION_0=merge_request.create",
        "GIT_PUSH_OPTION_1=merge_request.target=main",
        "GIT_PUSH_OPTION_2=merge_request.title=Request of kim",
    ]
    assert asked[4:] == ["GIT_PUSH_OPTION_COUNT=4"]
    typed = " ".join(reason.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"NRC-1038  2026-11-25 planned 12.7 ({typed})<br>" in asked[3]
    shown = subprocess.run(
        [*git, "show", "--format=%an", "request-7"], capture_output=True, text=True, check=True
    ).stdout
    assert shown.startswith("kim\n")
    assert not list(repository.folder.rglob("pwned"))


@pytest.mark.parametrize("secret", ["REQUEST_TOKEN", "CI_JOB_TOKEN"])
def test_a_secret_that_gitlab_puts_into_a_text_is_not_published(repository: Project, secret: str) -> None:
    ran = run(
        repository, "set -o pipefail\n" + "\n".join(scripts(repository, "gitlab")),
        MOVE | {"REASON": "The lab glpat-1x+y is late."}, CI_PIPELINE_ID="7", CI_DEFAULT_BRANCH="main",
        **{"REQUEST_TOKEN": "other", "CI_JOB_TOKEN": "", secret: "glpat-1x+y"},
    )  # fmt: skip
    assert ran.code == 1, ran
    assert "error: a field holds a secret of this project" in ran.err
    branches = subprocess.run(
        ["git", "--git-dir", "remote.git", "branch"], cwd=repository.folder, capture_output=True, check=True
    )
    assert branches.stdout == b""


@pytest.mark.parametrize("host", HOSTS)
def test_what_was_typed_is_never_part_of_a_script(repository: Project, host: str) -> None:
    assert not any("${{" in script for script in scripts(repository, host))


def test_each_script_is_valid_for_a_plain_shell(repository: Project) -> None:
    for host in HOSTS:
        for script in scripts(repository, host):
            subprocess.run(["sh", "-n", "-c", script], check=True)


def test_ci_is_added_to_content_that_is_there_and_never_replaced(repository: Project) -> None:
    before = tree(repository.folder)
    ran = corrigenda(repository.folder, "init", "--ci", "gitlab")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        2,
        "Error: there is .gitlab-ci.yml already; what is in it stays as it is",
    )
    assert tree(repository.folder) == before


def test_what_is_installed_is_said_once(tmp_path: Path) -> None:
    wanted = "corrigenda @ git+https://git.example.com/corrigenda@1f2e3d"
    assert corrigenda(tmp_path, "init", "--ci", "github", "--install", wanted).code == 0
    for path in sorted((tmp_path / ".github/workflows").iterdir()):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["env"] == {"CORRIGENDA": wanted}
    shutil.rmtree(tmp_path / "content")
    ran = corrigenda(tmp_path, "init", "--ci", "gitlab", "--install", '"$(touch pwned)"')
    assert ran.code == 2
    assert not (tmp_path / ".gitlab-ci.yml").exists()
