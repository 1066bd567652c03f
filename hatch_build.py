"""Lets an editable installation find the package `corrigenda` in the folder `generator/`.

A wheel renames the folder (`sources` in pyproject.toml). Hatchling cannot do that for an editable installation, so this
adds the import hook of the `editables` library, which can.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from editables import EditableProject
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EditableNameHook(BuildHookInterface):  # type: ignore[type-arg]
    """Maps the name `corrigenda` to the folder `generator/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files of the import hook to an editable wheel."""
        if version != "editable":
            return
        project = EditableProject("corrigenda", self.root)
        project.map("corrigenda", "generator")
        folder = Path(tempfile.mkdtemp())
        for name, content in project.files():
            (folder / name).write_text(content, encoding="utf-8")
            build_data["force_include_editable"][str(folder / name)] = name
        build_data["dependencies"].extend(project.dependencies())
