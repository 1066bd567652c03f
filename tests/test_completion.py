"""What a shell is told when Tab is pressed, and the scripts with which it asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.project import Project
from tests.running import EXECUTABLES, Ran, corrigenda, environment


def offered(project: Project, typed: str, *, shell: str = "bash") -> list[str]:
    """Return what is offered for the last word typed, which may be empty."""
    words = typed.split(" ")
    asked = {"COMP_WORDS": f"corrigenda {typed}", "_CORRIGENDA_COMPLETE": f"{shell}_complete"}
    place = {"COMP_WORD": words[-1]} if shell == "powershell" else {"COMP_CWORD": str(len(words))}
    ran = corrigenda(project.folder, **asked, **place)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split() if shell != "powershell" else ran.out.splitlines()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mov", ["plain,move"]),
        ("show NVS-201", ["plain,NVS-2010", "plain,NVS-2012", "plain,NVS-2014", "plain,NVS-2015", "plain,NVS-2017",
                          "plain,NVS-2018"]),
        ("show nvs-2008", ["plain,NVS-2008"]),
        ("move NRC-1042 --to ", ["plain,12.5.1", "plain,12.6", "plain,12.7"]),
        ("move NRC-1042 --status re", ["plain,registered", "plain,released"]),
        ("move NRC-1042 NRC-104", ["plain,NRC-1044", "plain,NRC-1047", "plain,NRC-1049"]),
        ("move --release 9.1", ["plain,9.10", "plain,9.11"]),
        ("release v", ["plain,vision"]),
        ("release vision 9.", ["plain,9.8", "plain,9.9", "plain,9.10", "plain,9.11"]),
        ("list --product vision --severity h", ["plain,high"]),
        ("list --pha", ["plain,--phase"]),
        ("product add v", []),
        ("redact NVS-2008", ["plain,NVS-2008"]),
        ("redact vision/9.1", ["plain,vision/9.10", "plain,vision/9.11"]),
        ("redact faq/why", ["plain,faq/why-register"]),
        ("show NVS-9", []),
        ("nonsense x", []),
    ],
)  # fmt: skip
def test_what_may_follow_is_offered(project: Project, typed: str, expected: list[str]) -> None:
    assert offered(project, typed) == expected


def test_powershell_is_told_what_each_means(project: Project) -> None:
    assert offered(project, "release remote-control 12.6", shell="powershell") == ["12.6\tRemote Control, 2027-02-16"]
    assert offered(project, "list --product ", shell="powershell")[1] == "vision\tVision"


@pytest.mark.parametrize("broken", ["products: [", "products: {}\n"])
def test_content_that_cannot_be_read_offers_nothing_and_says_nothing(project: Project, broken: str) -> None:
    project.write("products.yml", broken)
    assert offered(project, "list --product v") == []
    shutil.rmtree(project.content)
    assert offered(project, "list --product v") == []
    assert offered(project, "show N") == []


def test_another_folder_is_asked_if_it_is_named(project: Project) -> None:
    project.content.rename(project.folder / "other")
    assert offered(project, "move --content other NVS-2008 --to ") == ["plain,9.10", "plain,9.11"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_is_printed_for_each_shell(project: Project, shell: str) -> None:
    ran = corrigenda(project.folder, "completion", shell)
    assert ran.code == 0
    assert "_CORRIGENDA_COMPLETE" in ran.out
    assert f"{shell}_complete" in ran.out


INTERACTIVE = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
PREPARE = {"bash": "", "zsh": "autoload -Uz compinit && compinit -u -D\n"}


def needed(shell: str) -> None:
    """Skip a test where a shell is not there; on GitHub, where all is installed, that is a failure."""
    if shutil.which(shell) is None:
        assert "GITHUB_ACTIONS" not in os.environ, f"{shell} is missing; scripts/install-system-packages installs it"
        pytest.skip(f"{shell} is not there; scripts/install-system-packages installs it")


def typed_into(shell: str, project: Project, keys: str) -> str:
    """Return what a terminal shows in which somebody types into an interactive shell."""
    variables = {"PATH": f"{EXECUTABLES}:/usr/bin:/bin", "TERM": "dumb", "HISTFILE": "", "COLUMNS": "200"}
    script = f'{PREPARE[shell]}eval "$(corrigenda completion {shell})"\n{keys}\nexit\n'
    ran = subprocess.run(
        [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])", *INTERACTIVE[shell]],
        cwd=project.folder, env=environment(**variables),
        input=script.encode(), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return ran.stdout.decode(errors="replace")


@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("corrigenda sho\tNVS-200\t", "content/roadmap/vision/NVS-2008.yml"),
        ("corrigenda list --status in-p\t--product remote-control", "NRC-1044"),
        ("corrigenda move NRC-1055 --to 12.5\t--because x --dry-run", 'release: "12.5.1"'),
    ],
    ids=["command and id", "status", "release"],
)
def test_a_shell_completes_when_tab_is_pressed(project: Project, shell: str, keys: str, shown: str) -> None:
    needed(shell)
    assert shown in typed_into(shell, project, keys)


@pytest.mark.parametrize(
    ("line", "offered_words"),
    [
        ("corrigenda mov", ["move"]),
        ("corrigenda show NVS-2008", ["NVS-2008"]),
        ("corrigenda list --status in-p", ["in-progress"]),
        ("corrigenda move NRC-1055 --to 12.", ["12.5.1", "12.6", "12.7"]),
    ],
)
def test_fish_completes(project: Project, line: str, offered_words: list[str]) -> None:
    needed("fish")
    ran = subprocess.run(
        ["fish", "--no-config", "-c", f"corrigenda completion fish | source; complete -C '{line}'"],
        cwd=project.folder, env=environment(PATH=f"{EXECUTABLES}:/usr/bin:/bin", HOME=str(project.folder)),
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert [one.split("\t")[0] for one in ran.stdout.splitlines()] == offered_words


def test_quiet_prints_only_what_is_wrong(project: Project) -> None:
    project.replace("roadmap/vision/NVS-2008.yml", "<9.10", "<9.11")
    move = ("move", "NVS-2008", "--to", "9.11")
    assert corrigenda(project.folder, *move, "--because", "It is late.", "--quiet") == Ran(0, "", "")
    assert project.problems() == []
    refused = corrigenda(project.folder, *move, "-q")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error: NVS-2008 stays as it is: it is 'planned' for 9.11 already")


def test_quiet_asks_nothing(project: Project) -> None:
    before = (project.content / "products.yml").read_bytes()
    ran = corrigenda(project.folder, "release", "vision", "9.10", "--out", "--all", "-q", feed="y\n")
    assert (ran.code, ran.out, ran.err) == (130, "", "stopped; nothing was changed\n")
    assert (project.content / "products.yml").read_bytes() == before
    assert corrigenda(project.folder, "release", "vision", "9.10", "--out", "--all", "--yes", "-q") == Ran(0, "", "")
