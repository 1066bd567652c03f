"""The group of all commands: each is a file of `commands/`, imported only when it is called.

Exit codes: 0 fine, 1 the content has problems, 2 wrong usage, 3 a fault of the program or the machine. A fault never
shows a traceback; it is written to a log, and the message names it.
"""

from __future__ import annotations

import errno
import keyword
import os
import re
from collections.abc import Sequence

import click

from .. import __version__
from ..discovery import module_in, names_in
from .console import make_output_safe, show_problems

FINE, PROBLEMS, USAGE, FAULT = 0, 1, 2, 3
COMPLETING = "_CORRIGENDA_COMPLETE"
"""The variable with which a shell asks for what may follow."""
BROKEN_PIPE = 141
"""What a shell says of a program that was stopped by SIGPIPE."""


class CommandFolder(click.Group):
    """Finds its commands among the modules of `corrigenda.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        # A command whose name is a word of Python has a line after its module's name: `import_`.
        return sorted(name.rstrip("_") for name in names_in("commands"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the whole first sentence of each, where click would cut it off."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            text = (command.help or "") if command else ""
            rows.append((name, " ".join(text.split("\n\n")[0].split())))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        tail = "_" if keyword.iskeyword(cmd_name) else ""
        command: click.Command = module_in("commands", f"{cmd_name}{tail}").command
        if COMPLETING in os.environ:
            from .completing import offer

            offer(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, and its arguments; suggest one if there is none of that name."""
        names = self.list_commands(ctx)
        if args[0] in names or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from ..problems.suggest import nearest

        hint = nearest(args[0], names)
        meant = f"did you mean '{hint}'?" if hint else "see corrigenda --help"
        raise click.UsageError(f"there is no command '{args[0]}'; {meant}", ctx)


_MACHINE = (errno.EACCES, errno.EEXIST, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENOTDIR, errno.ENAMETOOLONG)
"""What the machine does not allow: not a fault of the program, and its sentence says enough."""


_END = 7_258_118_400
"""The year 2200 in seconds since 1970, as far as `--as-of` reaches."""


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corrigenda")
def corrigenda() -> None:
    """Turn a folder of YAML into a public support site."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    make_output_safe()
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        click.echo("error: the folder you are in was deleted; change to one that is there", err=True)
        return USAGE
    if any(not _is_text(argument) for argument in arguments):
        click.echo("error: what was typed is not UTF-8; set the terminal to UTF-8, or rename the file", err=True)
        return USAGE
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not (re.fullmatch("[0-9]{1,10}", epoch) and int(epoch) < _END):
        reason = "write seconds since 1970, below the year 2200, or unset it"
        click.echo(f"error: SOURCE_DATE_EPOCH is {epoch[:40]!r}; {reason}", err=True)
        return USAGE
    try:
        if COMPLETING in os.environ:
            # What PowerShell asks with is not known to click.
            from . import completing  # noqa: F401
        result = corrigenda.main(
            list(arguments), prog_name="corrigenda", complete_var=COMPLETING, standalone_mode=False
        )
        return result if isinstance(result, int) else FINE
    except click.exceptions.Abort:
        click.echo("stopped; nothing was changed", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (BrokenPipeError, SystemExit) as end:
        # Nobody reads on, as after `| head`; click then exits by itself, with a 1 that would tell of problems. So it
        # does after it has said what may follow, with a 0.
        return FINE if isinstance(end, SystemExit) and not end.code else BROKEN_PIPE
    except OSError as error:
        if error.errno not in _MACHINE:
            return _fault(error)
        click.echo(f"error: {error.filename or 'a file'} could not be used: {error.strerror}", err=True)
        return FAULT
    except Exception as error:
        # Imported here, as most runs need neither.
        from ..edges.content.check import ContentProblems
        from ..edges.content.template_problem import TemplateProblem
        from ..edges.content.write_files import EditError

        if isinstance(error, EditError):
            click.echo(f"error: {error}", err=True)
            return FAULT
        if isinstance(error, ContentProblems):
            show_problems(error.report)
            return PROBLEMS
        if not isinstance(error, TemplateProblem):
            return _fault(error)
        click.echo(str(error), err=True)
        return PROBLEMS


def _is_text(argument: str) -> bool:
    # What cannot be decoded arrives as characters that cannot be written again.
    return not any("\ud800" <= one <= "\udfff" for one in argument)


def _fault(error: Exception) -> int:
    click.echo(f"corrigenda: a fault of the program: {error} (details in {_log()})", err=True)
    return FAULT


def _log() -> str:
    """Write down the fault, for whoever fixes the program, and return the file's name."""
    # What no other run has a need of.
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="corrigenda-fault-", suffix=".log", delete=False
        ) as log:
            log.write(traceback.format_exc())
            return log.name
    except OSError as error:
        return f"no log: {error.strerror}"
