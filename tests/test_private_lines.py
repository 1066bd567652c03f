"""No report of a problem prints what an error says in private: logs of a build are read by more than its authors."""

from __future__ import annotations

import pytest

from tests.project import Project
from tests.running import corrigenda

ERROR = "roadmap/remote-control/NRC-1042.yml"
CANARY = "Canary-9137"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize(
    "lines",
    [
        f"cases: [{CANARY}]",
        f"cases:\n  - {CANARY}",
        f"cases:\n- {CANARY}",
        f"cases: [{CANARY}, [{CANARY}]]",
        f"cases: {CANARY}",
        f"internal: {CANARY}",
        f"internal: {{owner: {{name: {CANARY}}}}}",
        f"internal:\n  owner: [{CANARY}]",
        f"internal:\n  owner: [{CANARY}",
        f"internal:\n  note: one\n  note: {CANARY}",
        f"internal:\n  note: a: {CANARY}",
        f'internal:\n  note: "{CANARY}',
        f"internal:\n  note: &anchor {CANARY}",
        f"internal:\n  note: *{CANARY}",
        f"internal:\n\tnote: {CANARY}",
    ],
)
def test_a_problem_in_a_private_field_is_reported_without_its_value(project: Project, lines: str, form: str) -> None:
    path = project.content / ERROR
    text = path.read_text(encoding="utf-8")
    public = text[: min(text.find("\ncases:") % len(text), text.find("\ninternal:") % len(text))]
    project.write(ERROR, f"{public}\n{lines}\n")
    ran = corrigenda(project.folder, "check", "--format", form)
    assert "NRC-1042.yml" in ran.out
    assert CANARY not in ran.out + ran.err


def test_a_problem_in_a_public_field_still_shows_its_line(project: Project) -> None:
    project.replace(ERROR, "title: ", "titel: ")
    assert "| titel: Session" in corrigenda(project.folder, "check").out
