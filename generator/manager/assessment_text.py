"""What `corrigenda assess` prints: a result or the whole table, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..severity.explanation import alternatives, why_not_above
from ..severity.model import Level
from ..severity.table import DecisionTable
from ..severity.vector import UNSURE, vector_of


def result_json(table: DecisionTable, given: Mapping[str, str]) -> dict[str, object]:
    """Return a result as plain values; `level` is None while several are possible."""
    possible = table.possible(given)
    only = possible[0] if len(possible) == 1 else None
    return {
        "level": only.id if only else None,
        "possible": [level.id for level in possible],
        "answers": dict(given),
        "open": _open(table, given),
        "changes": [
            {"question": one.question.id, "answer": one.answer.id, "possible": [level.id for level in one.levels]}
            for one in alternatives(table, given)
        ],
        "targets": {name: target.text for name, target in only.targets} if only else None,
        "counts_from": table.matrix.counts_from if only else None,
        "version": table.matrix.version,
        "fragment": vector_of(table.matrix, given),
    }


def result_text(table: DecisionTable, given: Mapping[str, str]) -> str:
    """Return a result as lines: the level, why, why not the level above, what would change it, and the targets."""
    possible = table.possible(given)
    lines = [_either(possible)]
    if len(possible) > 1:
        lines.append(f"still open: {', '.join(_open(table, given))}")
    complete = not _open(table, given)
    if complete:
        lines += ["", *_reasons(table, given)]
    lines += ["", "what would change it:"]
    lines += [f"  {one.question.id}={one.answer.id}: {_either(one.levels)}" for one in alternatives(table, given)]
    for level in possible if len(possible) == 1 else ():
        lines += [
            "",
            *_columns([(f"{kind.name}, {kind.by}", level.target(kind.id).text) for kind in table.matrix.targets]),
            *filter(None, [table.matrix.counts_from]),
        ]
    return "\n".join(lines)


def table_text(table: DecisionTable) -> str:
    """Return the table with a line of columns for each combination."""
    head = (*(question.id for question in table.matrix.questions), "severity")
    rows = [(*(answer for _, answer in answers), level.name) for answers, level in table.levels.items()]
    return "\n".join(_columns([head, *rows]))


def _reasons(table: DecisionTable, given: Mapping[str, str]) -> list[str]:
    verdict = table.assess(given)
    step = table.matrix.step_down
    lines = ["why:", *(f"  {criterion.words}" for criterion in verdict.before.criteria)]
    if step and verdict.before is not verdict.level:
        lines.append(f"  {step.words}")
    above = why_not_above(table, given)
    if above:
        lines.append(f"why not {above.level.name}:")
        lines += [f"  {one.words} (answered: {given[one.question]})" for one in above.criteria]
        lines += [f"  {step.words}"] if step and above.stepped_down else []
    return lines


def _open(table: DecisionTable, given: Mapping[str, str]) -> list[str]:
    return [one.id for one in table.matrix.questions if given.get(one.id, UNSURE) == UNSURE]


def _either(levels: Sequence[Level]) -> str:
    return " or ".join(level.name for level in levels)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
