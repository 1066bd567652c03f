"""The files around the program can be read, and a pull request is checked without a right to publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.project import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    """Return a YAML file's fields."""
    fields: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return fields


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_that_runs_for_a_pull_request_may_only_read(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job or job["if"] == "github.event_name != 'pull_request'"


def test_issue_forms_ask_and_say_what_they_are_for() -> None:
    for path in FORMS:
        form = read(path)
        if path.stem != "config":
            assert form["name"] and form["description"] and form["body"], path


def test_a_commit_that_only_deletes_a_file_is_checked() -> None:
    of_publishers: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    own = read(REPOSITORY / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    for hooks in (of_publishers, own):
        check = next(hook for hook in hooks if hook["id"] == "corrigenda-check")
        # With `files`, pre-commit runs a hook only if a file is added or changed.
        assert check["always_run"] is True and "files" not in check
