"""What options leave open: on a terminal it is asked for, and otherwise everything missing or wrong is reported."""

from __future__ import annotations

from collections.abc import Mapping

import click


class Asking:
    """Values from options or from somebody at the terminal; one that is missing or wrong is empty until `finish`."""

    def __init__(self, on_terminal: bool) -> None:
        self.on_terminal = on_terminal
        self._problems: list[str] = []

    def problem(self, message: str) -> str:
        """Report a problem: at once to somebody who is being asked, otherwise by `finish`; return an empty string."""
        if self.on_terminal:
            raise click.UsageError(message)
        self._problems.append(message)
        return ""

    def finish(self) -> None:
        """End the command as wrong usage, with all problems so far, if there are any."""
        if self._problems:
            raise click.UsageError("\n       ".join(self._problems))

    def text(self, option: str, question: str) -> str:
        """Return the answer to a question; without a terminal, its option is missing."""
        return str(click.prompt(question)).strip() if self.on_terminal else self.problem(f"{option} is missing")

    def optional(self, question: str) -> str:
        """Return the answer to a question that may be left open; empty without a terminal."""
        if not self.on_terminal:
            return ""
        return str(click.prompt(f"{question} (Enter for none)", default="", show_default=False)).strip()

    def choice(self, option: str, question: str, known: Mapping[str, str], given: str | None) -> str:
        """Return one of the `known` ids, whose values are labels: the given one, or that chosen on the terminal."""
        from ..problems.suggest import did_you_mean, nearest

        if given is not None and given in known:
            return given
        if given is not None or not self.on_terminal:
            reason = f"'{given}' is not known to {option}" if given else f"{option} is missing"
            meant = did_you_mean(nearest(given, known)) if given else ""
            return self.problem(f"{reason}{meant or '; one of ' + ', '.join(known)}")
        for number, (name, label) in enumerate(known.items(), start=1):
            click.echo(f"  {number}  {label}  ({name})")
        numbers = [str(number) for number in range(1, len(known) + 1)]
        suffix = " " if question.endswith("?") else ": "
        chosen = click.prompt(question, prompt_suffix=suffix, type=click.Choice([*numbers, *known]), show_choices=False)
        return list(known)[int(chosen) - 1] if chosen in numbers else str(chosen)

    def pairs(self, option: str, texts: tuple[str, ...]) -> dict[str, str]:
        """Return what is given as NAME=TEXT, by name; no name may be given twice."""
        found: dict[str, str] = {}
        for text in texts:
            name, _, value = (part.strip() for part in text.partition("="))
            if not name or not value:
                self.problem(f"{option} takes NAME=TEXT, not '{text}'")
            elif name in found:
                self.problem(f"{option} has '{name}' twice; leave one out")
            else:
                found[name] = value
        return found
