"""A value that cannot be read hides nothing but what is judged by it, and lets nothing else look wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml
from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.lint.run import check_catalog

from tests.project import Project

KINDS = ("calendar", "faq", "lifecycle", "products", "severity", "site")
UNREADABLE = "{a: b}"
"""What no value of any field looks like."""


def scalars(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """Yield the values of a file, each with its path in the file; entries of a list have the same path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from scalars(value, (*path, "[]"))
    elif isinstance(node, yaml.ScalarNode):
        yield path, node


def some_of_each(text: str) -> Iterator[yaml.ScalarNode]:
    """Yield the first and the last value of each field."""
    by_path: dict[tuple[str, ...], list[yaml.ScalarNode]] = {}
    tree = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert tree is not None
    for path, node in scalars(tree):
        by_path.setdefault(path, []).append(node)
    for nodes in by_path.values():
        yield from {id(node): node for node in (nodes[0], nodes[-1])}.values()


@pytest.mark.parametrize("kind", KINDS)
def test_one_value_that_cannot_be_read_is_the_only_problem(project: Project, kind: str) -> None:
    path = project.content / f"{kind}.yml"
    text = path.read_text(encoding="utf-8")
    tried = 0
    for node in some_of_each(text):
        end = node.end_mark.index
        after = "" if text[end - 1] != "\n" else "\n"
        path.write_text(f"{text[: node.start_mark.index]}{UNREADABLE}{after}{text[end:]}", encoding="utf-8")
        line = node.start_mark.line + 1
        assert [one for one in project.problems() if not one.startswith(f"content/{kind}.yml:{line}:")] == [], line
        tried += 1
    assert tried > 5


def test_a_wrong_date_hides_neither_an_unknown_product_nor_what_else_is_wrong_in_its_file(project: Project) -> None:
    project.replace("products.yml", "window: 2027-02-16", "window: 2027-02-30")
    project.replace("products.yml", 'version: "9.11"', 'version: "9.10"')
    project.replace("roadmap/vision/NVS-2008.yml", "product: vision", "product: visoin")
    assert project.problems() == [
        "content/products.yml:44:21: error: there is no day '2027-02-30' in the calendar (bad-value)",
        "content/products.yml:66:18: error: release 9.10 is listed twice (products-valid)",
        "content/roadmap/vision/NVS-2008.yml:4:10: error: unknown product 'visoin'; add it to products.yml, or correct"
        " the name (product-known) -> vision",
        "content/roadmap/vision/NVS-2015.yml:12:50: error: Vision has no release '9.11'; add it to products.yml, or"
        " correct the version (release-known) -> 9.10",
    ]


def test_a_fault_of_a_rule_is_hidden_only_while_something_is_not_known(project: Project) -> None:
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    wrong = replace(catalog.site_data, products=0)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        list(check_catalog(replace(catalog, site_data=wrong)))
    assert list(check_catalog(replace(catalog, site_data=replace(wrong, partly_known=True)))) == []
