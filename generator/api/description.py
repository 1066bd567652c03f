"""Describes what programs may fetch: JSON Schemas, generated from the models, and OpenAPI 3.1 for all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..model.addresses import API, api_address
from .error_models import ChangeList, ErrorFile, ErrorList
from .files import FILES, PLACES, PublishedFile
from .site_models import CalendarFile, FaqFile, Index, ProductFile, SeverityFile

VERSION = "1.3.0"
"""The minor version is raised when a field or file is added; no other change is allowed within v1."""
_PROMISE = (
    "Static files; there is no key and no limit. Within v1, fields and files may be added. No field is removed or "
    "renamed, and none changes its type or meaning, so a reader passes over what it does not know. Days are written as "
    "2026-12-09, moments as 2026-12-09T09:00:00Z. Ask again with If-None-Match or If-Modified-Since: a file that did "
    "not change is not sent again. What is not there is answered with a page and the status 404."
)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of file: its name below `api/v1/`, its model, what is in it, and the setting that turns it on."""

    name: str
    model: type[BaseModel]
    about: str
    switch: str = "api"

    @property
    def path(self) -> str:
        """Return the path where it is published."""
        return api_address(self.name)

    @property
    def schema(self) -> str:
        """Return the path where its JSON Schema is published."""
        return f"{API}/schemas/{self.model.__name__}.json"


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
    """Return the JSON Schema of a kind of file; `root` is the site's address."""
    schema = resource.model.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": root + resource.schema, **schema}


def published(switches: Mapping[str, bool]) -> tuple[list[Resource], list[PublishedFile]]:
    """Return the kinds of files that a site with these settings publishes: the API's JSON, and all others."""
    resources = [resource for resource in RESOURCES if switches[resource.switch]]
    return resources, [file for file in FILES if all(switches[switch] for switch in file.switches)]


def openapi(title: str, root: str, switches: Mapping[str, bool]) -> dict[str, Any]:
    """Return the OpenAPI description of the files that a site with these settings publishes."""
    resources, files = published(switches)
    _, definitions = models_json_schema(
        [(resource.model, "serialization") for resource in resources], ref_template="#/components/schemas/{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "description": _PROMISE},
        "servers": [{"url": root.rstrip("/")}],
        "paths": {
            **{f"/{resource.path}": {"get": _of_resource(resource)} for resource in resources},
            **{f"/{file.path}": {"get": _of_file(file)} for file in files},
        },
        "components": {"schemas": definitions["$defs"]},
    }


def _of_resource(resource: Resource) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{resource.model.__name__}"}
    return _operation(resource.path, "get" + resource.model.__name__, resource.about, {"application/json": schema})


def _of_file(file: PublishedFile) -> dict[str, Any]:
    content = {media: {"type": "object" if media.endswith("json") else "string"} for media in file.media}
    operation = _operation(file.path, file.operation, file.about, content)
    about = [f"`{{{place}}}` is {PLACES[place]}" for place in _places(file.path)]
    return {**operation, "description": "\n\n".join([file.format, *about])}


def _operation(path: str, name: str, about: str, content: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": about,
        "responses": {
            "200": {
                "description": "The file.",
                "content": {media: {"schema": schema} for media, schema in content.items()},
            },
            "404": {"description": "There is no such file."},
        },
    }
    if places := _places(path):
        operation["parameters"] = [_parameter(place) for place in places]
    return operation


def _places(path: str) -> list[str]:
    return re.findall(r"{(\w+)}", path)


def _parameter(place: str) -> dict[str, Any]:
    # The path of a release contains its version, with dots.
    schema = {"type": "string", "pattern": "^[a-z0-9.-]+$" if place == "release" else "^[a-z0-9-]+$"}
    return {"name": place, "in": "path", "required": True, "schema": schema}
