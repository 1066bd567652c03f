"""Makes a content folder with many varied errors from a seed: the same seed gives the same bytes.

    python -m bench.make_content 10000 build/bench/content

The small files are those of the tests' sample; the roadmap is made up, over its products and their releases.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parents[1] / "tests" / "sample"
WORDS = yaml.load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
NOUNS, VERBS, WHEN = WORDS["nouns"], WORDS["verbs"], WORDS["when"]
STEPS = ("Restart the {noun}.", "Close the {noun} and open it again.", "Turn off the {noun} for the time being.")
RELEASES = {
    "remote-control": (["12.3", "12.4", "12.5"], ["12.6", "12.7"], "NRC"),
    "vision": (["9.8", "9.9"], ["9.10", "9.11"], "NVS"),
    "business-manager": (["3.1", "3.2"], ["4.0"], "NBM"),
}
DATES = {
    "12.3": "2026-02-10",
    "12.4": "2026-06-09",
    "12.5": "2026-10-20",
    "9.8": "2026-03-17",
    "9.9": "2026-08-11",
    "3.1": "2026-05-19",
    "3.2": "2026-11-10",
}


def error_source(number: int, chance: random.Random) -> tuple[str, str, str]:
    """Return an error's product, id and YAML text."""
    product = chance.choice(list(RELEASES))
    out, coming, prefix = RELEASES[product]
    noun, other, third = chance.sample(NOUNS, 3)
    if chance.random() < 0.4:
        third = f"**{third}**"
    when = chance.choice(WHEN)
    title = f"{noun.capitalize()} {chance.choice(VERBS)} when {when}"
    workaround = chance.random() < 0.5
    impact = chance.choice(["minor", "minor", "little"])
    interruption = chance.choice(["continuous", "intermittent", "none"])
    summary = (
        f"When {when}, the {noun} {chance.choice(VERBS)} and the {other} has to be opened again. This happens about "
        f"{chance.randint(2, 60)} times a day where a {third} is used.\n  Work with the {chance.choice(NOUNS)} is "
        f"possible. Case count so far: {chance.randint(1, 900)}."
    )
    lines = [
        f"id: {prefix}-{number}",
        f"title: {title}",
        f"product: {product}",
        f"assessment: {{environment: {chance.choice(['production', 'lab'])}, impact: {impact},"
        f" interruption: {interruption}, workaround: {'true' if workaround else 'false'}}}",
        f'affects: ">={out[0]}"',
        "summary: |",
        f"  {summary}",
    ]
    if workaround:
        lines += ["workaround: |", f"  {chance.choice(STEPS).format(noun=noun)} Then open the {other}."]
    lines += ["history:", *_history(chance, out, coming)]
    lines.append(f"cases: [NS-{100000 + number * 2}, NS-{100001 + number * 2}]")
    lines.append(f"internal: {{owner: o{number % 17}, tracker: RC-{1000 + number % 9000}}}")
    return product, f"{prefix}-{number}", "\n".join(lines) + "\n"


def _history(chance: random.Random, out: list[str], coming: list[str]) -> list[str]:
    fate = chance.random()
    registered = f"2026-{chance.randint(9, 10):02}-{chance.randint(1, 28):02}"
    steps = [f"  - {{date: {registered}, status: registered}}", "  - {date: 2026-11-02, status: confirmed}"]
    if fate < 0.3:
        release = out[-1]
        registered = f"2026-01-{chance.randint(1, 28):02}"
        steps = [
            f"  - {{date: {registered}, status: registered}}",
            f'  - {{date: 2026-02-{chance.randint(1, 9):02}, status: planned, release: "{release}"}}',
            f'  - {{date: {DATES[release]}, status: released, release: "{release}"}}',
        ]
    elif fate < 0.8:
        release = chance.choice(coming)
        steps.append(f'  - {{date: 2026-11-09, status: planned, release: "{coming[0]}"}}')
        if release != coming[0]:
            steps.append(f'  - {{date: 2026-11-17, status: planned, release: "{release}", note: It needs more tests.}}')
    elif fate < 0.85:
        steps.append("  - {date: 2026-11-10, status: declined, note: The old part is no longer developed.}")
    return steps


def make_content(count: int, folder: Path, seed: int = 1) -> None:
    """Make the folder anew."""
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("roadmap"))
    for product in RELEASES:
        (folder / "roadmap" / product).mkdir(parents=True)
    for number in range(10_000, 10_000 + count):
        product, name, text = error_source(number, chance)
        (folder / "roadmap" / product / f"{name}.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    make_content(int(sys.argv[1]), Path(sys.argv[2]))
