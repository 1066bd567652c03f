"""The picture that other sites show with a link to this one: the site's name and what it is, in its colours.

It is drawn in the typeface that comes with Pillow, so it needs no network and is the same everywhere. That typeface
has Latin letters only; for a name in another script, the picture has no words rather than empty boxes.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont as Font

from ..model.site import Site
from .palette import own_colours, tokens

SIZE = (1200, 630)
MARGIN = 96
NAME_SIZES = (84, 72, 60, 48)
TEXT_SIZE = 38


def draw(site: Site, css: str) -> bytes:
    """Return the picture as PNG; `css` contains the tokens."""
    colours = {**tokens(css, "light"), **own_colours(dict(site.colours), css).get("light", {})}
    image = Image.new("RGB", SIZE, colours["c-surface"])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 28), fill=colours["c-accent"])
    pen.rectangle((0, SIZE[1] - 150, SIZE[0], SIZE[1]), fill=colours["c-tint"])
    for index, share in enumerate((1, 0.75, 0.5)):
        left = MARGIN + index * 130
        box = (left, SIZE[1] - 92, left + round(110 * share), SIZE[1] - 58)
        pen.rounded_rectangle(box, 12, fill=colours["c-accent"])
    if _drawable(site.name + site.description):
        y = 130.0
        for line in _name_lines(pen, site.name):
            pen.text((MARGIN, y), line[0], font=line[1], fill=colours["c-text"])
            y += line[1].size * 1.2
        font = _font(TEXT_SIZE)
        for text in _wrapped(pen, site.description, font)[:3]:
            pen.text((MARGIN, y + 24), text, font=font, fill=colours["c-muted"])
            y += TEXT_SIZE * 1.35
    file = BytesIO()
    image.quantize(32).save(file, format="PNG", optimize=True)
    return file.getvalue()


def _font(size: int) -> Font:
    font = ImageFont.load_default(size)
    assert isinstance(font, Font), "Pillow was built without FreeType"
    return font


def _name_lines(pen: ImageDraw.ImageDraw, name: str) -> list[tuple[str, Font]]:
    """Return the name at the largest size at which it fits on two lines."""
    for size in NAME_SIZES:
        font = _font(size)
        lines = _wrapped(pen, name, font)
        if len(lines) <= 2:
            break
    return [(line, font) for line in lines[:2]]


def _wrapped(pen: ImageDraw.ImageDraw, text: str, font: Font) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.textlength(longer, font=font) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _drawable(text: str) -> bool:
    """Return whether the typeface has all characters of a string: it covers Latin-1 and common punctuation."""
    return all(ord(character) < 0x180 or character in "–—’‘“”…" for character in text)
