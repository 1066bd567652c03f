"""Canaries: a marker in every private place of the content shows up in no published file, name or cache."""

from __future__ import annotations

import gzip
import re

import pytest
from corrigenda.edges.content.check import check
from corrigenda.edges.content.snapshot import take_snapshot

from tests.project import Project, tree
from tests.running import corrigenda


def with_canaries(project: Project) -> list[str]:
    """Put a marker of its own into every private field and into comments; return the markers and the case ids."""
    canaries: list[str] = []

    def marker() -> str:
        canaries.append(f"zyxcanary{len(canaries):05}")
        return canaries[-1]

    def case(number: int) -> str:
        canaries.append(f"NS-{900_000 + number}")
        return canaries[-1]

    for number, path in enumerate(sorted((project.content / "roadmap").rglob("*.yml"))):
        text = re.sub(r"^(cases|internal):.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        private = [
            f"cases: [{case(2 * number)}, {case(2 * number + 1)}]",
            f"internal: {{owner: {marker()}, note: 'see {marker()}', {marker()}: x}} # {marker()}",
        ]
        path.write_text("\n".join([text.rstrip(), *private, f"# {marker()}", ""]), encoding="utf-8")
    return canaries


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[str]]:
    """Return a built project with canaries, and the canaries."""
    project = Project(tmp_path_factory.mktemp("planted"))
    canaries = with_canaries(project)
    project.build(jobs=2)
    return project, canaries


def test_canaries_are_read_as_private_fields(planted: tuple[Project, list[str]]) -> None:
    project, canaries = planted
    private = check(take_snapshot(project.request()))[0].catalog.private  # type: ignore[union-attr]
    read = [
        text for record in private for text in (*record.cases, *(value for pair in record.internal for value in pair))
    ]
    assert len(canaries) > 200
    # Each file has two cases, an owner, a note and a key of its own; two more markers are in comments.
    planted_in_fields = [canary for number, canary in enumerate(canaries) if number % 7 < 5]
    assert [canary for canary in planted_in_fields if not any(canary in text for text in read)] == []


def test_no_canary_is_published(planted: tuple[Project, list[str]]) -> None:
    project, canaries = planted
    # A case id must not show in any spelling, so both sides are compared without separators and in lower case.
    wanted = re.compile("|".join(canary.replace("-", "").lower() for canary in canaries).encode())
    leaks: list[tuple[str, bytes]] = []
    for path, data in tree(project.site).items():
        plain = gzip.decompress(data) if path.endswith(".gz") else data
        flat = re.sub(rb"[-\s]", b"", path.encode() + b"\n" + plain).lower()
        leaks.extend((path, found) for found in wanted.findall(flat))
    assert leaks == []


def test_the_case_ids_of_the_content_are_published_nowhere(built: Project) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (built.content / "roadmap").rglob("*.yml"))
    cases = set(re.findall(r"NS-\d{6}", "".join(re.findall(r"^cases:.*$", sources, re.MULTILINE))))
    assert len(cases) > 10
    assert [(p, case) for p, data in tree(built.site).items() for case in sorted(cases) if case.encode() in data] == []


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_no_suppression_of_a_hand_written_page_is_published(project: Project, engine: str) -> None:
    suppression = "<!-- allow: private-text because support made it up -->"
    privacy = project.content / "pages" / "privacy.md"
    text = privacy.read_text(encoding="utf-8")
    privacy.write_text(f"{text}\nSee NS-204113. {suppression}\n{suppression}\nSee NS-204114.\n", encoding="utf-8")
    ran = corrigenda(project.folder, "build", "--engine", engine)
    assert (ran.code, ran.err) == (0, "")
    assert "<p>See NS-204113.\nSee NS-204114.</p>" in project.page("privacy/")
