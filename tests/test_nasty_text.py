"""A title made to break things is the same title again in every form, as independent readers read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import yaml
from icalendar import Calendar
from lxml import etree

from tests.project import Project

NASTY = "<script>alert(1)</script> & &amp; ]]> {{ 7*7 }} \"'\\ ; , مرحبا 你好 😀 é\u0301 \u200b =1+1"
"""All that a source may hold and a form may stumble over; a line's end within, as YAML's escapes can write it."""
QUOTED = json.dumps(NASTY, ensure_ascii=False)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a built project in which an error, a product, a status and a release's note say such things."""
    project = Project(tmp_path_factory.mktemp("nasty"))
    project.replace(
        "roadmap/remote-control/NRC-1042.yml",
        "title: Session drops when the Host's network adapter goes to sleep",
        f"title: {QUOTED}",
    )
    note = '"Tests on older adapters failed, so the fix gets another round."'
    project.replace("roadmap/remote-control/NRC-1042.yml", note, QUOTED)
    project.replace("products.yml", "name: Remote Control", f"name: {QUOTED}")
    project.replace("products.yml", "The new video driver needs three more weeks of tests.", QUOTED)
    project.replace("lifecycle.yml", "name: Planned", f"name: {QUOTED}")
    assert [problem for problem in project.problems() if ": error: " in problem] == []
    project.build()
    return project


def said_in_atom(site: Path) -> str:
    """Return the title as feedparser finds it in an entry's HTML."""
    content = str(feedparser.parse((site / "feeds/error/nrc-1042.atom").read_bytes()).entries[0].content[0].value)
    return content.split("</p>")[0]


def said_in_json_feed(site: Path) -> str:
    return str(json.loads((site / "feeds/error/nrc-1042.json").read_bytes())["items"][0]["summary"])


def said_in_api(site: Path) -> str:
    return str(json.loads((site / "api/v1/errors/nrc-1042.json").read_bytes())["title"])


def said_in_list(site: Path) -> str:
    errors = json.loads((site / "api/v1/errors.json").read_bytes())["errors"]
    return str(next(error["title"] for error in errors if error["id"] == "NRC-1042"))


def said_in_csv(site: Path) -> str:
    text = (site / "api/v1/errors.csv").read_bytes().decode("utf-8-sig")
    return next(row["title"] for row in csv.DictReader(io.StringIO(text, newline="")) if row["id"] == "NRC-1042")


def said_in_shard(site: Path) -> str:
    shards = [json.loads(path.read_bytes()) for path in sorted((site / "cases").iterdir())]
    return next(str(shard["errors"]["NRC-1042"]["title"]) for shard in shards if "NRC-1042" in shard["errors"])


@pytest.mark.parametrize(
    "said", [said_in_json_feed, said_in_api, said_in_list, said_in_csv, said_in_shard], ids=lambda one: one.__name__
)
def test_the_title_is_the_same_again(nasty: Project, said: Callable[[Path], str]) -> None:
    assert said(nasty.site) == NASTY


def test_the_title_is_the_same_again_in_the_html_of_a_feed(nasty: Project) -> None:
    raw = etree.parse(nasty.site / "feeds/error/nrc-1042.atom")
    content = raw.find(".//{*}content").text
    paragraphs = etree.HTML(content.replace("\r", "&#13;")).findall(".//p")
    assert ["".join(paragraph.itertext()) for paragraph in paragraphs] == [NASTY, NASTY]
    assert "<script" not in said_in_atom(nasty.site)


def test_feeds_are_well_formed_for_readers_that_repair_nothing(nasty: Project) -> None:
    for path in sorted((nasty.site / "feeds").rglob("*.atom")):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        etree.parse(path)
    titled = etree.parse(nasty.site / "feeds/product/remote-control.atom").findtext("{*}title")
    assert titled == f"{NASTY}: changes - Netop Customer Service"


def test_a_calendar_says_the_same_name_and_note(nasty: Project) -> None:
    calendar = Calendar.from_ical((nasty.site / "calendar/remote-control.ics").read_bytes())
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    moved = events["remote-control-12.6@support.example.com"]
    # A calendar has line feeds only, so a carriage return before one is the same line's end.
    name = NASTY.replace("\r\n", "\n")
    assert str(moved["SUMMARY"]) == f"{name} 12.6"
    assert (
        re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], str(calendar["NAME"]))
        == f"Netop Customer Service: Releases of {name}"
    )
    assert str(moved["DESCRIPTION"]) == f"{name} Its page says what it corrects."


def test_a_badge_says_the_same_status_to_everybody(nasty: Project) -> None:
    root = etree.parse(nasty.site / "badges/nrc-1042.svg").getroot()
    texts = ["".join(node.itertext()) for node in root.iter("{*}text")]
    assert root.findtext("{*}title") == f"NRC-1042: {NASTY.lower()} 12.7"
    assert " ".join(texts[1].split()) == " ".join(f"{NASTY.lower()} 12.7".split())
    assert [node.tag for node in root.iter("{*}script")] == []


def test_the_api_still_is_what_its_schemas_say(nasty: Project) -> None:
    for name, schema in (("errors/nrc-1042", "ErrorFile"), ("errors", "ErrorList"), ("products", "ProductFile")):
        described: Any = json.loads((nasty.site / f"api/v1/schemas/{schema}.json").read_bytes())
        jsonschema.validate(json.loads((nasty.site / f"api/v1/{name}.json").read_bytes()), described)


def test_no_page_runs_what_a_title_says(nasty: Project) -> None:
    for path in sorted(nasty.site.rglob("*.html")):
        assert b"<script>alert" not in path.read_bytes(), path


@pytest.mark.parametrize("character", ["\\u000b", "\\u2028", "\\ufffe"])
def test_what_no_form_can_hold_is_refused_at_its_place(project: Project, character: str) -> None:
    title = f'"Session{character} drops when the adapter sleeps"'
    name = "roadmap/remote-control/NRC-1042.yml"
    old = "Session drops when the Host's network adapter goes to sleep"
    project.replace(name, f"title: {old}", f"title: {title}")
    assert yaml.safe_load(f"x: {title}")
    first = project.problems()[0]
    reported = f"a backslash in double quotes is an invisible character (U+{character[2:].upper()})"
    assert first.startswith(f"content/{name}:3:8: error: {reported}; ")
