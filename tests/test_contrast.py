"""Every two colours that the look uses together can be told apart, in light and in dark."""

from __future__ import annotations

import re

import pytest
from corrigenda.model.colour import SHAPE_CONTRAST, TEXT_CONTRAST, contrast, mixed, readable_on
from corrigenda.render.palette import SCHEMES, own_colours, own_css, tokens
from corrigenda.rules.colour_legible import SURFACES

from tests.project import REPOSITORY, Project

CSS = (REPOSITORY / "site_templates/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("c-surface", "c-raised", "c-tint")
SEVERITIES = ("c-sev-1", "c-sev-2", "c-sev-3", "c-sev-4")
PHASES = ("open", "planned", "done", "closed")
TEXTS = [
    *((text, ground) for text in ("c-text", "c-muted", "c-link") for ground in GROUNDS),
    *((severity, ground) for severity in SEVERITIES for ground in ("c-surface", "c-raised")),
    *((f"c-{phase}-fg", f"c-{phase}-bg") for phase in PHASES),
    ("c-on-accent", "c-accent"),
    ("c-on-highlight", "c-highlight"),
    ("c-text", "c-done-bg"),
    ("c-link", "c-done-bg"),
    ("c-danger", "c-surface"),
    ("c-ok", "c-surface"),
    ("c-warn", "c-surface"),
]
"""A text, and what is behind it."""
SHAPES = [
    *((shape, ground) for shape in ("c-control", "c-accent", "c-focus") for ground in GROUNDS),
    *((shape, "c-raised") for shape in ("c-warn", "c-ok", "c-danger")),
    ("c-focus", "c-highlight"),
    ("c-ok", "c-done-bg"),
]
"""The edge of a control, a drawing or the focus, and what is behind it."""
DECORATION = {"c-border"}
"""Lines that say nothing which the text does not say, too; no contrast is asked of them."""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_reads_on_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = tokens(CSS, scheme)
    assert contrast(colours[text], colours[ground]) >= TEXT_CONTRAST


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shape_stands_out_from_its_ground(scheme: str, shape: str, ground: str) -> None:
    colours = tokens(CSS, scheme)
    assert contrast(colours[shape], colours[ground]) >= SHAPE_CONTRAST


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_in_a_pair(scheme: str) -> None:
    paired = {name for pair in [*TEXTS, *SHAPES] for name in pair}
    assert set(tokens(CSS, scheme)) == paired | DECORATION


def test_light_and_dark_have_the_same_colours() -> None:
    assert list(tokens(CSS, "light")) == list(tokens(CSS, "dark"))


def test_components_use_no_colour_but_tokens() -> None:
    for path in sorted((REPOSITORY / "site_templates/components").rglob("*.css")):
        own = re.sub(r"@media (?:print|\(forced-colors).*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;}\s])|rgba?\(", own), path.name


def test_contrast_is_as_the_guidelines_compute_it() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_publishers_colour_brings_what_stands_on_it_and_a_tint() -> None:
    changed = own_colours({"primary": "#7a1f5c"}, CSS)["light"]
    assert changed["c-on-accent"] == "#ffffff"
    assert changed["c-tint"] == mixed("#7a1f5c", "#ffffff", 0.09) == "#f3ebf0"
    assert "[data-md-color-scheme=default]{--c-accent:#7a1f5c;" in own_css({"primary": "#7a1f5c"}, CSS)


def test_a_pale_colour_is_written_on_in_ink() -> None:
    assert readable_on("#ffd400", ("#ffffff", "#17212b")) == "#17212b"


def test_a_colour_that_cannot_be_read_is_a_problem_at_its_place(bare_project: Project) -> None:
    with (bare_project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write('colours:\n  primary: "#ffd400"\n')
    lines = (bare_project.content / "site.yml").read_text(encoding="utf-8").count("\n")
    found = [problem for problem in bare_project.problems() if "colour" in problem]
    assert found == [
        f"content/site.yml:{lines}:12: error: #ffd400 cannot be read on the light pages (contrast 1.3, and 4.5 is "
        "needed); choose a darker one (colour-legible)"
    ]


@pytest.mark.parametrize(("name", "scheme"), [("primary", "light"), ("primary_dark", "dark")])
def test_the_rule_measures_on_the_surface_of_the_pages(name: str, scheme: str) -> None:
    assert SURFACES[name] == (scheme, tokens(CSS, scheme)["c-raised"])
