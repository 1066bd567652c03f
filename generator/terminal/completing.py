"""What a shell offers when Tab is pressed: ids of errors, statuses, releases, products and levels.

It reads as little as it can, changes nothing and reports nothing: where the content cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

from ..model.products import ReleaseState
from ..model.site_data import SiteData

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


class PowerShell(ShellComplete):
    """What click lacks: a script for PowerShell, Windows' own or the newer one, and the words it asks with."""

    name = "powershell"
    source_template = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $env:COMP_WORDS = $line.ToString().Substring(0, [Math]::Min($cursor, $line.ToString().Length))
    $env:COMP_WORD = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            $text = if ($value -match "\\s") { "'$value'" } else { $value }
            [System.Management.Automation.CompletionResult]::new($text, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s -ErrorAction SilentlyContinue
    }
}
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the arguments before the word at the cursor, and that word."""
        word = os.environ.get("COMP_WORD", "")
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))[1:]
        return (words[:-1] if word and words else words), word

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line: what is offered, and what it means."""
        return f"{item.value}\t{item.help or item.value}"


add_completion_class(PowerShell)


class Offered(click.ParamType[str]):
    """A string for which known ones are offered."""

    name = "text"

    def __init__(self, complete: Complete) -> None:
        self._complete = complete

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what is offered for the word at the cursor."""
        return self._complete(ctx, param, incomplete)


def offer(command: click.Command) -> None:
    """Let the parameters of a command offer what they may be."""
    for param in command.params:
        name = str(param.name)
        complete = _OF_COMMAND.get((str(command.name), name), _BY_NAME.get(name))
        if complete is not None:
            param.type = Offered(complete)


def error_ids(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the ids of all errors that are not named yet, by the names of their files."""
    others = [one for one in _typed() if one != word]
    return _offered((path.stem for path in _files(ctx) if path.stem not in others), word)


def public_subjects(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:
    """Offer the ids of errors and, once a slash is typed, releases (`vision/9.10`) and questions (`faq/…`)."""
    site_data = _settings(ctx) if "/" in word else None
    if site_data is None:
        return error_ids(ctx, param, word)
    known = [f"{release.product}/{release.version}" for release in site_data.releases]
    return _offered([*known, *(f"faq/{question.id}" for question in site_data.faq.questions)], word)


def planned_releases(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the planned releases of the product whose errors are named before it; of all products, if none is."""
    products = {path.parent.name for path in _files(ctx) if path.stem in _typed()}
    return _offered(_versions(_settings(ctx), products, planned=True), word)


def releases(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer the releases of the product that is named before it; of all products, if none is."""
    site_data = _settings(ctx)
    products = {one.id for one in site_data.products if one.id in _typed()} if site_data else set()
    return _offered(_versions(site_data, products, planned=False), word)


def nothing(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:  # noqa: ARG001
    """Offer nothing, where something new is named."""
    return []


def _of_settings(ids: Callable[[SiteData], Iterable[tuple[str, str]]]) -> Complete:
    def complete(ctx: click.Context, param: click.Parameter, word: str) -> list[CompletionItem]:  # noqa: ARG001
        site_data = _settings(ctx)
        return _offered(() if site_data is None else ids(site_data), word)

    return complete


statuses = _of_settings(lambda site_data: ((one.id, one.name) for one in site_data.lifecycle.statuses))
products = _of_settings(lambda site_data: ((one.id, one.name) for one in site_data.products))
levels = _of_settings(lambda site_data: ((one.id, one.name) for one in site_data.severity.levels))

_BY_NAME: dict[str, Complete] = {
    "error_id": error_ids,
    "error_ids": error_ids,
    "duplicate_of": error_ids,
    "plan": planned_releases,
    "planned_for": planned_releases,
    "product": products,
    "version": releases,
    "release": releases,
    "after": releases,
    "status": statuses,
    "severity": levels,
    "level": levels,
}
"""What is offered for a parameter, by its name in the program."""
_OF_COMMAND: dict[tuple[str, str], Complete] = {
    ("show", "name"): error_ids,
    ("new", "error_id"): nothing,
    ("redact", "subject"): public_subjects,
    ("product", "product"): nothing,
}


def _versions(site_data: SiteData | None, products: set[str], *, planned: bool) -> Iterable[tuple[str, str]]:
    for product in site_data.products if site_data else ():
        for release in product.releases if not products or product.id in products else ():
            if not planned or release.state is ReleaseState.PLANNED:
                when = f", {release.window.text}" if release.window else ""
                yield release.version, f"{product.name}{when}"


def _offered(known: Iterable[str | tuple[str, str]], word: str) -> list[CompletionItem]:
    pairs = dict(reversed([(one, "") if isinstance(one, str) else one for one in known]))
    found = [(value, help_) for value, help_ in reversed(pairs.items()) if value.lower().startswith(word.lower())]
    return [CompletionItem(value, help=help_ or None) for value, help_ in found]


def _files(ctx: click.Context) -> list[Path]:
    return sorted(_content(ctx).glob("roadmap/*/*.yml"))


def _content(ctx: click.Context) -> Path:
    said = {name: ctx.params.get(name) or _after(f"--{name}") for name in ("project", "content")}
    return Path(said["content"] or Path(said["project"] or ".") / "content")


def _typed() -> list[str]:
    # Where an option still lacks its value, click knows of nothing that was typed before it.
    return split_arg_string(os.environ.get("COMP_WORDS", ""))


def _after(option: str) -> str | None:
    typed = _typed()
    return typed[typed.index(option) + 1] if option in typed[:-1] else None


def _settings(ctx: click.Context) -> SiteData | None:
    from ..edges.content.settings import load_site_data
    from ..edges.machine.request import BuildRequest

    content = _content(ctx).absolute()
    project = content.parent
    try:
        return load_site_data(BuildRequest(project, content, project / "site", project / ".cache"), ())[0]
    except Exception:
        # A shell would show it in the middle of what is being typed; the command itself will say what is wrong.
        return None
