"""`corrigenda serve`: the site on this machine, made anew whenever a source is saved. MkDocs does the serving."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from generator.commands.group import FAULT, FINE, PROBLEMS


@click.command("serve")
@click.option("--project", type=click.Path(path_type=Path, file_okay=False), default=".", help="Where mkdocs.yml is.")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as IP:PORT.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(project: Path, address: str, open_browser: bool) -> int:
    """Serve the site; saving a file of content/ or site_templates/ refreshes the page. Ctrl-C ends it."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import Abort, ConfigurationError

    config = project / "mkdocs.yml"
    if not config.is_file():
        raise click.UsageError(f"there is no {config}; run this in the project's folder, or say --project")
    _log_to_terminal()
    try:
        serve(str(config), dev_addr=address, open_in_browser=open_browser)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    except Abort:
        return PROBLEMS
    except OSError as error:
        click.echo(f"error: cannot serve at {address}: {error.strerror}; choose another --address", err=True)
        return FAULT
    return FINE


def _log_to_terminal() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
