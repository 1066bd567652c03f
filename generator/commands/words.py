"""`corrigenda words`: the phrases that are still in English, ready to be translated in content/words.yml."""

from __future__ import annotations

import click

from generator.commands.group import FINE, PROBLEMS
from generator.commands.options import content_folder
from generator.edges.request import BuildRequest


@click.command("words")
@content_folder
@click.option("--all", "whole", is_flag=True, help="Print every phrase, as the site has it.")
def command(request: BuildRequest, whole: bool) -> int:
    """Print the phrases that are still in English, as lines for words.yml; none for a site in English."""
    import yaml

    from generator.edges.console import show_problems
    from generator.edges.load_setting import load_setting
    from generator.edges.program import templates_folder
    from generator.edges.templates import left_in_english, read_phrases

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
