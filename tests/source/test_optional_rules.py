"""A rule can be turned off only if the site can be built without it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.machine.request import BuildRequest
from corrigenda.lint.run import optional_rules

from tests.golden.case import CASES, lay_out, read_case
from tests.project import REPOSITORY, TODAY


def broken_rules(path: Path) -> set[str]:
    """Return the rules that forbid to publish a golden case."""
    expected = "\n".join(read_case(path)["expect"])
    return set(re.findall(r": error: .*\(([a-z-]+)\)(?: ->.*)?$", expected, re.MULTILINE))


TOGETHER = {"id-matches-file/fails-and-what-refers-to-it-is-sound", "related-known/fails-where-no-id-is-told"}
"""With the rules of these turned off, another one reports the problem."""
OPTIONAL = [
    path
    for path in CASES
    if broken_rules(path)
    and broken_rules(path) <= set(optional_rules())
    and f"{path.parent.name}/{path.stem}" not in TOGETHER
]


@pytest.mark.parametrize("path", OPTIONAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_site_is_built_with_a_rule_turned_off(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    content = lay_out(case, tmp_path)
    site = content / "site.yml"
    rules = "".join(f"  {rule}: off\n" for rule in sorted(broken_rules(path)))
    others = re.sub(r"^rules:.*\n(?: .*\n)*", "", site.read_text(encoding="utf-8"), flags=re.MULTILINE)
    site.write_text(f"{others}rules:\n{rules}", encoding="utf-8")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "site_templates").symlink_to(REPOSITORY / "site_templates", target_is_directory=True)
    request = BuildRequest(tmp_path, content, tmp_path / "site", tmp_path / ".cache", 1, case.get("day", TODAY))
    build(take_snapshot(replace(request, engine="plain", search=False)))
    assert (tmp_path / "site" / "corrections" / "index.html").is_file()
