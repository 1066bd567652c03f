"""`corrigenda schema`: JSON Schemas of the sources, for completion and hovering in an editor."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..terminal.group import FINE


@click.command("schema")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="schemas",
    show_default=True,
    help="The folder to write to.",
)
def command(out: Path) -> int:
    """Write a JSON Schema for each kind of source file."""
    from ..schema.json_schema import schemas

    out.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (out / f"{kind}.schema.json").write_text(text, encoding="utf-8")
    return FINE
