"""The site's own scripts: small together, and no two in each other's way on one page."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest
from corrigenda.render.assets import script_files, stripped_css

from tests.project import REPOSITORY

DECLARED = r"^(?:async +)?(?:const|let|class|function) +(\w+)"
TEMPLATES = REPOSITORY / "site_templates"
SCRIPTS = sorted(TEMPLATES.rglob("*.js"))
BUDGET = 20_000
"""Bytes on the wire of all own scripts together; no page loads all of them."""


def test_all_scripts_together_keep_to_their_budget() -> None:
    texts = {path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in SCRIPTS}
    sizes = {name: len(gzip.compress(file.make(), mtime=0)) for name, file in script_files(texts).items()}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_no_two_scripts_declare_the_same_name() -> None:
    # Scripts are not modules, so that pages work from a folder; what they declare is the page's, and the last one wins.
    names = Counter(
        name
        for path in SCRIPTS
        for name in re.findall(DECLARED, path.read_text(encoding="utf-8"), re.MULTILINE)
        # Each component has a `mount` of its own, in the part that runs last, and has used it when the next one comes.
        if name != "mount" or path.stem != path.parent.name
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_components_script_ends_with_the_part_that_has_its_name() -> None:
    texts = {f"components/one/{name}.js": f"{name}();\n" for name in ("a", "one", "z")}
    assert [(name, file.make()) for name, file in script_files(texts).items()] == [("one", b"a(),z(),one()\n")]


def test_comments_and_what_only_tests_import_are_not_published() -> None:
    exports = """\
if (typeof module !== "undefined") module.exports = { a };
if (typeof module !== "undefined") {
  module.exports = { b };
}
"""
    source = f'let a = 1; // one\n/**\n * more\n */\nlet b = "/** no */";\n{exports}if (a) start(/[/]/);\n'
    (published,) = script_files({"components/one/one.js": source}).values()
    assert published.make() == b'let a=1,b="/** no */";a&&start(/[/]/)\n'


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_and_never_markup(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text) == []


def test_a_style_is_published_without_comments_and_needless_white_space() -> None:
    source = """/* Why: "so". */
a,
a :is(b, i)::after {
  content: "/* no: comment; */";  /* here */
  width: calc(1em + 2px);
  font: var(--x), 'a { b';
}
"""
    published = """a,a :is(b,i)::after{content:"/* no: comment; */";width:calc(1em + 2px);font:var(--x),'a { b'}"""
    assert stripped_css(source) == published
