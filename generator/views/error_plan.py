"""The plan on an error's page: when each correction comes or came, and how certain that is, in sentences."""

from __future__ import annotations

from typing import NamedTuple

from ..messages.messages import Messages
from ..model.corrections import Correction, corrections_of, recalled_of, waiting_of
from ..model.lifecycle import Phase
from ..model.products import Release, ReleaseKind
from ..model.site_data import SiteData
from ..model.window import parse_window
from .error_timeline import Shown
from .errors import ErrorRow, branch_in_words


class Plan(NamedTuple):
    """When the correction comes or came.

    `target` is the release that the plan names; without one, `words` say what is planned. `kind` is the release's kind
    if it is not an ordinary one, and the branch. `certainty` says how certain that is, and `overdue`
    that it has not come by then.
    """

    label: str
    target: Release | None
    kind: str
    words: str
    certainty: str
    overdue: bool


def plans_of(row: ErrorRow, site_data: SiteData, messages: Messages, shown: Shown) -> tuple[Plan, ...]:
    """Return the plan for each of an error's corrections, and one for what waits without any."""
    plans = [_plan(row, one, site_data, messages, shown) for one in row.corrections]
    waiting = waiting_of(row.error, site_data) if plans else ()
    if waiting or not plans:
        branches = " ".join(branch_in_words(branch, messages) for branch in waiting)
        plans.append(_plan(row, None, site_data, messages, shown)._replace(kind=branches))
    return tuple(plans)


def _plan(row: ErrorRow, one: Correction | None, site_data: SiteData, messages: Messages, shown: Shown) -> Plan:
    """Return the plan for one of an error's corrections, or for none."""
    closed = one is None and row.status.phase is Phase.CLOSED
    label = "column.when" if closed else "plan.planned"
    release = one.release if one else None
    words = "" if release else messages("plan.closed" if closed else "plan.no-release")
    if one is not None and one.out is not None:
        label = "plan.corrected" if release else "plan.corrected-on"
        words = shown(parse_window(one.out.isoformat()))
    elif one is not None and one.window is not None:
        words = shown(one.window)
    kind = messages("release.hotfix") if release and release.kind is ReleaseKind.HOTFIX else ""
    branch = branch_in_words(one.branch, messages) if one else ""
    return Plan(
        label=messages(label),
        target=release,
        kind=" ".join(part for part in (kind, branch) if part),
        words=words,
        certainty="" if closed else _certainty(row, one, site_data, messages, shown),
        overdue=one is not None and one.overdue > 0,
    )


def _certainty(row: ErrorRow, one: Correction | None, site_data: SiteData, messages: Messages, shown: Shown) -> str:
    """Return how certain a correction's date is."""
    if one is None:
        return _undecided(row, site_data, messages)
    if one.out is not None and one.release is None:
        return messages("plan.without-release")
    if one.out is not None:
        return messages("release.is.released") + " " + shown(parse_window(one.out.isoformat())) + "."
    if one.window is None:
        return messages("plan.none")
    if one.overdue:
        return messages.counted("plan.overdue", one.overdue, when=messages.window(one.window))
    sure = messages("plan.day" if one.window.is_day else "plan.window")
    return shown(one.window) + ". " + sure if one.release else sure


def _undecided(row: ErrorRow, site_data: SiteData, messages: Messages) -> str:
    """Return why an error has no correction: its release was recalled or dropped, or nothing is decided yet."""
    recalled = [row.named(release) for release in recalled_of(row.error, site_data)]
    dropped = [row.named(one.release) for one in corrections_of(row.error, site_data) if one.release and one.dropped]
    said = [
        messages(f"plan.{kind}", release=", ".join(releases))
        for kind, releases in (("recalled", recalled), ("dropped", dropped))
        if releases
    ]
    return " ".join(said) or messages("plan.none")
