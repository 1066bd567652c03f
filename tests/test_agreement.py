"""What is published of the same errors says the same: random ones, in branches, products and recalled releases."""

from __future__ import annotations

import csv
import json
import random
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import html

from tests.project import REPOSITORY, Project
from tests.test_osv import files
from tests.test_three_publishers import in_the_finder

OUT = ("14.19", "15.14", "16.10", "17.6", "18.1")
NEXT = {"14.19": None, "15.14": "15.15", "16.10": "16.11", "17.6": "17.7", "18.1": "18.2"}
VIEWER = """
  - id: viewer
    name: Viewer
    platforms: [{id: desk, name: Desk}]
    releases:
      - {version: "1.0", history: [{date: 2026-05-14, status: released}]}
      - version: "1.1"
        history: [{date: 2026-08-14, status: planned, window: 2026-11-12}, {date: 2026-11-12, status: released}]
      - {version: "1.2", history: [{date: 2026-11-17, status: planned, window: 2027-02-11}]}
"""


def source(name: str, chance: random.Random) -> str:
    """Return an error of a random range, which some branches have corrected, some plan to, and some do not."""
    fixed = [one for one in OUT if chance.random() < 0.5]
    later = [later for one, later in NEXT.items() if later and one not in fixed and chance.random() < 0.5]
    if "16.10" in fixed and chance.random() < 0.5:
        later.append("16.11")
    viewer = chance.choice(["", "viewer/1.1", "viewer/1.2", "none"])
    fixed += [viewer] if viewer == "viewer/1.1" else []
    later += [viewer] if viewer == "viewer/1.2" else []
    steps: list[tuple[str, str, list[str]]] = [("2026-08-20", "registered", [])]
    if fixed:
        steps += [("2026-08-24", "planned", fixed), ("2026-11-12", "released", fixed)]
    if fixed and later and "16.10" not in fixed:
        steps += [("2026-11-17", "confirmed", [])]
    if later:
        steps += [("2026-11-18", "planned", later)]
    history = "\n".join(
        f"  - {{date: {day}, status: {status}{f', release: {json.dumps(releases)}' if releases else ''}, note: So.}}"
        for day, status, releases in steps
    )
    first = chance.choice(["14.0", "15.0", "16.0", "17.0", "17.6", "18.1"])
    also_in = f'also_in: [{{product: viewer, affects: ">={chance.choice(["1.0", "1.1"])}"}}]\n' if viewer else ""
    return f"""\
id: {name}
title: Error {name} of the random ones
product: store
assessment: {{environment: production, impact: minor, workaround: false}}
affects: ">={first}"
{also_in}security: true
summary: |
  It is in some releases, and not in others.
history:
{history}
"""


def known_errors(site: Path, product: str, version: str) -> list[str]:
    """Return the ids of the errors that the page of a release lists as open in it."""
    page = html.fromstring((site / f"corrections/release/{product}-{version}/index.html").read_bytes())
    found: list[str] = page.xpath("//*[@id='open']/following-sibling::div[1]//tr/@data-error")
    return found


def test_pages_the_api_the_finder_osv_and_the_table_agree_about_random_errors(project: Project) -> None:
    project = Project(project.folder / "random", content=REPOSITORY / "tests/publishers/database")
    products = project.content / "products.yml"
    products.write_text(products.read_text(encoding="utf-8") + VIEWER, encoding="utf-8")
    chance = random.Random(17)
    for number in range(100, 140):
        project.write(f"roadmap/store/ST-{number}.yml", source(f"ST-{number}", chance))
    project.build()
    site = project.site
    found, osv = in_the_finder(project), files(site)
    with (site / "api/v1/errors.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    errors: list[Any] = [json.loads(path.read_bytes()) for path in sorted(site.glob("api/v1/errors/*.json"))]
    releases = [
        (product["id"], one["version"], one["state"])
        for product in json.loads((site / "api/v1/products.json").read_bytes())["products"]
        for one in product["releases"]
    ]
    for error in errors:
        written = {one if "/" in one else f"{error['product']}/{one}" for one in error["affected"] or ()}
        if error["id"].lower() in osv:
            affected = osv[error["id"].lower()]["affected"]
            versions = chain(*([(one["database_specific"]["product"], v) for v in one["versions"]] for one in affected))
            recalled = {f"{product}/{version}" for product, version, state in releases if state == "recalled"}
            assert {"/".join(one) for one in versions} - recalled == written - recalled, error["id"]
        cells = rows[error["id"]]["corrections"].split("; ") if error["corrections"] else []
        assert len(cells) == len(error["corrections"]), error["id"]
        for product, version, state in releases:
            if state != "released":
                continue
            is_in = f"{product}/{version}" in written
            assert (error["id"] in found[f"{product} {version}"]) is is_in, (error["id"], version)
            if error["phase"] in ("open", "planned"):
                assert (error["id"] in known_errors(site, product, version)) is is_in, (error["id"], version)
    assert len(errors) > 40
