"""Work is kept between builds and never trusted blindly: whatever changed or broke is made again, nothing else is."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corrigenda.edges.build.build import build, prepare
from corrigenda.edges.cache import store
from corrigenda.edges.cache.parts import PartStore
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.layouts import EngineError
from corrigenda.edges.machine import program, workers
from corrigenda.edges.machine.program import program_fingerprint
from corrigenda.edges.machine.request import BuildRequest
from corrigenda.edges.publish.build_record import current_record
from corrigenda.model.error import KnownError

from tests.project import REPOSITORY, TODAY, Project, tree
from tests.running import corrigenda

ERROR = "roadmap/remote-control/NRC-1042.yml"


def aged(project: Project) -> None:
    """Make all sources look older than the time within which a stamp may hide a change."""
    past = time.time() - 60
    for path in project.content.rglob("*"):
        os.utime(path, (past, past))


@pytest.fixture
def recorded(project: Project) -> Project:
    """Return a project that is built, with its build record."""
    aged(project)
    project.build()
    assert current_record(take_snapshot(project.request())) is not None
    return project


def test_the_build_record_keeps_what_the_build_warned_of(recorded: Project) -> None:
    record = current_record(take_snapshot(recorded.request()))
    assert record is not None
    assert list(record.report.problems) == list(build(take_snapshot(recorded.request()))[0].warnings.problems)


def test_a_build_with_nothing_to_do_imports_none_of_the_large_libraries(project: Project) -> None:
    aged(project)
    assert corrigenda(project.folder, "build").code == 0
    again = corrigenda(project.folder, "build", PYTHONPROFILEIMPORTTIME="1")
    assert again.out.endswith(", 0 made, 0 removed\n")
    imported = {line.rpartition("|")[2].strip() for line in again.err.splitlines() if line.startswith("import time:")}
    assert "corrigenda.edges.publish.build_record" in imported
    assert not imported & {"jinja2", "markdown", "mkdocs", "pydantic", "yaml", "corrigenda.lint.run"}


def break_source(project: Project) -> None:
    project.replace(ERROR, "title: ", "title: Oh, ")


def break_removed_source(project: Project) -> None:
    (project.content / ERROR).unlink()


def break_new_source(project: Project) -> None:
    project.write("pages/more.md", "# More\n")


def break_configuration(project: Project) -> None:
    config = project.folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\ncopyright: Nobody\n", encoding="utf-8")


def break_template(project: Project) -> None:
    template = project.own_templates() / "pages" / "error.html"
    template.write_text(template.read_text(encoding="utf-8") + "<p>More</p>\n", encoding="utf-8")


def break_published_file(project: Project) -> None:
    (project.site / "faq" / "index.html").write_text("by hand", encoding="utf-8")


def break_by_removing_a_published_file(project: Project) -> None:
    (project.site / "faq" / "index.html").unlink()


def break_record_file(project: Project) -> None:
    path = project.folder / ".cache" / "build-record.stored"
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    "change",
    [
        break_source,
        break_removed_source,
        break_new_source,
        break_configuration,
        break_template,
        break_published_file,
        break_by_removing_a_published_file,
        break_record_file,
    ],
)
def test_a_change_makes_the_build_record_out_of_date(recorded: Project, change: Callable[[Project], None]) -> None:
    change(recorded)
    assert current_record(take_snapshot(recorded.request())) is None


def test_a_build_record_that_an_older_program_made_otherwise_counts_as_none(
    recorded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corrigenda.edges.publish.build_record.RECORD_FORMAT", "sources day zone")
    assert current_record(take_snapshot(recorded.request())) is None


def test_another_day_makes_the_build_record_out_of_date(recorded: Project) -> None:
    assert current_record(take_snapshot(replace(recorded.request(), as_of=TODAY.replace(day=26)))) is None


def test_a_source_written_just_now_leaves_no_build_record(project: Project) -> None:
    aged(project)
    # A minute ahead, so that it counts as just written however long the build takes.
    soon = time.time() + 60
    os.utime(project.content / ERROR, (soon, soon))
    project.build()
    assert current_record(take_snapshot(project.request())) is None


@pytest.mark.parametrize("how", ["cut short", "one bit changed", "emptied", "another program's"])
def test_a_broken_store_is_made_again_and_gives_the_same_site(project: Project, how: str) -> None:
    project.build()
    whole = tree(project.site)
    for path in (project.folder / ".cache").iterdir():
        if path.is_file():
            data = path.read_bytes()
            flipped = data[:-20] + bytes([data[-20] ^ 1]) + data[-19:] if len(data) > 20 else data
            path.write_bytes(
                {"cut short": data[:-9], "one bit changed": flipped, "emptied": b"", "another program's": b"#" + data}[
                    how
                ]
            )
    project.build()
    assert tree(project.site) == whole


def test_a_lost_store_gives_the_same_site(project: Project) -> None:
    project.build()
    whole = tree(project.site)
    for path in (project.folder / ".cache").iterdir():
        if path.is_file():
            path.unlink()
    project.build()
    assert tree(project.site) == whole


@pytest.mark.slow
def test_builds_after_edits_give_what_a_build_from_nothing_gives(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corrigenda.edges.cache.parts.FEW", 0)
    monkeypatch.setattr("corrigenda.edges.content.load.FEW", 0)
    other = "roadmap/remote-control/NRC-1058.yml"
    steps: list[Callable[[], object]] = [
        lambda: project.replace(ERROR, "title: ", "title: Oh, "),
        lambda: (project.content / other).rename(project.folder / "aside.yml"),
        lambda: project.replace(ERROR, "summary: |\n", "summary: |\n  See [[target:critical/response]].\n"),
        lambda: (project.folder / "aside.yml").rename(project.content / other),
        lambda: project.replace("products.yml", "name: Remote Control", "name: Remote Helper"),
        lambda: project.write("messages.yml", 'date.day: "{day}. {month} {year}"\n'),
    ]
    for number, step in enumerate([lambda: None, *steps]):
        step()
        aged(project)
        project.build()
        anew = replace(project.request(), site=project.folder / f"{number}", cache=project.folder / f".cache{number}")
        build(take_snapshot(anew))
        assert tree(project.site) == tree(anew.site), number


@pytest.mark.parametrize("how", ["cut short", "emptied"])
def test_kept_parts_and_templates_that_broke_are_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("corrigenda.edges.cache.parts.FEW", 0)
    templates = project.folder / "temporary"
    templates.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(templates))
    templates = templates / f"_jinja2-cache-{os.getuid()}"
    project.build()
    kept = sorted(path for path in (project.folder / ".cache").rglob("*.stored"))
    assert {"parts-api.stored", "parts-csv.stored", "parts-finder.stored"} <= {path.name for path in kept}
    kept += sorted(templates.glob("corrigenda-*"))
    assert len(kept) > 10
    for path in kept:
        path.write_bytes(b"" if how == "emptied" else path.read_bytes()[:-9])
    whole = tree(project.site)
    shutil.rmtree(project.site)
    project.build()
    assert tree(project.site) == whole


def test_an_edit_makes_one_part_of_each_long_list(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrigenda.edges.cache.parts.FEW", 0)
    prepared = prepare(take_snapshot(project.request()))
    keep = PartStore(project.folder / ".cache", prepared.publication.shared_key)
    errors = prepared.publication.errors
    made: list[str] = []

    def part(error: KnownError) -> str:
        made.append(error.id)
        return error.title

    assert keep("test", errors, part) == [error.title for error in errors]
    assert len(made) == len(errors)
    edited = [errors[0]._replace(title="Other", fingerprint="other"), *errors[1:]]
    assert keep("test", edited, part)[:2] == ["Other", errors[1].title]
    assert made[len(errors) :] == [errors[0].id]
    elsewhere = PartStore(project.folder / ".cache", "another day")
    elsewhere("test", errors, part)
    assert len(made) == 2 * len(errors) + 1


def test_what_is_remembered_while_served_gives_the_bytes_of_a_first_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_remembered", {})
    request = project.request()
    build(take_snapshot(request))
    project.replace(ERROR, "title: ", "title: Oh, ")
    build(take_snapshot(request))
    (project.content / "roadmap/vision/NVS-2024.yml").unlink()
    build(take_snapshot(request))
    project.replace(ERROR, "title: Oh, ", "title: ")
    build(take_snapshot(request))
    found = tree(project.site)
    for name in ("site", ".site.stage", ".cache"):
        shutil.rmtree(project.folder / name)
    project.build()
    assert tree(project.site) == found


def test_folders_in_place_of_kept_files_and_files_in_place_of_folders_are_replaced(project: Project) -> None:
    project.build()
    cache = project.folder / ".cache"
    for path in sorted(cache.iterdir()):
        if path.is_dir():
            shutil.rmtree(path)
            path.write_text("odd", encoding="utf-8")
        else:
            path.unlink()
            (path / "odd").mkdir(parents=True)
    project.replace("severity.yml", "response: 2 hours", "response: 3 hours")
    project.build()
    assert "3 hours" in project.page("severity")
    assert not [path for path in cache.rglob("odd") if path.parent.name == "build-record.stored"]
    done = project.build()
    assert done.made == 0


DEAD_LINK = "\n[An undone draft](#nowhere)\n"
PAGE = "pages/privacy.md"


def test_a_page_that_mkdocs_refuses_leaves_the_kept_layouts_as_they_are(project: Project) -> None:
    project.build()
    kept = tree(project.folder / ".cache" / "layouts")
    text = (project.content / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, text + DEAD_LINK)
    with pytest.raises(EngineError, match="#nowhere"):
        project.build()
    assert tree(project.folder / ".cache" / "layouts") == kept


@pytest.mark.parametrize("engine", ["mkdocs", "plain"])
def test_what_is_saved_while_the_site_is_built_waits_for_the_next_build(project: Project, engine: str) -> None:
    request = replace(project.request(), engine=engine)
    snapshot = take_snapshot(request)
    text = (project.content / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, text + "\nSaved meanwhile.\n")
    project.write("pages/new.md", "# New\n\nSaved meanwhile.\n")
    build(snapshot)
    assert [name for name, data in tree(project.site).items() if b"Saved meanwhile." in data] == []
    build(take_snapshot(request))
    assert "Saved meanwhile." in project.page("privacy")
    assert "Saved meanwhile." in project.page("new")


def test_an_altered_shell_in_the_store_does_not_reach_the_site(project: Project) -> None:
    project.build()
    whole = tree(project.site)
    by_kind = project.folder / ".cache" / "layouts.stored"
    by_kind.write_bytes(by_kind.read_bytes().replace(b"<body", b"<bodx"))
    project.replace(ERROR, "title: ", "title: Oh, ")
    project.build()
    assert b"<bodx" not in (project.site / "corrections/nrc-1042/index.html").read_bytes()
    assert whole.keys() == tree(project.site).keys()


@pytest.mark.parametrize("name", ["corrections/nrc-1042/index.html", "faq/index.html", "corrections/finder.json"])
def test_a_published_file_that_was_changed_by_hand_is_mended(project: Project, name: str) -> None:
    project.build()
    whole = tree(project.site)
    (project.site / name).write_text("by hand", encoding="utf-8")
    project.build()
    assert tree(project.site) == whole


@pytest.mark.parametrize("name", ["corrections/nrc-1042/index.html", "faq/index.html", "corrections/finder.json"])
def test_a_published_file_that_was_deleted_comes_back(project: Project, name: str) -> None:
    project.build()
    whole = tree(project.site)
    (project.site / name).unlink()
    project.build()
    assert tree(project.site) == whole


def test_a_page_whose_bytes_did_not_change_is_not_written_again(project: Project) -> None:
    project.build()
    before = {name: (project.site / name).stat() for name in tree(project.site)}
    old = tree(project.site)
    template = project.own_templates() / "pages" / "faq.html"
    template.write_text(template.read_text(encoding="utf-8") + "<p>More</p>\n", encoding="utf-8")
    project.build()
    new = tree(project.site)
    assert old["faq/index.html"] != new["faq/index.html"]
    same = [name for name in new if new[name] == old.get(name)]
    assert "corrections/nrc-1042/index.html" in same
    for name in same:
        after = (project.site / name).stat()
        assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns), name


def test_a_withdrawn_page_leaves_neither_file_nor_folder(project: Project) -> None:
    project.write("pages/deep/er/more.md", "# More\n")
    project.build()
    assert (project.site / "deep/er/more/index.html").is_file()
    (project.content / "pages/deep/er/more.md").unlink()
    project.build()
    project.build()
    assert not (project.site / "deep").exists()


def test_one_process_gives_the_same_bytes_as_two(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = workers.in_chunks

    def small_chunks(work, items, jobs, least=256):  # type: ignore[no-untyped-def]  # noqa: ARG001
        calls.append(jobs)
        return real(work, items, jobs, least=3)

    monkeypatch.setattr("corrigenda.edges.content.load.in_chunks", small_chunks)
    monkeypatch.setattr("corrigenda.edges.publish.stage.in_chunks", small_chunks)
    sites = []
    for jobs in (1, 2):
        site = project.folder / f"site{jobs}"
        request = BuildRequest(project.folder, project.content, site, project.folder / f".cache{jobs}", jobs, TODAY)
        build(take_snapshot(request))
        sites.append(tree(site))
    assert sorted(set(calls)) == [1, 2]
    assert sites[0] == sites[1]


def test_a_changed_setting_reaches_every_page(project: Project) -> None:
    project.build()
    project.replace("site.yml", "name: Netop Customer Service", "name: Another Service")
    project.build()
    stale = [name for name, data in tree(project.site).items() if name.endswith(".html") and b"Another" not in data]
    assert stale == []


def test_a_changed_template_changes_the_fingerprint(project: Project) -> None:
    templates = project.own_templates()
    before = program_fingerprint(templates)
    (templates / "pages" / "error.html").write_text("x", encoding="utf-8")
    assert program_fingerprint(templates) != before


def test_another_version_of_a_library_changes_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_fingerprint(REPOSITORY / "site_templates")
    (tmp_path / "nh3-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program_fingerprint(REPOSITORY / "site_templates") != before


def test_a_changed_module_of_the_generator_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = tmp_path / "model"
    modules.mkdir()
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    (modules / "program.py").write_text("one", encoding="utf-8")
    before = program_fingerprint(REPOSITORY / "site_templates")
    (modules / "program.py").write_text("two", encoding="utf-8")
    assert program_fingerprint(REPOSITORY / "site_templates") != before
