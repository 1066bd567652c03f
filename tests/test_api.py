"""The API is validated by independent readers, compared with the sources and the pages, and kept from breaking."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from corrigenda.api.description import RESOURCES
from corrigenda.model.window import parse_window
from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.project import REPOSITORY, TODAY, Project, tree

CONTRACT = REPOSITORY / "tests/vectors/api-v1.json"


def read(site: Path, name: str) -> Any:
    """Return a file of the API."""
    return json.loads((site / f"api/v1/{name}.json").read_bytes())


def files_of(site: Path, name: str) -> list[Path]:
    """Return all files of a kind of resource."""
    return sorted(site.glob(f"api/v1/{name.replace('{id}', '*')}.json"))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_file_is_what_its_schema_says(site: Path, resource: Any) -> None:
    schema = json.loads((site / resource.schema).read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://support.example.com/{resource.schema}"
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    files = files_of(site, resource.name)
    assert files
    for path in files:
        validator.validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_file_has_the_fields_of_its_model_and_no_others(site: Path, resource: Any) -> None:
    for path in files_of(site, resource.name):
        published = json.loads(path.read_bytes())
        assert resource.model.model_validate(published).model_dump(mode="json") == published


def test_the_openapi_description_is_valid_and_names_every_file(site: Path) -> None:
    description = read(site, "openapi")
    OpenAPIV31SpecValidator(description).validate()
    folders = ("api/v1/", "feeds/", "calendar/", "badges/")
    files = {path for path in tree(site) if path.startswith(folders)}
    about_files = {path for path in files if path.startswith("api/v1/schemas/")} | {"api/v1/openapi.json"}
    left = files - about_files - {"feeds/index.html"}
    for path, operations in description["paths"].items():
        pattern = re.escape(path[1:])
        for place in operations["get"].get("parameters", ()):
            pattern = pattern.replace(f"\\{{{place['name']}\\}}", place["schema"]["pattern"][1:-1])
        matching = {file for file in files if re.fullmatch(pattern, file)}
        assert matching, path
        left -= matching
    assert left == set()
    assert [f"/{file['path']}" for file in read(site, "index")["files"]] == list(description["paths"])


def test_the_columns_of_the_list_are_described_in_their_order(site: Path) -> None:
    described = read(site, "openapi")["paths"]["/api/v1/errors.csv"]["get"]
    assert list(described["responses"]["200"]["content"]) == ["text/csv"]
    columns = re.findall(r"^- `(\w+)`: (.+)$", described["description"], re.MULTILINE)
    header = (site / "api/v1/errors.csv").read_bytes().decode("utf-8-sig").split("\r\n")[0]
    assert [name for name, _ in columns] == header.split(",")
    assert [name for name, about in columns if about == "None"] == []


def test_media_types_are_those_that_hosts_send(site: Path) -> None:
    endings = {".ics": "text/calendar", ".svg": "image/svg+xml", ".csv": "text/csv", ".atom": "application/atom+xml"}
    for path, operations in read(site, "openapi")["paths"].items():
        content = operations["get"]["responses"]["200"]["content"]
        assert list(content)[-1] == endings.get(Path(path).suffix, "application/json"), path


def additions_only(old: Any, new: Any, where: str) -> list[str]:
    """Return what an old description has that a new one lacks or says otherwise."""
    if isinstance(old, dict):
        lacking = [f"{where}/{key} is gone" for key in old if key not in new]
        return lacking + [
            slip for key in old if key in new for slip in additions_only(old[key], new[key], f"{where}/{key}")
        ]
    if isinstance(old, list):
        return [f"{where} lost {item}" for item in old if item not in new]
    return (
        [] if old == new or where.endswith(("/description", "/title", "/summary", "/version")) else [f"{where} changed"]
    )


def test_within_v1_things_are_added_and_nothing_is_taken_away(site: Path) -> None:
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert additions_only(contract, read(site, "openapi"), "") == []


def test_the_watch_over_the_contract_sees_what_would_break_a_reader() -> None:
    old = {"properties": {"id": {"type": "string"}, "kind": {"enum": ["a", "b"]}}}
    new = {"properties": {"id": {"type": "integer"}, "kind": {"enum": ["a"]}, "more": {}}}
    assert additions_only(old, new, "") == ["/properties/id/type changed", "/properties/kind/enum lost b"]
    assert additions_only(old, {"properties": {"id": {"type": "string"}}}, "") == ["/properties/kind is gone"]


def test_the_api_says_of_every_error_what_its_source_and_its_page_say(built: Project) -> None:
    site = built.site
    names = {status["id"]: status["name"] for status in read(site, "products")["statuses"]}
    levels = {level["id"]: level["name"] for level in read(site, "severity")["levels"]}
    listed = {error["id"]: error for error in read(site, "errors")["errors"]}
    paths = sorted((built.content / "roadmap").rglob("*.yml"))
    assert len(listed) == len(paths) == read(site, "errors")["count"] == read(site, "index")["errors"]
    for path in paths:
        source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        error = read(site, f"errors/{source['id'].lower()}")
        assert {key: error[key] for key in listed[error["id"]]} == listed[error["id"]]
        last = source["history"][-1]
        assert (error["title"], error["status"], error["changed"]) == (source["title"], last["status"], last["date"])
        assert [step["date"] for step in error["history"]] == [step["date"] for step in source["history"]]
        page = etree.HTML(built.page(f"corrections/{error['id'].lower()}")).find(".//article")
        text = " ".join("".join(page.itertext()).split())
        assert " ".join("".join(page.find(".//h1").itertext()).split()) == error["title"]
        for said in (error["id"], names[error["status"]], levels[error["severity"]]):
            assert said in text
        days = {node.get("datetime") for node in page.iter("time")}
        assert {error["registered"], error["changed"], *(step["date"] for step in error["history"])} <= days
        if error["corrected"] or (error["planned"] and parse_window(error["planned"]["text"]).is_day):
            assert (error["corrected"] or error["planned"]["first"]) in days
        if error["release"]:
            assert f"/release/{error['product']}-{error['release']}/" in etree.tostring(page).decode()


def test_an_error_has_its_ledger_and_markdown_with_links_written_out(project: Project) -> None:
    project.replace(
        "roadmap/remote-control/NRC-1042.yml",
        "You can connect again",
        "See [[NRC-1051]] and [[target:critical/response]]. You can connect again",
    )
    project.build()
    error = read(project.site, "errors/nrc-1042")
    assert "See [NRC-1051](https://support.example.com/corrections/nrc-1051/) and 2 hours. You" in error["summary"]
    assert [(entry["kind"], entry["release"]) for entry in error["promises"]][::2][0] == ("first", "12.5")
    assert (error["moves"] >= 2, error["kept"]) == (True, None)
    assert error["planned"] == {"text": "2027-Q2", "first": "2027-04-01", "last": "2027-06-30"}


def test_changes_are_the_entries_of_the_feed(site: Path) -> None:
    items = json.loads((site / "feeds/all.json").read_bytes())["items"]
    parts = read(site, "changes")
    changes = sorted([*parts["releases"], *parts["changes"]], key=lambda one: one["date"], reverse=True)
    assert [(one["id"], one["title"], one["url"]) for one in changes][:100] == [
        (one["id"], one["title"], one["url"]) for one in items
    ]


def test_a_change_of_a_release_says_what_was_planned_and_why(site: Path) -> None:
    (moved,) = [one for one in read(site, "changes")["releases"] if one["id"].endswith("remote-control-12.6:2")]
    assert moved == {
        "id": "tag:support.example.com,2026:release/remote-control-12.6:2",
        "date": "2026-10-27",
        "kind": "moved",
        "title": "Remote Control 12.6 moved from 26 January 2027 to 16 February 2027",
        "product": "remote-control",
        "release": "12.6",
        "step": 2,
        "planned": {"text": "2027-02-16", "first": "2027-02-16", "last": "2027-02-16"},
        "note": "The new video driver needs three more weeks of tests.",
        "url": "https://support.example.com/corrections/release/remote-control-12.6/#step-2",
    }


def test_the_decision_table_has_every_combination(site: Path) -> None:
    table = read(site, "severity")["table"]
    assert len(table) == 42
    worst = {"environment": "production", "impact": "severe", "interruption": "continuous"}
    found = {row["severity"] for row in table if {**row["answers"], **worst} == row["answers"]}
    assert found == {"critical", "high"}


def test_answers_of_the_faq_have_absolute_links_and_whole_blocks(site: Path) -> None:
    answers = "".join(one["answer_html"] for one in read(site, "faq")["questions"])
    assert "<table" in answers
    assert "[[" not in answers
    links = etree.HTML(answers).xpath("//a/@href")
    assert links
    assert [link for link in links if ":" not in link] == []


def test_openings_are_instants(site: Path) -> None:
    calendar = read(site, "calendar")
    first = calendar["openings"][0]
    assert dt.datetime.fromisoformat(first["start"]) == dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
    assert calendar["valid_through"] == "2027-12-31"


def test_the_api_is_the_same_on_another_day(project: Project) -> None:
    project.build()
    before = tree(project.site / "api")
    project.build(as_of=TODAY + dt.timedelta(days=30))
    after = tree(project.site / "api")
    # The page that describes it says when it was checked, as every page does.
    del before["index.html"], after["index.html"]
    assert after == before


def test_a_site_without_errors_has_a_valid_api(bare_project: Project) -> None:
    bare_project.build()
    assert read(bare_project.site, "errors") == {"count": 0, "errors": []}
    assert read(bare_project.site, "changes")["changes"] == []
    for resource in RESOURCES[:5]:
        resource.model.model_validate(read(bare_project.site, resource.name))


@pytest.mark.parametrize(
    ("switch", "gone"), [("api", "api/v1/"), ("error_api", "api/v1/errors/"), ("csv", "api/v1/errors.csv")]
)
def test_each_part_can_be_turned_off(project: Project, switch: str, gone: str) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"outputs: {{{switch}: false}}\n")
    project.build()
    files = tree(project.site)
    assert not [path for path in files if path.startswith(gone)]
    assert not [path for path, data in files.items() if path.endswith(".html") and f'href="../{gone}'.encode() in data]
    if switch != "api":
        described = read(project.site, "openapi")["paths"]
        assert "/api/v1/errors.json" in described
        assert [path for path in described if path.startswith(f"/{gone}")] == []


@pytest.mark.parametrize("switch", ["feeds", "error_feeds", "calendar", "badges"])
def test_what_is_turned_off_is_not_described(project: Project, switch: str) -> None:
    with (project.content / "site.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"outputs: {{{switch}: false}}\n")
    project.build()
    described = read(project.site, "openapi")["paths"]
    files = list(tree(project.site))
    for path in described:
        assert any(fnmatch(f"/{file}", re.sub(r"{\w+}", "*", path)) for file in files), path


def examples(site: Path, kind: str, address: str) -> list[str]:
    """Return the examples of the page in a language, made to ask this machine."""
    page = etree.HTML((site / "api/index.html").read_text(encoding="utf-8"))
    codes = page.xpath(f'//code[@data-example="{kind}"]')
    return ["".join(code.itertext()).replace("https://support.example.com/", address) for code in codes]


def ran(*command: str) -> str:
    """Run a program; return what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_examples_of_the_page_work(site: Path, address: str, tmp_path: Path) -> None:
    (python,) = examples(site, "python", address)
    lines = ran(sys.executable, "-c", python).splitlines()
    planned = [e for e in read(site, "errors")["errors"] if e["severity"] == "high" and e["planned"]]
    assert lines == [f"{error['id']} {error['planned']['last']} {error['title']}" for error in planned] != []
    (javascript,) = examples(site, "javascript", address)
    (tmp_path / "example.mjs").write_text(javascript, encoding="utf-8")
    history = read(site, "errors/nbm-3001")["history"]
    assert ran("node", str(tmp_path / "example.mjs")).splitlines() == [
        f"{step['date']} {step['title']} {step['note'] or ''}" for step in history
    ]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_example_on_a_command_line_works(site: Path, address: str) -> None:
    (line,) = examples(site, "shell", address)
    assert json.loads(ran("sh", "-c", line)) == read(site, "changes")
