"""What commands share: the loaded content or its settings, and the error or product that an argument means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import click

from ..edges.content.load import Loaded
from ..edges.machine.request import BuildRequest
from ..model.catalog import Catalog
from ..model.error import KnownError
from ..model.site_data import SiteData
from ..problems.report import Report
from .group import PROBLEMS


def load_valid(request: BuildRequest) -> tuple[Catalog, Loaded, Report]:
    """Load the content; ends the command with its problems if what surrounds the errors is invalid."""
    from ..edges.content.check import check
    from ..edges.content.snapshot import take_snapshot
    from .console import show_problems

    loaded, located = check(take_snapshot(request))
    if loaded.catalog is None:
        show_problems(located)
        raise click.exceptions.Exit(PROBLEMS)
    return loaded.catalog, loaded, located


def published_at(request: BuildRequest, revision: str, day: dt.date, otherwise: str = "") -> Catalog:
    """Load the content as it was at a revision of git, as of a day; wrong usage, with the reason, if that cannot be.

    `otherwise` ends the reason with what else the command takes.
    """
    from ..edges.content.published import catalog_at
    from ..edges.machine.git import GitError

    try:
        catalog = catalog_at(request, revision, day)
    except GitError as error:
        raise click.UsageError(f"cannot compare with '{revision}': {error}{otherwise}") from error
    return _readable(catalog, revision)


def published_steps(request: BuildRequest, since: str, error: KnownError, day: dt.date) -> int:
    """Return how many steps of an error are published; wrong usage, with the reason, if nobody can say.

    `since` is a revision of git, the address of the published site, or a folder with it or with content.
    """
    from ..edges.content.published import steps_on_site

    folder = Path(since)
    contents = [one for one in (folder, folder / "content") if (one / "site.yml").is_file()]
    if not contents and (folder.is_dir() or since.startswith(("https://", "http://"))):
        try:
            return steps_on_site(since, error)
        except ValueError as reason:
            raise click.UsageError(f"'{since}' does not say what is published: {reason}") from reason
    if contents:
        then = content_at(request, contents[0].absolute(), since, day)
    else:
        otherwise = "; or say with --since where the site is published" if since == "HEAD" else ""
        then = published_at(request, since, day, otherwise)
    if error.id in then.unreadable:
        raise click.UsageError(f"the file of {error.id} in '{since}' cannot be read; name something else with --since")
    return then.steps_of(error.id)


def content_at(request: BuildRequest, folder: Path, name: str, day: dt.date) -> Catalog:
    """Load the content of another folder, as of a day; wrong usage if that cannot be. `name` is what was typed."""
    from ..edges.content.published import catalog_in

    return _readable(catalog_in(request, folder, day), name)


def _readable(catalog: Catalog | None, name: str) -> Catalog:
    if catalog is None:
        raise click.UsageError(f"the content of '{name}' cannot be read, so there is nothing to compare with")
    return catalog


def valid_settings(request: BuildRequest, rules: Collection[str]) -> SiteData:
    """Load the settings files only; ends the command with the problems that the `rules` find in them."""
    from ..edges.content.settings import load_site_data
    from .console import show_problems

    site_data, located = load_site_data(request, rules)
    if site_data is None or located.errors:
        show_problems(located)
        raise click.exceptions.Exit(PROBLEMS)
    return site_data


def the_error(catalog: Catalog, error_id: str) -> KnownError:
    """Return the error with an id or alias, also without capitals or hyphens, or with its number only if that is clear.

    Wrong usage, with a suggestion, if there is none.
    """
    from ..problems.suggest import did_you_mean, nearest
    from ..yaml_text.text import visible

    error_id = error_id.strip()
    for error in catalog.errors:
        if error_id.lower() in (error.id.lower(), *(alias.lower() for alias in error.aliases)):
            return error
    short = _short(error_id)
    shortened = [error for error in catalog.errors if short in (_short(error.id), _number(error.id))]
    # What cannot be seen is shown, not passed over.
    if len(shortened) == 1 and error_id.isprintable():
        return shortened[0]
    if any(name.lower() == error_id.lower() for name in catalog.unreadable):
        raise click.UsageError(f"the file of '{error_id}' cannot be read; 'corrigenda check' says why")
    meant = did_you_mean(nearest(error_id, catalog.by_id))
    raise click.UsageError(f"there is no error '{visible(error_id)}'{meant}")


def the_public(catalog: Catalog, subject: str) -> str:
    """Return an error's id, or a release (`vision/9.10`) or question (`faq/why-register`) as its argument names it.

    Wrong usage, with a suggestion, if there is none.
    """
    from ..edits.redacting import holder_of
    from ..problems.suggest import did_you_mean, nearest
    from ..yaml_text.text import visible

    if "/" not in subject:
        return the_error(catalog, subject).id
    if holder_of(catalog.site_data, subject) is None:
        known = [f"{release.product}/{release.version}" for release in catalog.site_data.releases]
        known += [f"faq/{question.id}" for question in catalog.site_data.faq.questions]
        meant = did_you_mean(nearest(subject, known)) or "; write PRODUCT/VERSION, or faq/QUESTION"
        raise click.UsageError(f"there is no release or question '{visible(subject)}'{meant}")
    return subject


def the_errors(catalog: Catalog, name: str) -> list[KnownError]:
    """Return the error with an id, or all that a customer's case belongs to; a usage error if there is none."""
    from ..model.cases import case_digest

    digest = case_digest(name, catalog.site_data.site.cases)
    with_case = {record.error for record in catalog.private if digest in record.digests}
    if name.strip().upper() in catalog.by_id or not with_case:
        return [the_error(catalog, name)]
    return [catalog.by_id[error_id] for error_id in sorted(with_case)]


def the_errors_planned_for(catalog: Catalog, version: str, product: str | None) -> list[KnownError]:
    """Return the errors whose correction is planned for a release and not out; wrong usage if there is none.

    `product` is needed only where several products have a release of that version.
    """
    from ..model.corrections import of_release
    from ..problems.suggest import did_you_mean, nearest

    only = the_product(catalog, product) if product is not None else None
    products = [one for one in catalog.site_data.products if only in (None, one.id)]
    found = [one.id for one in products if one.release(version) is not None]
    if not found:
        meant = did_you_mean(nearest(version, [release.version for one in products for release in one.releases]))
        raise click.UsageError(f"there is no release '{version}'{meant}")
    if len(found) > 1:
        raise click.UsageError(f"{' and '.join(found)} have a release {version}; say which is meant with --product")
    errors = list(of_release(catalog.errors, catalog.site_data, found[0], version))
    if not errors:
        raise click.UsageError(f"no error is planned for {found[0]} {version}")
    return errors


def _short(error_id: str) -> str:
    return "".join(one for one in error_id.lower() if one.isalnum())


def _number(error_id: str) -> str:
    return error_id.rpartition("-")[2]


def known_id(field: str, word: str | None, known: Collection[str], site_data: SiteData) -> str | None:
    """Return an option's word if it is one of the known ids, or None if it is None; else it is wrong usage."""
    from ..lint.known_names import nearest_id
    from ..problems.suggest import did_you_mean, nearest

    if word is None or word in known:
        return word
    hint = nearest(word, known) if field == "release" else nearest_id(word, field, site_data)
    raise click.UsageError(f"there is no {field} '{word}'{did_you_mean(hint)}")


def the_product(catalog: Catalog, product: str) -> str:
    """Return a product's id; wrong usage, with a suggestion, if there is none."""
    known_id("product", product, catalog.site_data.product_by_id, catalog.site_data)
    return product
