"""Fixed phrases are written into templates before they are compiled, and come out as the template would have them."""

from __future__ import annotations

from corrigenda.render.folding import folded
from jinja2 import Template

CALL = '<p>{{ messages("a.b") }}</p>'


def test_a_fixed_phrase_is_written_out_and_escaped() -> None:
    assert folded(CALL, {"a.b": 'Fish & "chips"'}) == "<p>Fish &amp; &#34;chips&#34;</p>"


def test_white_space_that_the_call_takes_away_is_gone_and_lines_keep_their_numbers() -> None:
    source = folded('<p>\n  {{- messages("a.b") -}}\n</p>{{ line }}', {"a.b": "Fish"})
    assert source.count("\n") == 2
    assert Template(source, trim_blocks=True, lstrip_blocks=True).render(line=1) == "<p>Fish</p>1"


def test_a_phrase_with_values_stays_a_call() -> None:
    source = '{{ messages("a.b", count=1) }}'
    assert folded(source, {"a.b": "{count} errors"}) == source


def test_a_phrase_that_looks_like_a_template_stays_a_call() -> None:
    assert folded(CALL, {"a.b": "Say {{ it }}"}) == CALL


def test_a_phrase_of_two_lines_stays_a_call_so_that_slips_keep_their_line() -> None:
    assert folded(CALL, {"a.b": "one\ntwo"}) == CALL


def test_an_unknown_phrase_stays_for_the_template_to_fail_on() -> None:
    assert folded(CALL, {}) == CALL
