"""A publisher's colour is legible: links are shown in it, on the light or the dark surface of the pages.

Passes:

    colours: {primary: "#7a1f5c"}

Fails:

    colours: {primary: "#ffd400"}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.colour import TEXT_CONTRAST, contrast

SURFACES = {"primary": ("light", "#f4f7f9"), "primary_dark": ("dark", "#18222a")}
"""What each colour is shown on: the less favourable of the pages' surfaces. A test compares them with the tokens."""


def _check(catalog: Catalog) -> Problems:
    for name, colour in catalog.site_data.site.colours:
        scheme, surface = SURFACES[name]
        found = contrast(colour, surface)
        if found < TEXT_CONTRAST:
            location = catalog.field("site.yml", "colours", name)
            way = "darker" if scheme == "light" else "lighter"
            message = (
                f"{colour} cannot be read on the {scheme} pages (contrast {found:.1f}, and {TEXT_CONTRAST} is needed); "
                f"choose a {way} one"
            )
            yield RULE.problem(location, message)


RULE = Rule("colour-legible", whole=_check)
