"""What `explain yaml-syntax` shows as bad is refused, and what it shows as good is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from corrigenda.lint.documentation import documentation
from corrigenda.yaml_text.reader import read_text
from corrigenda.yaml_text.syntax_errors.examples import EXAMPLES

from tests.running import corrigenda


@pytest.mark.parametrize(("sentence", "bad", "good"), EXAMPLES, ids=lambda text: text[:20])
def test_an_example_is_what_it_is_called(sentence: str, bad: str, good: str) -> None:
    assert [problem.rule for problem in read_text(f"{bad}\n", "x.yml").problems] == ["yaml-syntax"], sentence
    assert read_text(f"{good}\n", "x.yml").problems == ()


def test_the_examples_are_explained_with_their_lines(tmp_path: Path) -> None:
    ran = corrigenda(tmp_path, "explain", "yaml-syntax")
    assert (ran.code, ran.out) == (0, f"yaml-syntax\n\n{documentation()['yaml-syntax']}\n")
    for sentence, bad, good in EXAMPLES:
        assert sentence in ran.out
        assert all(f"    {line}\n" in ran.out for line in (*bad.split("\n"), *good.split("\n")))
