"""What a shell is told when Tab is pressed, and the scripts with which it asks."""

from __future__ import annotations

import shutil
import subprocess

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


def test_bash_completes_with_the_script(project: Project) -> None:
    script = corrigenda(project.folder, "completion", "bash").out
    ask = (
        'COMP_WORDS=(corrigenda show NVS-2008); COMP_CWORD=2; _corrigenda_completion corrigenda; echo "${COMPREPLY[@]}"'
    )
    path = f"{EXECUTABLES}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"],
        cwd=project.folder, env=environment(PATH=path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "NVS-2008\n"


def test_quiet_prints_only_what_is_wrong(project: Project) -> None:
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
