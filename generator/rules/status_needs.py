"""A step names what its status needs: a plan, a release, the error it repeats, or a note.

A plan is a `release` or a `window`, not both. Which status needs what is in lifecycle.yml. Only a status of the phases
`planned` and `done` has a release, and only one of the phase `planned` has a window. A step may name several releases
of a product with branches, or of the products that the error is in, but only one of each branch.

Passes:

    - {date: 2026-09-02, status: planned, release: "12.5"}
    - {date: 2026-09-02, status: planned, window: 2027-Q1}

Fails:

    - {date: 2026-09-02, status: planned}
    - {date: 2026-09-02, status: confirmed, release: "12.5"}
"""

from ..lint.named_releases import release_path
from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord, Step
from ..model.lifecycle import Needs, Phase, Status
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for index, step in enumerate(error.history):
        status = site_data.status_by_id.get(step.status)
        missing = _missing(step, status.needs) if status else None
        if missing:
            message = f"a step to '{step.status}' needs {missing}"
            yield RULE.problem(error.field("history", index, "status"), message)
        yield from _of_one_branch(error, index, step, site_data)
        unplanned = _unplanned(step, status, site_data) if status else None
        if unplanned:
            field, message = unplanned
            yield RULE.problem(error.field("history", index, field).key, message)
        elif step.releases and step.window is not None:
            message = "a step names a release or a window, not both; delete one of them"
            yield RULE.problem(error.field("history", index, "window").key, message)


def _of_one_branch(error: KnownError, index: int, step: Step, site_data: SiteData) -> Problems:
    """Yield the releases of a step that are of the branch of another one."""
    product = site_data.find_product(error)
    if product is None or len(step.releases) < 2:
        return
    seen: dict[str | None, str] = {}
    for at, version in enumerate(step.releases):
        release = product.release(version)
        if release is None:
            # Another rule reports it.
            continue
        branch = product.branch_of(release)
        other = seen.setdefault(branch.id if branch else None, version)
        if (at and other != version) or version in step.releases[:at]:
            named = site_data.product_by_id[release.product].name
            where = f"of branch '{release.branch}'" if release.branch else f"of {named}, which has no branches"
            message = f"{other} and {version} are {where}; name one of them"
            if other == version:
                message = f"{version} is named twice; delete one of them"
            yield RULE.problem(error.field(*release_path(index, step, at)), message)


def _unplanned(step: Step, status: Status, site_data: SiteData) -> tuple[str, str] | None:
    """Return the field of a plan that the status cannot have, and what is wrong; None if there is none."""
    if status.phase is Phase.DONE and step.window is not None and not step.releases:
        return "window", f"'{status.id}' is not planned, it has happened; delete 'window'"
    if status.phase in (Phase.PLANNED, Phase.DONE) or step.plan is None:
        return None
    field = "release" if step.releases else "window"
    planned = site_data.lifecycle.first_in(Phase.PLANNED)
    instead = f", or use a status such as '{planned.id}'" if planned else ""
    return field, f"a step to '{status.id}' has no plan; delete '{field}'{instead}"


def _missing(step: Step, needs: Needs) -> str | None:
    if needs is Needs.PLAN and step.plan is None:
        return "a plan; add 'release: \"…\"' or 'window: …' (such as 2027-Q1)"
    if needs is Needs.RELEASE and not step.releases:
        return "a release; add 'release: \"…\"'"
    if needs is Needs.ERROR and step.duplicate_of is None:
        return "the error it repeats; add 'duplicate_of: …'"
    if needs is Needs.NOTE and step.note is None:
        return "a reason for customers to read; add 'note: …'"
    return None


RULE = Rule("status-needs", each_error=_check, needs=("history.status",))
