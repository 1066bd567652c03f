"""The API: the site's data as JSON below /api/v1/, with its schemas, its OpenAPI description and its changelog."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pydantic import BaseModel

from ..api.description import json_schema, openapi, published
from ..api.errors import change_list, error_file, error_in_list
from ..api.site import calendar_file, faq_file, index_file, product_file, severity_file
from ..model.addresses import api_address
from ..model.error import KnownError
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.errors import inputs_of, row_of
from ..views.inputs import Inputs

CHANGELOG = "api/CHANGELOG.txt"


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the files that the site publishes."""
    publication, switches = render.publication, dict(render.publication.site.outputs)
    if not switches["api"]:
        return
    everything: Inputs = (publication.errors.fingerprint,)
    resources, more = published(switches)
    files = [(one.path, one.about) for one in resources] + [(one.path, one.about) for one in more]
    kinds: dict[str, tuple[Inputs, Callable[[], Any]]] = {
        "index": (everything, lambda: index_file(render, files)),
        "faq": (everything, lambda: faq_file(render)),
        "severity": ((), lambda: severity_file(render)),
        "products": ((), lambda: product_file(render)),
        "changes": (everything, lambda: change_list(render)),
        "calendar": ((), lambda: calendar_file(render)),
    }
    for name, (inputs, make) in kinds.items():
        yield FileSpec(api_address(name), inputs, partial(_made, make))
    yield FileSpec(api_address("errors"), everything, partial(_list, render))
    if switches["error_api"]:
        for error in publication.errors:
            inputs = inputs_of(error, publication)
            yield FileSpec(error.api_address, inputs, partial(_error, render, error))
    site = publication.site
    for resource in resources:
        yield FileSpec(resource.schema, (), partial(_made, partial(json_schema, resource, site.url)))
    yield FileSpec(api_address("openapi"), (), partial(_made, partial(openapi, site.name, site.url, switches)))
    if CHANGELOG in render.templates.texts:
        yield FileSpec(CHANGELOG, (), render.templates.texts[CHANGELOG].encode)


def _made(make: Callable[[], Any]) -> bytes:
    made = make()
    return _encoded(made.model_dump(mode="json") if isinstance(made, BaseModel) else made)


def _list(render: Renderer) -> bytes:
    """Return all errors in short; the parts of those that have not changed are reused."""
    publication = render.publication

    def part(error: KnownError) -> str:
        return _encoded(error_in_list(row_of(error, publication), render)).decode()

    parts = render.parts("api", publication.errors, part)
    return f'{{"count":{len(parts)},"errors":[{",".join(parts)}]}}'.encode()


def _error(render: Renderer, error: KnownError) -> bytes:
    return _encoded(error_file(error, render))


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
