"""Ten thousand random sources, the same each time; `make fuzz` reads a million."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import one_input, prepared
from tests.fuzz.reading import faults

SHARES = 10
INPUTS = 10_000


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_a_source_holds_it_ends_in_problems_inside_its_file(tmp_path: Path, share: int) -> None:
    sources = prepared(tmp_path)
    found: list[str] = []
    for number in range(share * INPUTS // SHARES, (share + 1) * INPUTS // SHARES):
        kind, data = one_input(number, sources)
        found += [f"input {number} ({kind}): {fault}" for fault in faults(kind, data, sources)]
    assert found == [], f"{len(found)} faults; the first is:\n{found[0]}"


def test_a_position_outside_its_file_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corrigenda.problems.problem import LocatedProblem, Position, ProblemSeverity

    from tests.fuzz import reading

    sources = prepared(tmp_path)
    far = LocatedProblem("x", ProblemSeverity.ERROR, Position("content/page.yml", 3, 1), "far")
    monkeypatch.setattr(reading, "parse_page", lambda *_: (None, (far,)))
    assert list(faults("page", b"one\ntwo", sources)) == ["line 3 of 2: far"]
