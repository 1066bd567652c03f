"""Strategies that write sources as people do: every style of text, brackets, odd indentation, comments anywhere."""

from __future__ import annotations

import json

from hypothesis import strategies as st

WORDS = ("id", "title", "NO", "~", "12.10", "a b", "it's", "ü😀", "x: y", "# no", "- dash", "[x", "*b*", ">=1", "")
FIELDS = ("title", "id", "summary", "product", "history", "internal", "related", "other", "status", "date", "cases")
COMMENTS = ("# about it", "#tight", "# 'quoted", "# a: b", "# [open")


def _scalar(text: str, draw: st.DrawFn, indent: int, flow: bool) -> str:
    plain = text in ("id", "title", "NO", "~", "12.10", "a b", "ü😀")
    styles = ["double", "single", *(["plain"] * 3 if plain else []), *([] if flow else ["block", "folded", "wrapped"])]
    style = draw(st.sampled_from(styles))
    if style == "plain":
        return text
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style in ("double",):
        return json.dumps(text, ensure_ascii=False)
    pad = " " * (indent + draw(st.integers(1, 4)))
    if style == "wrapped":
        return f'"first\n\n{pad}second \\\n{pad}{json.dumps(text, ensure_ascii=False)[1:]}'
    sign = ("|" if style == "block" else ">") + draw(st.sampled_from(["", "-", "+"]))
    comment = draw(st.sampled_from(["", "", " # in the header"]))
    lines = draw(st.lists(st.sampled_from(["line", "  deeper", "# text", "", "trailing  ", "a: b"]), max_size=4))
    body = [f"{pad}{line}" if line else "" for line in ["first", *lines]]
    return "\n".join([sign + comment, *body])


def _flow(draw: st.DrawFn, depth: int) -> str:
    kind = draw(st.sampled_from(["map", "seq", "scalar", "scalar"])) if depth < 2 else "scalar"
    if kind == "scalar":
        return _scalar(draw(st.sampled_from(WORDS)), draw, 0, flow=True)
    gap = draw(st.sampled_from([" ", "", "\n          ", "  # inside\n          "]))
    values = [_flow(draw, depth + 1) for _ in range(draw(st.integers(0, 3)))]
    if kind == "seq":
        return "[" + f",{gap}".join(values) + draw(st.sampled_from(["", "\n          "])) + "]"
    keys = draw(st.lists(st.sampled_from(FIELDS), min_size=len(values), max_size=len(values), unique=True))
    return "{" + f",{gap}".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True)) + "}"


def _noise(draw: st.DrawFn, indent: int) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        at = max(0, indent + draw(st.sampled_from([0, 0, 0, -2, 3])))
        lines.append(draw(st.sampled_from(["", " " * at + draw(st.sampled_from(COMMENTS))])))
    return lines


def _value(draw: st.DrawFn, head: str, indent: int, depth: int) -> list[str]:
    kind = draw(st.sampled_from(["scalar", "scalar", "flow", "map", "seq"])) if depth < 3 else "scalar"
    behind = draw(st.sampled_from(["", "", "  # behind"]))
    if kind in ("map", "seq"):
        inner = indent + draw(st.integers(1, 4))
        return [head + behind, *(_map if kind == "map" else _seq)(draw, inner, depth + 1)]
    written = _flow(draw, 0) if kind == "flow" else _scalar(draw(st.sampled_from(WORDS)), draw, indent, flow=False)
    block = written[:1] in ("|", ">")
    return f"{head} {written}{'' if block else behind}".split("\n")


def _map(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    keys = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True))
    lines: list[str] = []
    for key in keys:
        lines += _noise(draw, indent)
        lines += _value(draw, " " * indent + key + ":", indent, depth)
    return [*lines, *_noise(draw, indent)]


def _seq(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += _noise(draw, indent)
        if depth < 3 and draw(st.booleans()):
            compact = _map(draw, indent + 2, depth + 1)
            first = next(at for at, line in enumerate(compact) if line.strip() and line.strip()[0] != "#")
            lines += [*compact[:first], " " * indent + "- " + compact[first].lstrip(), *compact[first + 1 :]]
        else:
            lines += _value(draw, " " * indent + "-", indent, depth)
    return lines


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Return a valid source: a mapping, with comments."""
    start = draw(st.sampled_from(["", "---\n", "# head\n\n"]))
    return start + "\n".join(_map(draw, 0, 0)) + draw(st.sampled_from(["\n", "\n\n"]))
