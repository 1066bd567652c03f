"""The command line: `corrigenda`, also `python -m generator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from generator.commands.group import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Before or after the commands' own handling: while the program is loaded, or while it ends.
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
