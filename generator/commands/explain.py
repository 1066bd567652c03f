"""`corrigenda explain`: what a rule asks for, with examples; and the rules' pages in docs/rules/."""

from __future__ import annotations

from pathlib import Path

import click

from ..terminal.group import FINE


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write a page for each rule here.")
def command(rule: str | None, out: Path | None) -> int:
    """Explain RULE; without one, list all rules."""
    from ..lint.documentation import documentation, summaries
    from ..problems.suggest import did_you_mean, nearest

    known = documentation()
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in known.items():
            (out / f"{name}.md").write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
        index = "".join(f"- [{name}]({name}.md): {sentence}\n" for name, sentence in summaries().items())
        (out / "index.md").write_text(f"# Rules\n\n{index}", encoding="utf-8")
    elif rule is None:
        for name, sentence in summaries().items():
            click.echo(f"{name}: {sentence}")
    elif rule in known:
        click.echo(f"{rule}\n\n{known[rule]}")
    else:
        meant = did_you_mean(nearest(rule, known)) or ";"
        raise click.UsageError(f"there is no rule '{rule}'{meant} 'corrigenda explain' lists all")
    return FINE
