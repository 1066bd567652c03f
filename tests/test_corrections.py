"""What corrects an error, and what it affects until then: in one release, in none, or before it was reported."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from corrigenda.edges.content.load import load_content
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edits.next_step import Order, next_step
from corrigenda.model.affected import affected_releases
from corrigenda.model.catalog import Catalog
from lxml import html

from tests.project import SAMPLE, TODAY, Project
from tests.test_error_page import article, texts
from tests.test_ledger import lines

PRODUCTS = """\
products:
  - id: remote-control
    name: Remote Control
    releases:
      - version: "1.0"
        history: [{date: 2026-02-10, status: released}]
      - version: "1.1"
        history: [{date: 2026-10-01, status: released}]
      - version: "1.2"
        history: [{date: 2026-10-02, status: planned, window: 2027-Q1}]
"""
ERROR = """\
id: NRC-1
title: The window closes when it is moved
product: remote-control
assessment: {{environment: production, impact: minor, interruption: none, workaround: false}}
affects: "{affects}"
summary: |
  The window closes when you move it quickly.
history:
{steps}
"""
RESOLVED = """\
  - id: resolved
    name: Resolved by us
    phase: done
    meaning: We turned the change off. There is nothing to install.
    needs: note
    next: [confirmed]
"""
REPORTED = "{date: 2026-11-10, status: registered}"


def with_error(project: Project, *steps: str, affects: str = "<=1.0") -> Catalog:
    """Write one error with a history, check it, and return the catalogue."""
    project.write("products.yml", PRODUCTS)
    project.write("roadmap/remote-control/NRC-1.yml", ERROR.format(affects=affects, steps=lines(steps, 2)))
    lifecycle = (SAMPLE / "lifecycle.yml").read_text(encoding="utf-8")
    lifecycle = lifecycle.replace("next: [confirmed, planned,", "next: [confirmed, resolved, planned, released,")
    project.write("lifecycle.yml", lifecycle + RESOLVED)
    faq = (project.content / "faq.yml").read_text(encoding="utf-8")
    project.write("faq.yml", re.sub(r"\[\[(?:NRC|NVS|NBM)-[^\]]*\]\]", "an error", faq))
    assert [one for one in project.problems() if ": error: " in one] == []
    catalog = load_content(take_snapshot(project.request()), None).catalog
    assert catalog is not None
    return catalog


def of_api(project: Project) -> Mapping[str, object]:
    """Return what the API says about the error."""
    found: Mapping[str, object] = json.loads((project.site / "api/v1/errors/nrc-1.json").read_bytes())
    return found


def summary(project: Project) -> list[str]:
    """Return what the top of the error's page says about its correction: the name and the value."""
    return texts(article(project.site, "nrc-1"), ".//dl[contains(@class, 'list--box')]/div[3]/*")


def plan(project: Project) -> list[str]:
    """Return what its section about the correction says: the name and the value."""
    return texts(article(project.site, "nrc-1"), ".//dl[contains(@class, 'list--rows')]/div[1]/*")


def test_an_error_reported_after_its_correction_is_out_since_the_day_of_the_release(bare_project: Project) -> None:
    with_error(bare_project, REPORTED, '{date: 2026-11-12, status: released, release: "1.1"}')
    bare_project.build()
    assert summary(bare_project) == ["Corrected in", "1.1 1 October 2026"]
    assert plan(bare_project) == ["Corrected in", "Remote Control 1.1 Out since 1 October 2026."]
    said = of_api(bare_project)
    assert (said["corrected"], said["changed"], said["kept"]) == ("2026-10-01", "2026-11-12", None)


def test_a_delivery_found_out_late_is_judged_by_the_day_it_came_out(bare_project: Project) -> None:
    promised = "{date: 2026-09-01, status: planned, window: 2026-10}"
    news = "{date: 2026-11-02, status: in-progress, window: 2026-10, note: We look into it.}"
    done = '{date: 2026-11-12, status: released, release: "1.1"}'
    with_error(bare_project, "{date: 2026-08-01, status: registered}", promised, news, done)
    bare_project.build()
    said = of_api(bare_project)
    assert (said["moves"], said["kept"], said["on_time"]) == (0, True, True)


def test_the_order_to_say_that_it_was_corrected_before_is_carried_out(bare_project: Project) -> None:
    catalog = with_error(bare_project, REPORTED)
    step = next_step(catalog.errors[0], catalog.site_data, Order(status="released", plan=("1.1",)))
    assert step == {"date": TODAY.isoformat(), "status": "released", "release": "1.1"}
    with_error(bare_project, REPORTED, str(step).replace("'", "").replace("1.1", '"1.1"'))


def test_an_error_corrected_without_a_release_names_none(bare_project: Project) -> None:
    with_error(bare_project, REPORTED, "{date: 2026-11-12, status: resolved, note: We turned the change off.}")
    bare_project.build()
    assert summary(bare_project) == ["Corrected on", "12 November 2026"]
    assert plan(bare_project) == ["Corrected on", "12 November 2026 It came without a release."]
    ledger = texts(article(bare_project.site, "nrc-1"), ".//section[@class='ledger']//li")
    assert ledger == ["12 November 2026 Delivered We turned the change off."]
    feed = html.fromstring((bare_project.site / "feeds/all.atom").read_bytes())
    titles = [title for title in feed.xpath("//entry/title/text()") if title.startswith("NRC-1")]
    assert titles == ["NRC-1 corrected", "NRC-1 registered"]
    row = html.fromstring(bare_project.page("corrections")).xpath("//tr[@data-error='NRC-1']")[0]
    assert texts(row, "td[last()]") == ["12 November 2026"]


def affected(catalog: Catalog) -> list[str] | None:
    """Return the versions that the error affects."""
    found = affected_releases(catalog.errors[0], catalog.site_data)
    return None if found is None else [release.version for release in found]


def test_only_releases_that_are_out_are_affected(bare_project: Project) -> None:
    assert affected(with_error(bare_project, REPORTED, affects=">=1.0")) == ["1.0", "1.1"]
    bare_project.build()
    said = texts(article(bare_project.site, "nrc-1"), ".//h2[@id='affected']/following-sibling::p[1]")
    assert said == ["Remote Control, versions 1.0 and later. Of the releases we list: 1.0, 1.1."]


def test_what_comes_with_the_correction_or_after_it_is_not_affected(bare_project: Project) -> None:
    done = '{date: 2026-11-12, status: released, release: "1.1"}'
    assert affected(with_error(bare_project, REPORTED, done, affects=">=1.0")) == ["1.0"]


def test_a_planned_correction_leaves_everything_affected_that_is_out(bare_project: Project) -> None:
    planned = '{date: 2026-11-12, status: planned, release: "1.2"}'
    assert affected(with_error(bare_project, REPORTED, planned, affects=">=1.1")) == ["1.1"]


def test_after_a_correction_without_a_release_nothing_is_affected(bare_project: Project) -> None:
    done = "{date: 2026-11-12, status: resolved, note: We turned the change off.}"
    assert affected(with_error(bare_project, REPORTED, done, affects=">=1.0")) == []


def test_without_a_range_nothing_is_claimed(bare_project: Project) -> None:
    catalog = with_error(bare_project, REPORTED)
    assert affected_releases(catalog.errors[0]._replace(affects=None), catalog.site_data) is None


def test_a_correction_by_the_end_of_the_promised_time_is_no_move(bare_project: Project) -> None:
    promised = "{date: 2026-08-01, status: planned, window: 2026-Q4}"
    done = '{date: 2026-10-01, status: released, release: "1.1"}'
    with_error(bare_project, "{date: 2026-07-01, status: registered}", promised, done)
    bare_project.build()
    assert (of_api(bare_project)["moves"], of_api(bare_project)["kept"]) == (0, True)
    assert "moved from" not in article(bare_project.site, "nrc-1").text_content()
