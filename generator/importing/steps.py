"""The steps that lead to a status by lifecycle.yml, with the days that are known.

A source often knows only where an error has got to. The steps in between are those of the shortest path. Each is dated
as late as it can have been, so that no promise is published as older than is known.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Mapping, Sequence

from ..edits.history import Fields
from ..model.lifecycle import Lifecycle, Needs, Phase, Status
from ..model.products import Release
from ..model.site_data import SiteData
from .fields import LISTS, listed

PLAN_FIELDS = ("release", "window")
_DATED = "date."


def target_of(values: Mapping[str, str], site_data: SiteData) -> str:
    """Return the status that a row says; without one, a plan means the first that has a plan, and else the first."""
    if "status" in values:
        return values["status"]
    lifecycle = site_data.lifecycle
    if any(field in values for field in PLAN_FIELDS):
        planned = [status.id for status in lifecycle.statuses if status.needs is Needs.PLAN]
        if planned:
            return planned[0]
    return lifecycle.starts[0]


def steps_to(
    values: Mapping[str, str], site_data: SiteData, current: str | None, after: dt.date | None
) -> tuple[Fields, ...]:
    """Return the steps from a status (None: from the beginning) to that of a row, as text.

    `after` is the day of the step before. Where the lifecycle has no path, it is one step, which the rules report.
    """
    lifecycle = site_data.lifecycle
    target = target_of(values, site_data)
    days = {field.removeprefix(_DATED): dt.date.fromisoformat(day) for field, day in values.items() if _is_dated(field)}
    if after is not None:
        days = {status: day for status, day in days.items() if day >= after}
    path: list[str] = []
    order = [status.id for status in lifecycle.statuses]
    between = sorted((status for status in days if status != target), key=lambda one: (days[one], order.index(one)))
    start = lifecycle.starts[0]
    if current is None and "registered" in values and (between or [target])[0] != start:
        # Then it is known when it began, and a later status did not begin on that day.
        path = [start] if _path(lifecycle, start, (between or [target])[0], values) else []
    for waypoint in [*between, target]:
        found = _path(lifecycle, path[-1] if path else current, waypoint, values)
        path.extend(found if found is not None else [waypoint])
    dated = _all_days(path, days, values, site_data, None if current else values.get("registered"))
    return tuple(_step(status, dated[at], values, site_data, at == len(path) - 1) for at, status in enumerate(path))


def _is_dated(field: str) -> bool:
    return field.startswith(_DATED)


def _all_days(
    path: Sequence[str], known: Mapping[str, dt.date], values: Mapping[str, str], site_data: SiteData, first: str | None
) -> Mapping[int, dt.date]:
    days: dict[int, dt.date] = {at: known[status] for at, status in enumerate(path) if status in known}
    if first is not None:
        days.setdefault(0, dt.date.fromisoformat(first))
    last = len(path) - 1
    if last not in days:
        days[last] = _last_day(path[last], values, site_data, max(days.values(), default=dt.date.min))
    for at in range(last - 1, -1, -1):
        days.setdefault(at, days[at + 1])
    return days


def _last_day(status: str, values: Mapping[str, str], site_data: SiteData, before: dt.date) -> dt.date:
    """Return the day of the last step: a correction is delivered when its release comes out, all else happens today."""
    known = site_data.status_by_id.get(status)
    releases = (_release(version, values, site_data) for version in listed(values, "release"))
    days = [release.released for release in releases if release is not None and release.released is not None]
    if known is not None and known.phase is Phase.DONE and days:
        return max(*days, before)
    return max(site_data.as_of, before)


def _release(version: str, values: Mapping[str, str], site_data: SiteData) -> Release | None:
    """Return a release as a row names it: of its own product or, as `viewer/3.2`, of another."""
    product, _, own = version.partition("/")
    return site_data.release(values.get("product", ""), version) or site_data.release(product, own)


def _step(name: str, day: dt.date, values: Mapping[str, str], site_data: SiteData, last: bool) -> Fields:
    step: dict[str, str | Sequence[str]] = {"date": day.isoformat(), "status": name}
    status = site_data.status_by_id.get(name)
    needs = status.needs if status else Needs.NOTHING
    if last:
        takes = needs is not Needs.PLAN and "release" in values
        plans = [field for field in PLAN_FIELDS if field in values and not (takes and field == "window")]
        step |= {field: _value(values, field) for field in (*plans, "duplicate_of", "note") if field in values}
    elif needs is Needs.PLAN:
        field = next((field for field in reversed(PLAN_FIELDS) if field in values), None)
        step |= {field: _value(values, field)} if field else {}
    return step


def _value(values: Mapping[str, str], field: str) -> str | Sequence[str]:
    several = listed(values, field) if field in LISTS else ()
    return several if len(several) > 1 else values[field]


def _path(lifecycle: Lifecycle, current: str | None, target: str, values: Mapping[str, str]) -> Sequence[str] | None:
    """Return the shortest path of statuses after `current`, `target` the last; None if there is none."""
    if lifecycle.get(target) is None:
        return None
    before = lifecycle.get(current) if current else None
    first = lifecycle.starts if current is None else before.next if before else ()
    waiting = deque([name] for name in first)
    seen = set(first)
    while waiting:
        path = waiting.popleft()
        if path[-1] == target:
            return path
        status = lifecycle.get(path[-1])
        if status is None or not _can_pass(status, values):
            continue
        for name in status.next:
            if name not in seen:
                seen.add(name)
                waiting.append([*path, name])
    return None


def _can_pass(status: Status, values: Mapping[str, str]) -> bool:
    """Return whether a step to a status can be written on the way to another: its needs are known, and nothing ends."""
    if status.phase in (Phase.DONE, Phase.CLOSED):
        return False
    if status.needs is Needs.PLAN:
        return any(field in values for field in PLAN_FIELDS)
    return status.needs is Needs.NOTHING
