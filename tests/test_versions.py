"""Versions: each scheme orders them all, and ranges say the same of a product's releases as of any version."""

from __future__ import annotations

import json
from itertools import pairwise, zip_longest
from itertools import product as pairs
from typing import Any

import pytest
from corrigenda.model.products import Product, Release, ReleaseKind, ReleaseState, ReleaseStep
from corrigenda.model.versions import Scheme, VersionOrder, VersionRange, parse_range
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.project import TODAY, Project

NUMERIC = st.lists(st.integers(0, 10**9), min_size=1, max_size=6).map(lambda parts: ".".join(map(str, parts)))
LABELS = st.lists(st.sampled_from(["0", "1", "2", "11", "a", "rc", "rc1", "x-y", "-"]), min_size=1, max_size=3)
SEMVER = st.builds(
    "{}{}.{}.{}{}{}".format,
    st.sampled_from(["", "v"]),
    *[st.integers(0, 12)] * 3,
    st.one_of(st.just(""), LABELS.map(lambda labels: "-" + ".".join(labels))),
    st.sampled_from(["", "+build7", "+8"]),
)
LISTED = st.sampled_from(["R12 SP2", "22H2", "8.0U2b", "15.2(4)M", "2026.1-rc1", "5.0", "Été", "1"])
VERSIONS = {Scheme.NUMERIC: NUMERIC, Scheme.SEMVER: SEMVER, Scheme.LISTED: LISTED}
OPERATORS = st.sampled_from([">=", "<=", ">", "<", "=", ""])


def ranges(version: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    comparison = st.builds("{}{}".format, OPERATORS, version)
    group = st.lists(comparison, min_size=1, max_size=3).map(", ".join)
    return st.lists(group, min_size=1, max_size=3).map(" || ".join).filter(lambda text: len(text) <= 500)


@st.composite
def products(draw: st.DrawFn) -> tuple[VersionOrder, VersionRange]:
    """Return the order of a product and a range of versions of its scheme."""
    scheme = draw(st.sampled_from(list(Scheme)))
    versions = draw(st.lists(VERSIONS[scheme], min_size=1, max_size=12, unique=True))
    bounds = st.sampled_from(versions) if scheme is Scheme.LISTED else VERSIONS[scheme] | st.sampled_from(versions)
    return VersionOrder(scheme, versions), parse_range(draw(ranges(bounds)))


def key_of(order: VersionOrder, version: str) -> Any:
    return order.key(version)


@pytest.mark.parametrize("scheme", list(Scheme), ids=lambda scheme: scheme.value)
@given(data=st.data())
def test_the_order_of_each_scheme_is_total_and_transitive(scheme: Scheme, data: st.DataObject) -> None:
    versions = data.draw(st.lists(VERSIONS[scheme], min_size=3, max_size=8, unique=True))
    order = VersionOrder(scheme, versions)
    keys = [key_of(order, version) for version in versions]
    assert all(key is not None for key in keys)
    for one, other in pairs(keys, keys):
        assert [one < other, one == other, one > other].count(True) == 1
        assert (one <= other, one >= other) == (not one > other, not one < other)
    for low, middle, high in pairs(keys, keys, keys):
        assert not (low <= middle <= high) or low <= high
    assert sorted(order.versions) == sorted(versions)
    ordered = [key_of(order, version) for version in order.versions]
    assert all(one <= other for one, other in pairwise(ordered))


def semver_comparison(one: str, other: str) -> int:
    """Return -1, 0 or 1 for two versions by https://semver.org/#spec-item-11, word by word."""
    numbers, labels = [], []
    for version in (one, other):
        core, dash, pre_release = version.removeprefix("v").split("+")[0].partition("-")
        numbers.append([*map(int, core.split(".")), 0, 0][:3])
        labels.append(pre_release.split(".") if dash else [])
    if numbers[0] != numbers[1]:
        return 1 if numbers[0] > numbers[1] else -1
    if not labels[0] or not labels[1]:
        # "A pre-release version has lower precedence than the associated normal version."
        return (not labels[0]) - (not labels[1])
    for left, right in zip_longest(*labels):
        if left != right:
            # "A larger set of pre-release fields has a higher precedence than a smaller set."
            if left is None or right is None:
                return -1 if left is None else 1
            # "Numeric identifiers always have lower precedence than non-numeric identifiers."
            if left.isdigit() != right.isdigit():
                return -1 if left.isdigit() else 1
            higher = int(left) > int(right) if left.isdigit() else left.encode() > right.encode()
            return 1 if higher else -1
    return 0


@given(SEMVER, SEMVER)
def test_semantic_versions_are_in_the_order_of_their_specification(one: str, other: str) -> None:
    order = VersionOrder(Scheme.SEMVER, [])
    left, right = key_of(order, one), key_of(order, other)
    assert (left > right) - (left < right) == semver_comparison(one, other)


@given(NUMERIC, NUMERIC)
def test_numeric_versions_are_in_the_order_of_their_numbers(one: str, other: str) -> None:
    order = VersionOrder(Scheme.NUMERIC, [])
    left, right = key_of(order, one), key_of(order, other)
    numbers = [[*map(int, version.split(".")), *[0] * 9][:9] for version in (one, other)]
    assert (left > right) - (left < right) == (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])


@given(st.lists(LISTED, min_size=2, unique=True), st.data())
def test_listed_versions_are_in_the_order_of_their_list(versions: list[str], data: st.DataObject) -> None:
    order = VersionOrder(Scheme.LISTED, versions)
    one, other = data.draw(st.sampled_from(versions)), data.draw(st.sampled_from(versions))
    assert (key_of(order, one) < key_of(order, other)) == (versions.index(one) < versions.index(other))


@given(products())
def test_the_releases_in_a_range_are_those_for_which_it_holds(drawn: tuple[VersionOrder, VersionRange]) -> None:
    order, versions = drawn
    assert order.among(versions) == tuple(one for one in order.versions if versions.holds(one, order))


@given(products(), st.integers(0, 5))
def test_a_range_reads_the_same_however_it_is_spaced(drawn: tuple[VersionOrder, VersionRange], spaces: int) -> None:
    _, versions = drawn
    text = versions.text
    for operator in ("||", ">", "<"):
        text = text.replace(operator, " " * spaces + operator)
    assert parse_range(f" {text} ").alternatives == versions.alternatives


@pytest.mark.parametrize(
    ("scheme", "ascending"),
    [
        ("numeric", "0 0.0.1 1 1.0.0.0.1 1.2 1.2.3.4.5 1.9 1.10 12.9 12.10 20261127 20261128"),
        ("numeric", "1234567 99999999999999999999999999999999 123456789012345678901234567890123.4"),
        # https://semver.org/#spec-item-11
        ("semver", "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0"),
        ("semver", "v0.9 1-rc.1 v1 1.0.1 1.2-0 1.2 1.10.0"),
        ("listed", "2025.4 5.0 22H2 8.0U2b 15.2(4)M R12_SP2"),
    ],
)
def test_versions_are_in_this_order(scheme: str, ascending: str) -> None:
    versions = ascending.split()
    order = VersionOrder(Scheme(scheme), versions)
    assert order.versions == tuple(versions)
    assert all(key_of(order, one) < key_of(order, other) for one, other in pairwise(versions))


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [("numeric", "12", "12.0.0"), ("numeric", "012.5", "12.5"), ("semver", "v1.2", "1.2.0+7")],
)
def test_these_versions_are_equal(scheme: str, one: str, other: str) -> None:
    order = VersionOrder(Scheme(scheme), [])
    assert key_of(order, one) == key_of(order, other) is not None


@pytest.mark.parametrize(
    ("scheme", "refused"),
    [
        ("numeric", ["", "v1.2", "1.", ".1", "1..2", "1.2-rc1", "22H2", "R12 SP2", "8.0U2b", "15.2(4)M", "١.٢", "1,2"]),
        ("semver", ["", "V1", "1.2.3.4", "2026.01.1", "1.2.3-01", "R12", "1.2.3-", "1.2.3+"]),
        ("listed", ["", "1", "r12", "R12 SP"]),
    ],
)
def test_these_are_no_versions_of_a_scheme(scheme: str, refused: list[str]) -> None:
    order = VersionOrder(Scheme(scheme), ["R12"])
    assert [version for version in refused if key_of(order, version) is not None] == []


def test_a_range_of_listed_versions_may_have_spaces_in_them() -> None:
    order = VersionOrder(Scheme.LISTED, ["R12", "R12 SP1", "R12 SP2", "R12 SP3", "R13", "R14"])
    assert order.among(parse_range(">=R12  SP2 <R13 || R14,>R12")) == ("R12 SP2", "R12 SP3", "R14")


@pytest.mark.parametrize(
    ("version", "slug"),
    [
        ("12.5", "tool-12.5"),
        ("R12 SP2", "tool-r12-sp2"),
        ("15.2(4)M", "tool-15.2-4-m"),
        ("1.2.3+build_7", "tool-1.2.3-build_7"),
        ("2.0 (LTS)", "tool-2.0-lts"),
        ("../x", "tool-x"),
    ],
)
def test_a_release_has_an_address_whatever_its_version(version: str, slug: str) -> None:
    history = (ReleaseStep(TODAY, ReleaseState.RELEASED),)
    release = Release("Tool", version, ReleaseKind.REGULAR, None, history)
    assert (release.slug, release.address) == (slug, f"corrections/release/{slug}/")


def test_a_product_of_2000_releases_finds_each() -> None:
    history = (ReleaseStep(TODAY, ReleaseState.RELEASED),)
    releases = tuple(Release("tool", f"1.{n}", ReleaseKind.REGULAR, None, history) for n in range(2_000))
    tool = Product("tool", "The Tool", None, releases)
    assert tool.order.among(parse_range(">=1.1990 <1.1995 || <1.2")) == (
        *("1.0", "1.1"),
        *(f"1.{n}" for n in range(1_990, 1_995)),
    )
    assert tool.release("1.1234") is releases[1234]


PUBLISHED = """
  - id: odd
    name: Odd
    versions: listed
    branches:
      - {id: lts, name: Long term, end_of_support: 2029-11-08}
    releases:
      - version: 22H2
        branch: lts
        end_of_support: 2027-05-01
        history: [{date: 2025-03-02, status: released}]
      - version: 2026-11
        branch: lts
        history: [{date: 2026-03-02, status: planned, window: 2027-H1}]
      - version: 1.2.3+build 7 / é
        branch: lts
        history: [{date: 2026-03-02, status: planned, window: 2027}]
"""
MOVED = """
id: ODD-1
title: The odd one goes out too early
product: odd
assessment: {environment: production, impact: minor, interruption: none, workaround: true}
affects: 22H2
summary: It goes out too early.
workaround: Turn it on again.
history:
  - {date: 2026-10-01, status: registered}
  - {date: 2026-10-02, status: planned, release: 2026-11}
  - {date: 2026-11-03, status: planned, release: 1.2.3+build 7 / é, note: The tests take longer.}
"""


def test_a_site_shows_versions_that_look_like_something_else(project: Project) -> None:
    products = project.content / "products.yml"
    products.write_text(products.read_text(encoding="utf-8") + PUBLISHED, encoding="utf-8")
    folder = project.content / "roadmap/odd"
    folder.mkdir()
    (folder / "ODD-1.yml").write_text(MOVED.lstrip(), encoding="utf-8")
    assert project.problems() == []
    project.build()
    page = html.fromstring((project.site / "corrections/odd-1/index.html").read_bytes())
    history = " ".join("".join(page.xpath("//ol[contains(@class, 'history')]")[0].itertext()).split())
    assert "from 2026-11 to 1.2.3+build 7 / é" in history
    assert "22H2" in "".join(page.itertext())
    assert (project.site / "corrections/release/odd-1.2.3-build-7/index.html").is_file()
    feed = json.loads((project.site / "feeds/error/odd-1.json").read_bytes())
    assert feed["items"][0]["title"] == "ODD-1 moved from 2026-11 to 1.2.3+build 7 / é"
    index = json.loads((project.site / "corrections/finder.json").read_bytes())
    assert index["products"][-1][:3] == ["odd", "Odd", ["22H2"]]
    odd = json.loads((project.site / "api/v1/products.json").read_bytes())["products"][-1]
    assert (odd["versions"], odd["branches"]) == (
        "listed",
        [{"id": "lts", "name": "Long term", "end_of_support": "2029-11-08"}],
    )
    assert [(one["version"], one["branch"], one["end_of_support"]) for one in odd["releases"]] == [
        ("22H2", "lts", "2027-05-01"),
        ("2026-11", "lts", "2029-11-08"),
        ("1.2.3+build 7 / é", "lts", "2029-11-08"),
    ]
