"""An error in a few lines of plain text, to be copied into a ticket of the reader's own system."""

from __future__ import annotations

from ..messages.messages import Messages
from ..model.corrections import Correction
from .error_page import ErrorPage
from .errors import ErrorRow, correction_in_words


def ticket(page: ErrorPage, messages: Messages, workaround: str, link: str) -> str:
    """Return id, title, status, plans, severity, versions, workaround (as plain text) and link, a line each."""
    row = page.view.row
    # What waits without a correction is in the last plan.
    values = [_plan(row, one, messages) for one in row.corrections] + [
        f"{plan.words} {plan.kind}".rstrip() for plan in page.plans[len(row.corrections) :]
    ]
    plans = [
        messages("ticket.fact", name=plan.label, value=value) for plan, value in zip(page.plans, values, strict=True)
    ]
    affected = "; ".join(product.name + said for product, said in page.affected)
    return "\n".join(
        (
            messages("ticket.title", id=row.error.id, title=row.error.title),
            messages("ticket.fact", name=messages("column.status"), value=row.status.name),
            *plans,
            messages("ticket.fact", name=messages("column.severity"), value=row.level.name),
            messages("ticket.fact", name=messages("error.affected"), value=affected),
            *((messages("ticket.fact", name=messages("error.workaround"), value=workaround),) if workaround else ()),
            link,
        )
    )


def _plan(row: ErrorRow, correction: Correction, messages: Messages) -> str:
    release, when = correction.release, correction_in_words(correction, messages)
    if release is None:
        return when
    return messages("ticket.plan", release=row.named(release), when=when) if when else row.named(release)
