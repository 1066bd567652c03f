"""A step's status is one of lifecycle.yml.

Passes:

    - {date: 2026-08-14, status: registered}

Fails:

    - {date: 2026-08-14, status: registred}
"""

from ..lint.known_names import nearest_id
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for index, step in enumerate(error.history):
        if step.status not in site_data.status_by_id:
            hint = nearest_id(step.status, "status", site_data)
            known = ", ".join(site_data.status_by_id)
            message = f"unknown status '{step.status}'; lifecycle.yml has {known}"
            yield RULE.problem(error.field("history", index, "status"), message, hint)


RULE = Rule("status-known", each_error=_check, essential=True)
