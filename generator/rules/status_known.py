"""A step's status is one of lifecycle.yml.

Passes:

    - {date: 2026-08-14, status: registered}

Fails:

    - {date: 2026-08-14, status: registred}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.known_names import nearest_id
from ..lint.rule import Rule
from ..model.error import Error, PrivateRecord
from ..model.site_data import Setting
from ..problems.problem import Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    for index, step in enumerate(error.history):
        if step.status not in setting.status_by_id:
            hint = nearest_id(step.status, "status", setting)
            known = ", ".join(setting.status_by_id)
            message = f"unknown status '{step.status}'; lifecycle.yml has {known}"
            yield Problem(RULE.id, RULE.weight, Spot(error.file, ("history", index, "status")), message, hint)


RULE = Rule("status-known", Weight.ERROR, each_error=_check)
