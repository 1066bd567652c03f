"""Entries of a list, and fields of them, that begin in the wrong column, or below another field than the list's."""

import re
from collections.abc import Sequence

_ENTRY = re.compile(r"(?P<indent> *)- +(?:\{ *)?(?:(?P<field>[\w-]+):(?: |$))?")
_HOLDER = re.compile(r"(?P<indent> *)(?:- +)*(?P<name>[\w-]+): *(?:#.*)?$")
_FIELD = re.compile(r"(?P<indent> *)[\w-]+:(?: |$)")
_READ = 2_000


def stray_entry(above: Sequence[str], line: str) -> str:
    """Return a sentence for an entry that is not where the others of its list are; empty if it is, or is not an entry.

    `above` are the lines above it.
    """
    mine = _ENTRY.match(line[:_READ])
    before = next((one for one in reversed(above) if one.strip()), "")
    # The first entry of a list has no other one to be below.
    if mine is None or _HOLDER.match(before[:_READ]):
        return ""
    number = _like(above, mine["field"])
    other = _ENTRY.match(above[number - 1]) if number else None
    if other is None:
        return ""
    left, here = len(other["indent"]), len(mine["indent"])
    if any(_ends_list(one, left) for one in above[number:]):
        holder = _holder(above[: number - 1], left)
        if holder is None or mine["field"] is None:
            return ""
        return f"'{holder[0]}' is further up (line {holder[1]}); move this entry there, below its last one"
    return "" if left == here else _spaces(left, f"'-', as on line {number}", here)


def stray_field(above: Sequence[str], line: str) -> str:
    """Return a sentence for a field of an entry that is further left than the entry's first; else empty."""
    mine = _FIELD.match(line[:_READ])
    for number in range(len(above), 0, -1) if mine else ():
        entry = re.match(r"(?P<indent> *)(?P<dash>- +)[\w-]+:(?: |$)", above[number - 1][:_READ])
        here = len(mine["indent"]) if mine else 0
        if entry is not None and len(entry["indent"]) <= here:
            wanted = len(entry["indent"]) + len(entry["dash"])
            return _spaces(wanted, f"field, to be below the one on line {number}", here) if here < wanted else ""
        if above[number - 1].strip() and not above[number - 1].startswith(" " * here):
            return ""
    return ""


def _spaces(wanted: int, where: str, here: int) -> str:
    spaces = "no space" if wanted == 0 else "1 space" if wanted == 1 else f"{wanted} spaces"
    return f"write {spaces} before this {where}; this line has {here}"


def _like(above: Sequence[str], field: str | None) -> int:
    """Return the line of the last entry above that begins with the same field, or else with any; 0 if there is none."""
    entries = [(at, _ENTRY.match(one[:_READ])) for at, one in enumerate(above, start=1) if one.lstrip().startswith("-")]
    fields = [(at, match["field"]) for at, match in entries if match]
    same = [at for at, name in fields if name == field]
    alike = [at for at, name in fields if (name is None) == (field is None)]
    return same[-1] if same else alike[-1] if alike else 0


def _ends_list(line: str, left: int) -> bool:
    text = line.lstrip(" ")
    if not text or text.startswith("#"):
        return False
    indent = len(line) - len(text)
    return indent < left or (indent == left and not text.startswith("-"))


def _holder(above: Sequence[str], left: int) -> tuple[str, int] | None:
    """Return the name of the field whose list begins in a column, and its line."""
    for number in range(len(above), 0, -1):
        match = _HOLDER.match(above[number - 1][:_READ])
        if match and len(match["indent"]) <= left:
            return match["name"], number
    return None
