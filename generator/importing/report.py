"""What an import did or would do, in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .plan import Plan

_SHOWN = ("status", "release", "window")
"""The fields of a step that are shown."""


def report(plan: Plan, skipped: int, *, dry_run: bool) -> Iterator[str]:
    """Yield what becomes of each error, and how many there are; `skipped` issues are not public."""
    for _, draft, like in plan.new:
        yield f"{draft.id}  {draft.title}"
        if like is not None:
            yield f"{draft.id}  has the title of {like}, which has another 'source'; delete one if both are one error"
    changed = [one for one in plan.updates if one.steps or one.texts]
    for update in changed:
        parts = [
            " ".join(_text(step[name]) for name in ("status", "release", "window") if name in step)
            for step in update.steps
        ]
        yield f"{update.error.id}  {', '.join([*parts, *update.texts])}"
    for update in plan.updates:
        if update.kept:
            yield f"{update.error.id}  left as it is here, though the source differs: {', '.join(update.kept)}"
    if plan.missing:
        yield f"{missing(plan)}; {'it stays as it is' if len(plan.missing) == 1 else 'they stay as they are'}"
    be = "would be" if dry_run else None
    numbers = [(len(plan.new), "registered"), (len(changed), "updated")]
    parts = [f"{_errors(number)} {be or _is(number)} {what}" for number, what in numbers if number]
    same = len(plan.updates) - len(changed)
    parts += [f"{_errors(same)} {'has' if same == 1 else 'have'} nothing new"] if same else []
    yield f"{', '.join(parts)}."
    if skipped:
        yield f"{skipped:,} {'issue is' if skipped == 1 else 'issues are'} not public."


def missing(plan: Plan) -> str:
    """Return how many errors are missing in the source, and which."""
    some = ", ".join(plan.missing[:5]) + (" …" if len(plan.missing) > 5 else "")
    count = len(plan.missing)
    return f"{_errors(count)} from this source {_is(count)} no longer in it ({some})"


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _errors(number: int) -> str:
    return f"{number} {'error' if number == 1 else 'errors'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
