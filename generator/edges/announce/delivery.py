"""Sends what waits in the outbox, one announcement at a time, and notes each before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ...manager.announcing import Announcement, Outbox, State
from .outbox_file import write_outbox

Pauses = tuple[float, ...]
PAUSES: Pauses = (1, 5)
"""Seconds to wait before each further attempt; there is one attempt more than pauses."""


class NotSentError(Exception):
    """An announcement did not arrive for sure; the message says why. If it is `passing`, another attempt may help.

    `after` is for how many seconds the other side asks to wait, if it does.
    """

    def __init__(self, reason: str, *, passing: bool, after: float | None = None) -> None:
        super().__init__(reason)
        self.passing = passing
        self.after = after


class UnsureError(Exception):
    """Nobody knows whether an announcement arrived; the message says why."""


def deliver(
    path: Path,
    outbox: Outbox,
    make: Callable[[Announcement], Callable[[], None]],
    report: Callable[[Announcement, Exception | None], None],
) -> Outbox:
    """Send what is waiting and return the outbox after that; `path` is where it is noted.

    `make` makes an announcement, and returns what sends it. `report` is told how each ended.

    Once an announcement could not be sent to a channel, later ones to it wait, too, so that they keep their order.
    """
    failed: list[str] = []
    for one in outbox.of("waiting"):
        if one.channel in failed:
            continue
        send = make(one)
        outbox = outbox.with_state(one, "begun")
        write_outbox(path, outbox)
        found: NotSentError | UnsureError | None = None
        try:
            send()
        except (NotSentError, UnsureError) as error:
            found = error
        state: State = "sent" if found is None else "unsure" if isinstance(found, UnsureError) else "waiting"
        outbox = outbox.with_state(replace(one, state="begun"), state)
        write_outbox(path, outbox)
        report(one, found)
        if found is not None:
            failed.append(one.channel)
    return outbox


def attempts(attempt: Callable[[], None], sleep: Callable[[float], None], pauses: Pauses) -> None:
    """Call `attempt` until it succeeds; raise its NotSentError if that does not pass, or after the last attempt."""
    for pause in (*pauses, None):
        try:
            return attempt()
        except NotSentError as error:
            if pause is None or not error.passing:
                raise
            sleep(pause if error.after is None else error.after)
    return None
