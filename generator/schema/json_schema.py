"""JSON Schemas of the sources, generated from their types; editors show a field's description and examples.

An editor reads YAML with YAML's own types, so a date or a version without quotes may reach it as a number; wherever
the strict reader takes any scalar for text, the schema allows what an editor may make of it.
"""

from typing import Any

from pydantic import BaseModel

from . import settings
from .error import ErrorSource

KINDS: dict[str, type[BaseModel]] = {
    **{kind: source_type for kind, (source_type, _) in settings.KINDS.items()},
    "error": ErrorSource,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return a schema (draft 2020-12) for each kind of source."""
    found = {}
    for kind, model in KINDS.items():
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[kind] = _relaxed(schema)
    return found


def _relaxed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_relaxed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    relaxed = {key: _relaxed(value) for key, value in schema.items() if key != "default" or value is not None}
    if relaxed.get("type") == "string" and "enum" not in relaxed:
        relaxed["type"] = ["string", "number", "boolean"]
    return relaxed
