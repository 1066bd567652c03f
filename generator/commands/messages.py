"""`corrigenda messages`: the phrases that are still in English, ready to be translated in content/messages.yml."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE
from ..terminal.options import content_folder


@click.command("messages")
@content_folder
@click.option("--all", "whole", is_flag=True, help="Print every phrase, as the site has it.")
def command(request: BuildRequest, whole: bool) -> int:
    """Print the phrases that are still in English, as lines for messages.yml; none for a site in English."""
    import yaml

    from ..edges.content.templates import left_in_english, read_phrases
    from ..edges.machine.program import templates_folder
    from ..terminal.finding import valid_settings

    site_data = valid_settings(request, ())
    templates, language = templates_folder(request.project), site_data.site.locale
    if whole:
        lines = {**read_phrases(templates, language), **site_data.messages}
    else:
        english = left_in_english(templates, language)
        lines = {key: phrase for key, phrase in english.items() if key not in site_data.messages}
    for key, phrase in lines.items():
        click.echo(yaml.safe_dump({key: phrase}, allow_unicode=True, width=10_000), nl=False)
    return FINE
