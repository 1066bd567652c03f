"""An edit of one error makes few pages of lists again, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from corrigenda.edges.build.build import prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.prepared import Prepared
from corrigenda.model.affected import affected_releases
from corrigenda.model.error import KnownError, Step
from corrigenda.model.lifecycle import Phase
from corrigenda.model.products import Release
from corrigenda.model.publication import Errors
from corrigenda.pages import further, listing, product, release, status
from corrigenda.render.renderer import Renderer
from corrigenda.views.inputs import Inputs

from bench.make_content import make_content
from tests.project import TODAY, Project

Edit = Callable[[list[KnownError], int], None]
COPIES = 5
"""The sample of 400 errors so many times over makes a site of 2,000."""
EDITS = range(13, 400 * COPIES, 97)
"""The places of the errors that are edited, one at a time."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return 400 made-up errors, read."""
    project = Project(tmp_path_factory.mktemp("paging"), roadmap=False)
    make_content(400, project.content)
    return prepare(take_snapshot(project.request()))


@pytest.fixture(scope="module")
def errors(prepared: Prepared) -> list[KnownError]:
    """Return 2,000 errors."""
    return [
        error._replace(id=f"{error.id}{number}", fingerprint=f"{error.fingerprint}{number}")
        for error in prepared.publication.errors
        for number in range(COPIES)
    ]


def planned(prepared: Prepared, errors: Sequence[KnownError]) -> dict[str, Inputs]:
    """Return what each page of a list is made from, by the page's address."""
    render = Renderer(replace(prepared.publication, errors=Errors(errors)), prepared.templates)
    return {
        plan.address: plan.inputs
        for module in (further, listing, product, release, status)
        for plan in module.specs(render)
    }


def remade(prepared: Prepared, errors: Sequence[KnownError], edit: Edit) -> list[list[str]]:
    """Edit one error at a time; return for each the addresses of the pages that have to be made again."""
    before = planned(prepared, errors)
    assert len(before) > 80
    found = []
    for place in EDITS:
        edited = list(errors)
        edit(edited, place)
        after = planned(prepared, edited)
        found.append(sorted(one for one in after if after[one] != before.get(one)))
    return found


def retitle(errors: list[KnownError], place: int) -> None:
    errors[place] = errors[place]._replace(title="Another title", fingerprint="edited")


def change_status(errors: list[KnownError], place: int) -> None:
    steps = errors[place].history
    new = Step(len(steps) + 1, TODAY, "confirmed" if steps[-1].status != "confirmed" else "declined")
    errors[place] = errors[place]._replace(history=(*steps, new), fingerprint="edited")


def register(errors: list[KnownError], place: int) -> None:
    errors.insert(place, errors[place]._replace(id=f"{errors[place].id}5", fingerprint="new"))


def affected(error: KnownError, prepared: Prepared) -> tuple[Release, ...]:
    """Return the releases whose pages list an error as known in them."""
    closed = prepared.publication.phase(error) is Phase.CLOSED
    return () if closed else affected_releases(error, prepared.publication.site_data) or ()


def test_another_title_makes_only_the_pages_that_show_it(prepared: Prepared, errors: list[KnownError]) -> None:
    for place, pages in zip(EDITS, remade(prepared, errors, retitle), strict=True):
        error = errors[place]
        kinds = ["page/", f"product/{error.product}/", f"status/{error.status}/"]
        versions = {*error.current.releases, *(release.version for release in affected(error, prepared))}
        kinds += [f"release/{error.product}-{version}/" for version in versions]
        # A release that was to correct it says where it went, unless too many others went later.
        left = {version for step in error.history for version in step.releases} - versions
        gone = {f"corrections/release/{error.product}-{version}/" for version in left}
        showing = [page for page in pages if page not in gone]
        assert len(showing) == len(kinds)
        assert all(any(page.startswith(f"corrections/{kind}") for page in showing) for kind in kinds)


@pytest.mark.parametrize(("edit", "most"), [(change_status, 13), (register, 12)])
def test_another_status_and_another_error_make_few_pages(
    prepared: Prepared, errors: list[KnownError], edit: Edit, most: float
) -> None:
    pages = remade(prepared, errors, edit)
    # An error is also on the pages of the releases that it is in: it may come to one page of each and leave another.
    most += 2 * sum(len(affected(errors[place], prepared)) for place in EDITS) / len(EDITS)
    assert sum(len(one) for one in pages) / len(pages) <= most
