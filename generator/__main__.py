"""The command line: `corrigenda`, also `python -m generator`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its exit code."""
    # A command creates much, discards little, and ends soon: collecting cycles would take a tenth of its time.
    gc.disable()
    # Pydantic searches all installed packages for plugins; none must change how it works.
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
    """Open the standard streams that were closed at the start (`>&-`), or the next file opened would be written to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115


def _leave(code: int) -> None:
    """End the process at once. Freeing ten thousand errors first, as Python does, takes longer than an edit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # The reader has closed the pipe.
            continue
        except OSError:
            code = code or 3
    os._exit(code)


if __name__ == "__main__":
    main()
