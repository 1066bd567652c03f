"""`corrigenda format`: bring sources into their canonical order and layout; what they say stays the same."""

from __future__ import annotations

from pathlib import Path

import click

from ..terminal.group import FAULT, FINE, PROBLEMS
from ..terminal.options import quiet_option


@click.command("format")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), default=".", help="The folder of content/."
)
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), help="The content folder.")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if a file is not as it should be."
)
@quiet_option
def command(files: tuple[Path, ...], project: Path, content: Path | None, only_check: bool) -> int:
    """Lay out FILES, or the whole content: fields in order, even indentation, comments kept, nothing else changed."""
    from ..edges.content.format import plan_layout
    from ..edges.content.rewrite import rewrite
    from ..terminal.console import print_report, show_problems

    folder = (content or project / "content").absolute()
    strangers = [file for file in files if not file.absolute().is_relative_to(folder)]
    if strangers:
        raise click.UsageError(f"{strangers[0]} is not below {folder}; name its folder with --content")
    planned = plan_layout(folder, [file.absolute() for file in files])
    if planned.report.problems:
        show_problems(planned.report)
        click.echo("Nothing was changed; fix the problems above first.", err=True)
        return PROBLEMS
    for path, data in planned.changed.items():
        if not only_check:
            try:
                rewrite(path, data)
            except OSError as error:
                click.echo(f"error: {path} could not be written: {error.strerror}; it is as it was", err=True)
                return FAULT
        name = path.relative_to(folder.parent)
        print_report(f"{'would format' if only_check else 'formatted'} {name}\n", wrong=only_check)
    count = len(planned.changed)
    wanted = "not in the canonical layout; run corrigenda format" if only_check else "formatted"
    total = f"{count} of {planned.total} files {'is' if count == 1 else 'are'} {wanted}" if count else "Nothing to do."
    print_report(f"{total}\n", wrong=only_check and count > 0)
    return PROBLEMS if only_check and count else FINE
