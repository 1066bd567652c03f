"""A page that was fetched before the site was swapped finds its scripts and styles after the swap."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

from scripts.serving import served
from tests.project import Project, tree

ASSET = re.compile(r'(?:href|src)="(?:\.\./)*(assets/[^"]+\.(?:css|js))"')
COLOURS = ("#7a1f5c", "#1f5c7a", "#5c7a1f")


def styled(project: Project, colour: str) -> None:
    """Build the site in a colour, which changes the name of its style sheet."""
    path = project.content / "site.yml"
    text = re.sub(r"\ncolours:.*\n\Z", "", path.read_text(encoding="utf-8").rstrip("\n") + "\n")
    path.write_text(f'{text}\ncolours: {{primary: "{colour}"}}\n', encoding="utf-8")
    project.build()


def assets_of(address: str) -> list[str]:
    """Fetch a page, and return the scripts and styles that it loads."""
    with urllib.request.urlopen(f"{address}faq/") as answer:
        return ASSET.findall(answer.read().decode())


def missing(address: str, assets: list[str]) -> list[str]:
    """Return which of the files cannot be fetched."""
    gone = []
    for name in assets:
        try:
            urllib.request.urlopen(address + name).close()
        except urllib.error.HTTPError:
            gone.append(name)
    return gone


def own_styles(site: Path) -> list[str]:
    return sorted(name for name in tree(site) if re.fullmatch(r"assets/corrigenda/[a-z]+\.[0-9a-f]+\.css", name))


def test_assets_stay_for_one_more_build(project: Project) -> None:
    styled(project, COLOURS[0])
    with served(project.site) as address:
        before = assets_of(address)
        styled(project, COLOURS[1])
        between = assets_of(address)
        assert before != between
        assert missing(address, before) == []
        styled(project, COLOURS[2])
        assert missing(address, between) == []
        assert missing(address, before) == sorted(set(before) - set(between))
    assert len(own_styles(project.site)) == 2


def test_a_build_without_a_change_neither_drops_them_nor_keeps_others(project: Project) -> None:
    for colour in COLOURS[:2]:
        styled(project, colour)
    found = tree(project.site)
    done = project.build()
    assert (done.made, done.removed) == (0, 0)
    assert tree(project.site) == found
    project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    project.build()
    assert len(own_styles(project.site)) == 1


def test_nothing_else_of_the_last_site_stays(project: Project) -> None:
    project.write("pages/assets/photo.0123456789.css", "a { color: red }")
    project.build()
    (project.content / "pages/assets/photo.0123456789.css").unlink()
    project.build()
    assert not (project.site / "assets/photo.0123456789.css").exists()
