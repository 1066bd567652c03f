"""Long lists are cut into pages that hold every error, and every page leads to the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from corrigenda.model.error import KnownError, Step
from corrigenda.views.paging import Pager, cut
from hypothesis import given
from hypothesis import strategies as some


def made_up(ids: Sequence[str]) -> list[KnownError]:
    step = Step(1, dt.date(2026, 1, 1), "registered")
    return [KnownError(one, "", "", (), "", None, "", None, (step,), (), (), None, "", one) for one in ids]


@given(some.lists(some.integers(0, 10**6), unique=True, max_size=400), some.integers(1, 120))
def test_pages_hold_every_error_in_order_and_none_is_empty_or_too_long(numbers: list[int], most: int) -> None:
    errors = made_up([f"E-{number}" for number in numbers])
    pages = cut(errors, most)
    assert [error for page in pages for error in page] == errors
    assert all(1 <= len(page) <= most for page in pages)
    assert all(2 * len(page) > most for page in pages[:-1])


@pytest.mark.parametrize(("errors", "pages"), [(0, 0), (1, 1), (100, 1), (101, 2)])
def test_a_page_is_begun_only_when_one_is_full(errors: int, pages: int) -> None:
    assert len(cut(made_up([f"E-{number}" for number in range(errors)]))) == pages


@pytest.mark.parametrize(
    ("number", "of", "offered"),
    [
        (1, 1, "1"),
        (1, 2, "1 2"),
        (2, 5, "1 2 3 4 5"),
        (1, 5, "1 2 - 5"),
        (7, 34, "1 - 6 7 8 - 17 - 34"),
        (50, 104, "1 - 40 - 49 50 51 - 60 - 104"),
        (104, 104, "1 - 94 - 103 104"),
    ],
)
def test_a_page_offers_the_ends_its_neighbours_and_those_ten_away(number: int, of: int, offered: str) -> None:
    found = Pager("list/", "list/", number, of).offered
    assert " ".join(str(one or "-") for one, _ in found) == offered
    assert [address for _, address in found if address][-1] == ("list/" if of == 1 else f"list/page/{of}/")


def test_every_page_is_a_few_steps_from_the_first() -> None:
    reached = {1}
    for _ in range(10):
        reached |= {one for number in reached for one, _ in Pager("", "", number, 104).offered if one}
    assert reached == set(range(1, 105))


def test_the_first_page_of_a_group_is_the_groups_own_and_has_no_number() -> None:
    pages = [Pager("group/", "group/", number, 3) for number in (1, 2, 3)]
    assert [page.here for page in pages] == ["group/", "group/page/2/", "group/page/3/"]
    assert (pages[0].previous, pages[-1].next) == (None, None)
    assert all(one.next == two.here and two.previous == one.here for one, two in pairwise(pages))
