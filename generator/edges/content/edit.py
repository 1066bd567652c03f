"""Carries out edits: checks the file's new content first, and only then writes it, whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...edits.history import append_step
from ...edits.new_entry import Entry, with_entry
from ...edits.next_release import ReleaseOrder, written_for
from ...edits.next_step import Order, OrderError, next_step
from ...edits.redacting import holder_of, redacted
from ...lint.error_file import check_file
from ...lint.run import check_catalog, check_error
from ...model.catalog import Catalog
from ...model.corrections import of_release
from ...model.lifecycle import Phase
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, FieldPath, ProblemSeverity
from ...problems.report import Report
from ...schema.products import ProductsSource, to_products
from ...schema.read_source import read_source
from ...schema.settings import KINDS
from ..machine.request import BuildRequest
from .load import Loaded, natural
from .locate_problems import locate_problems
from .rewrite import Edit, rewrite


class EditError(Exception):
    """A file could not be written; nothing was changed. The message says why."""


def with_step(
    request: BuildRequest, name: str, step: Mapping[str, str | Sequence[str]], field: FieldPath = ("history",)
) -> Edit:
    """Return a file with a step appended to the history at `field`; `name` is the file's in problems."""
    before = (request.content.parent / name).read_bytes()
    return Edit(before, append_step(before.decode("utf-8"), step, field))


def check_edits(loaded: Loaded, content: Path, texts: Mapping[str, str]) -> Report:
    """Return the problems that there would be with new texts of error files, which `texts` holds by name (`content/…`).

    Those are all errors of these files, and what else would be new, also in other files.
    """
    return edited(loaded, content, texts)[1]


def edited(loaded: Loaded, content: Path, texts: Mapping[str, str]) -> tuple[Catalog, Report]:
    """Return the catalogue as it would be with new texts of error files, and the problems of `check_edits`."""
    assert loaded.catalog is not None
    catalog = loaded.catalog
    site_data = catalog.site_data
    found: list[AnyProblem] = []
    errors = {error.file: (error, private) for error, private in zip(catalog.errors, catalog.private, strict=True)}
    for name, text in texts.items():
        error, private, problems = check_file(text.encode(), name, site_data)
        found.extend(problems)
        if error is None or private is None:
            errors.pop(name, None)
        else:
            errors[name] = (error, private)
    ordered = sorted(errors.values(), key=lambda pair: natural(pair[0].id))
    after: Catalog = replace(
        catalog,
        errors=tuple(error for error, _ in ordered),
        private=tuple(private for _, private in ordered),
        unreadable=tuple(
            name for name in catalog.unreadable if not any(path.endswith(f"/{name}.yml") for path in texts)
        ),
    )
    found.extend(check_catalog(after))
    return after, _additional(loaded, content, found, texts, errors_of=texts)


def _additional(
    loaded: Loaded, content: Path, found: Sequence[AnyProblem], texts: Mapping[str, str], errors_of: Container[str]
) -> Report:
    """Return what of the problems that were found with new texts was not there before, or is an error of `errors_of`.

    All problems of the files that have any of these are located, as suppressions may cover them.
    """
    before = set(loaded.problems)
    named = {*texts, *(problem.file for problem in found if problem not in before)}
    there = [problem for problem in loaded.problems if problem.file in named]
    after = [problem for problem in found if problem.file in named]
    after += [problem for problem in there if problem.file not in texts]
    files = [*texts, *(name for name in loaded.suppressed if name in named)]
    known = {
        (problem.file, problem.rule, problem.message)
        for problem in locate_problems(there, content, loaded.severities, files).problems
    }
    located = locate_problems(after, content, loaded.severities, files, texts)
    kept = tuple(
        problem
        for problem in located.problems
        if (problem.file, problem.rule, problem.message) not in known
        or (problem.severity is ProblemSeverity.ERROR and problem.file in errors_of)
    )
    return Report(kept, located.texts)


def with_products(loaded: Loaded, name: str, text: str) -> SiteData:
    """Return the settings as they would be if products.yml, which `name` names, had a new, valid text."""
    assert loaded.catalog is not None
    source = read_source(text.encode(), name, ProductsSource).source
    assert source is not None
    return replace(loaded.catalog.site_data, products=to_products(source))


def corrected_by(
    request: BuildRequest, loaded: Loaded, order: ReleaseOrder, products: Edit
) -> tuple[dict[str, Edit], list[str]]:
    """Return the edits by which all errors planned for a release are corrected by it, and why some cannot be.

    `products` is the edit of products.yml that says that the release is out.
    """
    assert loaded.catalog is not None
    site_data = with_products(loaded, loaded.content.settings["products"].name, products.text)
    done = site_data.lifecycle.first_in(Phase.DONE)
    edits, refused = {}, []
    for error in of_release(loaded.catalog.errors, site_data, order.product, order.version):
        try:
            step = next_step(
                error, site_data, Order(status=done.id if done else None, plan=(written_for(error, order),))
            )
        except OrderError as reason:
            refused.append(f"{error.id} stays as it is: {reason}")
        else:
            edits[error.file] = with_step(request, error.file, step)
    return edits, refused


def check_products(
    loaded: Loaded, content: Path, name: str, text: str, texts: Mapping[str, str] | None = None
) -> Report:
    """Return the additional problems that the content would have if products.yml had a new text.

    `texts` are new texts of error files that are written with it, by the files' names.
    """
    return edited_settings(loaded, content, "products", name, text, texts)[1]


def edited_settings(
    loaded: Loaded, content: Path, kind: str, name: str, text: str, texts: Mapping[str, str] | None = None
) -> tuple[Catalog, Report]:
    """Return the catalogue as it would be if a settings file had a new text, and the additional problems.

    `kind` is `products` or `faq`; `texts` are new texts of error files that are written with it.
    """
    assert loaded.catalog is not None
    catalog, texts = loaded.catalog, texts or {}
    schema, to_model = KINDS[kind]
    file = read_source(text.encode(), name, schema)
    found: list[AnyProblem] = list(file.problems)
    after = catalog
    if file.source is not None:
        site_data = replace(catalog.site_data, **{kind: to_model(file.source)})
        errors = []
        for error, private in zip(catalog.errors, catalog.private, strict=True):
            if error.file not in texts:
                errors.append(error)
                found.extend(check_error(error, private, site_data))
                continue
            checked = check_file(texts[error.file].encode(), error.file, site_data)
            errors.append(checked.error or error)
            found.extend(checked.problems)
        after = replace(catalog, site_data=site_data, errors=tuple(errors))
        found.extend(check_catalog(after))
    return after, _additional(loaded, content, found, {name: text, **texts}, errors_of=())


def with_added(request: BuildRequest, loaded: Loaded, path: FieldPath, at: int, entry: Entry) -> tuple[str, Edit]:
    """Return products.yml's name in problems, and the file with a new entry before the entry `at` of a list.

    OrderError if it cannot be spliced in.
    """
    name = loaded.content.settings["products"].name
    before = (request.content.parent / name).read_bytes()
    text = with_entry(before.decode("utf-8"), path, at, entry)
    if text is None:
        raise OrderError("it is written in an unusual way; add this by hand")
    return name, Edit(before, text)


def redact(
    request: BuildRequest,
    loaded: Loaded,
    subject: str,
    words: str,
    instead: str,
    because: str,
    day: dt.date | None,
) -> tuple[dict[str, Edit], Catalog, Report]:
    """Return the edit by which words are replaced, the catalogue as it would be then, and the problems it would have.

    `subject` is an error's id, a release or a question (see `holder_of`); LookupError if there is none. OrderError if
    the words cannot be replaced.
    """
    assert loaded.catalog is not None
    catalog = loaded.catalog
    error, found = catalog.by_id.get(subject), holder_of(catalog.site_data, subject)
    if error is None and found is None:
        raise LookupError(subject)
    kind, holder = ("", ()) if found is None else found
    name = loaded.content.settings[kind].name if error is None else error.file
    before = (request.content.parent / name).read_bytes()
    text = redacted(before.decode("utf-8"), words, instead, because, day or catalog.site_data.as_of, holder)
    if error is not None:
        after, report = edited(loaded, request.content, {name: text})
    else:
        after, report = edited_settings(loaded, request.content, kind, name, text)
    return {name: Edit(before, text)}, after, report


def replace_file(path: Path, before: bytes, text: str) -> None:
    """Replace a file that still holds `before`; raise EditError if it does not, or cannot be written."""
    try:
        if path.read_bytes() != before:
            raise EditError(f"{path} was changed meanwhile by somebody else; run this again")
        rewrite(path, text.encode())
    except OSError as error:
        raise EditError(f"{path} could not be written: {error.strerror}; it is as it was") from error


def create_files(files: Mapping[Path, str]) -> None:
    """Create files that must not exist yet: all of them or none. EditError says which could not be created."""
    write_files(files, {})


def write_files(created: Mapping[Path, str], replaced: Mapping[Path, tuple[bytes, str]]) -> None:
    """Create and replace files: all of them or none. EditError says which one could not be written.

    `created` must not exist yet; each of `replaced` must still hold the bytes that come with its new text.
    """
    made: list[Path] = []
    changed: list[Path] = []
    try:
        for path, text in created.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(text.encode())
        for path, (before, text) in replaced.items():
            replace_file(path, before, text)
            changed.append(path)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        for path in changed:
            rewrite(path, replaced[path][0])
        if isinstance(error, FileExistsError):
            raise EditError(f"{error.filename} is there already; nothing was written") from error
        if isinstance(error, OSError):
            raise EditError(f"{error.filename} could not be written: {error.strerror}; nothing was written") from error
        raise
