"""`corrigenda words`: the phrases that are still in English, ready to be translated in content/words.yml."""

from __future__ import annotations

import click

from ..edges.machine.request import BuildRequest
from ..terminal.group import FINE, PROBLEMS
from ..terminal.options import content_folder


@click.command("words")
@content_folder
@click.option("--all", "whole", is_flag=True, help="Print every phrase, as the site has it.")
def command(request: BuildRequest, whole: bool) -> int:
    """Print the phrases that are still in English, as lines for words.yml; none for a site in English."""
    import yaml

    from ..edges.content.load_settings import load_setting
    from ..edges.content.templates import left_in_english, read_phrases
    from ..edges.machine.program import templates_folder
    from ..terminal.console import show_problems

    setting, placed = load_setting(request, ())
    if setting is None:
        show_problems(placed.problems, placed.texts)
        return PROBLEMS
    templates, language = templates_folder(request.project), setting.site.locale
    if whole:
        lines = {**read_phrases(templates, language), **setting.words}
    else:
        english = left_in_english(templates, language)
        lines = {key: phrase for key, phrase in english.items() if key not in setting.words}
    for key, phrase in lines.items():
        click.echo(yaml.safe_dump({key: phrase}, allow_unicode=True, width=10_000), nl=False)
    return FINE
