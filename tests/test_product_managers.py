"""docs/product-managers.md: its commands are run, one after the other, and print what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import pytest

from tests.project import REPOSITORY, Project
from tests.running import corrigenda

GUIDE = REPOSITORY / "docs" / "product-managers.md"


def examples(guide: str) -> Iterator[tuple[str, str]]:
    """Yield each command, and what the guide says that it prints."""
    for block in re.findall(r"(?:^    .*\n)+", guide, re.MULTILINE):
        for example in re.split(r"^    \$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = example.partition("\n")
            yield command, re.sub(r"^    ", "", said, flags=re.MULTILINE)


def printed(project: Project, command: str) -> str:
    """Return what a command prints, with the ends of long lines left out."""
    program, *arguments = shlex.split(command)
    assert program == "corrigenda"
    ran = corrigenda(project.folder, *arguments)
    assert ran.code == 0, (command, ran)
    return "".join(f"{line.rstrip()}\n" for line in (ran.out + ran.err).splitlines() if line.strip())


def test_each_command_of_the_guide_prints_what_it_says(committed: Project, request: pytest.FixtureRequest) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    found = [(command, said, printed(committed, command)) for command, said in examples(guide)]
    assert len(found) > 20
    if request.config.getoption("update_golden"):
        for command, said, now in found:
            old, new = (re.sub(r"^", "    ", text, flags=re.MULTILINE).rstrip(" ") for text in (said, now))
            guide = guide.replace(f"    $ {command}\n{old}", f"    $ {command}\n{new}")
        GUIDE.write_text(guide, encoding="utf-8")
        return
    assert [(command, now) for command, _, now in found] == [(command, said) for command, said, _ in found]
    assert [one for one in committed.problems() if ": error: " in one] == []
