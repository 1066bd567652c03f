"""Whatever bytes a file has, reading it gives strings or problems at positions in it: no traceback, no wrong type."""

from __future__ import annotations

import random

from corrigenda.edges.content.files import find_content
from corrigenda.edges.content.settings import load_settings
from corrigenda.lint.error_file import check_file
from corrigenda.lint.suppressions import find_suppressions
from corrigenda.schema.json_schema import KINDS
from corrigenda.schema.read_source import read_source
from corrigenda.yaml_text.comments import find_comments
from corrigenda.yaml_text.nodes import Mapping, Node, Scalar, Sequence, plain
from corrigenda.yaml_text.reader import read, read_text
from corrigenda.yaml_text.text import decode
from corrigenda.yaml_text.values import read_values
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project import SAMPLE, TODAY
from tests.source.written import sources

VALID = {
    "error": (SAMPLE / "roadmap/remote-control/NRC-1042.yml").read_bytes(),
    **{path.stem: path.read_bytes() for path in sorted(SAMPLE.glob("*.yml"))},
}
PIECES = tuple(b"\t~- ~: ~&a ~*a~!!x ~{~}~[~]~|~>~'~\"~#~\n~  ~\x00~\xff~\xef\xbb\xbf~<<: ~---\n~%".split(b"~"))
PIECES += ("\u202e".encode(), "\u200b".encode(), "😀".encode())


def check_reading(data: bytes, kind: str) -> None:
    """Read bytes in every way, and hold the results to what they promise."""
    parsed = read(data, "x.yml")
    assert parsed.root is not None or parsed.problems
    decoded = decode(data, "x.yml")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in parsed.problems:
        assert 1 <= problem.position.line <= lines
        assert 1 <= problem.position.column <= len(data) + 1
    if parsed.root is not None:
        check_types(parsed.root)
    if decoded.text is not None and not decoded.problems:
        values = read_values(decoded.text)
        valid = None if parsed.problems or isinstance(parsed.root, Scalar) else parsed.root
        assert values == (None if valid is None else plain(valid))
        find_comments(decoded.text)
        find_suppressions(decoded.text, "x.yml")
    file = read_source(data, "x.yml", KINDS[kind])
    assert (file.source is None) == bool(file.problems)
    assert file.source is None or isinstance(file.source, KINDS[kind])
    assert all(problem.file == "x.yml" and problem.message for problem in file.problems)


def check_types(node: Node) -> None:
    """Hold a tree to being made of texts."""
    if isinstance(node, Scalar):
        assert type(node.text) is str
    elif isinstance(node, Sequence):
        for item in node.items:
            check_types(item)
    else:
        assert isinstance(node, Mapping)
        for key, value in node.entries.values():
            assert type(key.text) is str
            check_types(value)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted(KINDS)))
def test_random_bytes_are_read_or_refused(data: bytes, kind: str) -> None:
    check_reading(data, kind)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, b"a", b"b", b"1"]), max_size=30))
def test_random_pieces_of_yaml_are_read_or_refused(pieces: list[bytes]) -> None:
    check_reading(b"".join(pieces), "error")


def mutated(kind: str, seed: int) -> bytes:
    """Return a valid file with a few pieces taken out and put in."""
    chance = random.Random(seed)
    data = VALID[kind]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) + 1)
        cut = chance.choice([0, 0, 1, 5, 40])
        data = data[:at] + chance.choice([b"", *PIECES, VALID["error"][:60]]) + data[at + cut :]
    return data


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(VALID)), st.integers(0, 2**32))
def test_mutations_of_valid_files_are_read_or_refused(kind: str, seed: int) -> None:
    check_reading(mutated(kind, seed), kind)


SETTING = load_settings(find_content(SAMPLE), TODAY).site_data
NAME = "content/roadmap/remote-control/NRC-1042.yml"


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_rules_look_at_placeholders_without_fail(seed: int) -> None:
    assert SETTING is not None
    judged = check_file(mutated("error", seed), NAME, SETTING)
    assert judged.error is not None or judged.problems


@settings(max_examples=300, deadline=None)
@given(sources())
def test_the_quick_reader_gives_what_the_strict_one_gives(text: str) -> None:
    parsed = read_text(text, "x.yml")
    assert parsed.root is not None
    assert read_values(text) == plain(parsed.root)
