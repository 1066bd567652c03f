"""What the content would be if files had new texts, and which problems it would have that it has not now."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ...lint.error_file import check_file
from ...lint.run import check_catalog, check_error
from ...model.catalog import Catalog
from ...model.site_data import SiteData
from ...problems.problem import AnyProblem, ProblemSeverity
from ...problems.report import Report
from ...schema.products import ProductsSource, to_products
from ...schema.read_source import read_source
from ...schema.settings import KINDS
from .load import Loaded, natural
from .locate_problems import locate_problems


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
