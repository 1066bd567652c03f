"""The command line: `corrigenda`, also `python -m generator`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command makes much, throws away little, and ends soon: looking for cycles would cost a tenth of it.
    gc.disable()
    # Pydantic looks through all that is installed for something that changes how it works; nothing shall.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_closed_streams()
    try:
        from .terminal.group import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Before or after the commands' own handling: while the program is loaded, or while it ends.
        code = 130
    _leave(code)


def _open_closed_streams() -> None:
    """Return the process the streams that it was started without (`>&-`), or the next file it opens is written to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115


def _leave(code: int) -> None:
    """End the process at once. Taking ten thousand errors apart first, as Python does, takes longer than an edit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # Whoever read it has seen enough.
            continue
        except OSError:
            code = code or 3
    os._exit(code)


if __name__ == "__main__":
    main()
