"""What every page of the editor begins with: the content as it is on the disk now, and a renderer for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...model.catalog import Catalog
from ...model.site_data import SiteData
from ...problems.report import Report
from ...render.file_specs import PageSpec
from ...render.renderer import Renderer
from ..build.build import prepared_from
from ..content.check import ContentProblems, check
from ..content.load import Loaded
from ..content.snapshot import Snapshot, take_snapshot
from ..engines.discovery import page_modules
from ..engines.layouts import cached_layouts
from ..machine.request import BuildRequest


@dataclass(frozen=True)
class Work:
    """The content of one moment; `mount` is the path of the served site, `desk` that of the editor."""

    snapshot: Snapshot
    loaded: Loaded
    report: Report
    render: Renderer
    mount: str
    desk: str

    @property
    def request(self) -> BuildRequest:
        """Return the request of the server."""
        return self.snapshot.request

    @property
    def catalog(self) -> Catalog:
        """Return all sources."""
        assert self.loaded.catalog is not None
        return self.loaded.catalog

    @property
    def site_data(self) -> SiteData:
        """Return the settings files' content."""
        return self.catalog.site_data

    def preview(self, catalog: Catalog, address: str) -> str | None:
        """Return a page as it would be with other content; None if it cannot be made, as before the first build.

        Its links begin where the page will be, so that it can be shown anywhere.
        """
        prepared = prepared_from(self.snapshot, replace(self.loaded, catalog=catalog), self.report)
        layouts = cached_layouts(self.request.cache, prepared.publication.shared_key)
        render = Renderer(prepared.publication, prepared.templates)
        spec = _page_at(render, address)
        if layouts is None or spec is None:
            return None
        html = render.page_bytes(spec, spec.make(), layouts.by_kind()[spec.kind]).decode()
        return html.replace("<head>", f'<head><base href="{self.mount}{address}">', 1)


def load_work(request: BuildRequest, mount: str, desk: str) -> Work:
    """Load the content; raise ContentProblems if what surrounds the errors is invalid."""
    snapshot = take_snapshot(request)
    loaded, report = check(snapshot)
    if loaded.catalog is None:
        raise ContentProblems(report)
    prepared = prepared_from(snapshot, loaded, report)
    return Work(snapshot, loaded, report, Renderer(prepared.publication, prepared.templates), mount, desk)


def _page_at(render: Renderer, address: str) -> PageSpec | None:
    specs = (spec for module in page_modules() for spec in module.specs(render))
    return next((spec for spec in specs if spec.address == address), None)
