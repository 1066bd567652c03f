"""Describes the API to programs: its files, their JSON Schemas, and OpenAPI 3.1, all generated from the models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.api.error_models import ChangeList, ErrorFile, ErrorList
from generator.api.site_models import CalendarFile, FaqFile, Index, ProductFile, SeverityFile

VERSION = "1.0.0"
"""Raised in the middle when a field or file is added; what else would change it is not allowed within v1."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "api/v1"


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of file: its name below `api/v1/`, its model, what is in it, and the setting that turns it on."""

    name: str
    model: type[BaseModel]
    about: str
    switch: str = "api"

    @property
    def path(self) -> str:
        """Give where it is published."""
        return f"{FOLDER}/{self.name}.json"

    @property
    def schema(self) -> str:
        """Give where its JSON Schema is published."""
        return f"{FOLDER}/schemas/{self.model.__name__}.json"


RESOURCES = (
    Resource("index", Index, "What there is, and when the content last changed."),
    Resource("faq", FaqFile, "Questions and answers."),
    Resource("severity", SeverityFile, "The matrix, the questions, and the decision table."),
    Resource("products", ProductFile, "Products and their releases, and the statuses of errors."),
    Resource("errors", ErrorList, "All errors, in short."),
    Resource("errors/{id}", ErrorFile, "One error with its history; {id} is its id in lower case.", "error_api"),
    Resource("changes", ChangeList, "The newest changes of all errors."),
    Resource("calendar", CalendarFile, "When the support desk is open."),
)


def json_schema(resource: Resource, root: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file; `root` is the site's address."""
    schema = resource.model.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": root + resource.schema, **schema}


def openapi(title: str, root: str, switches: dict[str, bool]) -> dict[str, Any]:
    """Give the OpenAPI description of the files that a site with these settings publishes."""
    resources = [resource for resource in RESOURCES if switches[resource.switch]]
    _, definitions = models_json_schema(
        [(resource.model, "serialization") for resource in resources], ref_template="#/components/schemas/{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION},
        "servers": [{"url": root.rstrip("/")}],
        "paths": {f"/{resource.path}": {"get": _operation(resource)} for resource in resources},
        "components": {"schemas": definitions["$defs"]},
    }


def _operation(resource: Resource) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{resource.model.__name__}"}
    operation: dict[str, Any] = {
        "operationId": "get" + resource.model.__name__,
        "summary": resource.about,
        "responses": {
            "200": {"description": "The file.", "content": {"application/json": {"schema": reference}}},
            "404": {"description": "There is no such file."},
        },
    }
    if "{id}" in resource.name:
        schema = {"type": "string", "pattern": "^[a-z0-9-]+$"}
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": schema}]
    return operation
