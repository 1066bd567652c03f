"""`corrigenda serve`: the site on this machine, made again whenever a source is saved."""

from __future__ import annotations

import logging
import os
import shutil

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FAULT, FINE
from ..terminal.options import content_options, require_project


@click.command("serve")
@content_options
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as IP:PORT.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes twice a second, where the system reports none.")
@click.option("--edit", is_flag=True, help="Also serve forms that change the content, for this machine only.")
def command(request: BuildRequest, address: str, open_browser: bool, poll: bool, edit: bool) -> int:
    """Serve the site; saving a file of content/ or site_templates/ refreshes the page. Ctrl-C ends it."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from ..edges.build.preview import make_preview

    require_project(request)
    host, port = _parsed(address)
    if edit and host not in ("127.0.0.1", "localhost", "::1"):
        raise click.UsageError(f"--edit is for this machine only, and {host} is not; leave --address out")
    _log_to_terminal()
    server = make_preview(request, host, port, poll, lambda line: click.echo(line, err=True))
    if edit:
        import secrets

        from ..edges.editor.desk import add_editor

        click.echo(f"Edit at {add_editor(server, request, secrets.token_urlsafe(18))}", err=True)
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        return FINE
    except OSError as error:
        click.echo(f"error: cannot serve at {address}: {error.strerror}; choose another --address", err=True)
        return FAULT
    finally:
        server.shutdown()
        shutil.rmtree(server.root, ignore_errors=True)
    return FINE


def _log_to_terminal() -> None:
    """Let the server say where it is, and when it refreshes the page."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger("mkdocs.livereload")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def _parsed(address: str) -> tuple[str, int]:
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdigit() or int(port) > 65535:
        raise click.UsageError(f"'{address}' is not an address; write it as 127.0.0.1:8000")
    return host.strip("[]") or "127.0.0.1", int(port)
