"""`corrigenda completion`: a script by which a shell completes commands, options, ids, statuses and releases."""

from __future__ import annotations

import click

from ..terminal.group import FINE


@click.command("completion", epilog='Example: eval "$(corrigenda completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def command(shell: str) -> int:
    """Print the script that lets a SHELL complete what is typed; docs/product-managers.md says where to put it."""
    from click.shell_completion import get_completion_class

    from ..terminal import completing  # noqa: F401
    from ..terminal.group import COMPLETING, corrigenda

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(corrigenda, {}, "corrigenda", COMPLETING).source(), nl=False)
    return FINE
