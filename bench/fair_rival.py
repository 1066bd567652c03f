"""The fair rival: a Hugo project that makes the same pages, feeds and lists from the same errors as this program.

`bench/hugo/` holds its templates as a Hugo user would write them. This module exports what they show, once and outside
the measured time: each error as front matter and Markdown, what is said of products, releases and statuses as data, and
around the templates the theme's page, taken from one of ours of the same kind. An error's front matter is what our API
says about it and the sentences that our views make, so Hugo neither checks nor derives what our build does; it reads,
renders and lists. Pages that are not about errors are copied from our site.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any

from corrigenda.api.errors import error_file
from corrigenda.edges.build.build import fill_layouts, prepare
from corrigenda.edges.content.snapshot import take_snapshot
from corrigenda.edges.engines.discovery import page_modules
from corrigenda.edges.engines.layouts import build_layouts
from corrigenda.edges.machine.request import BuildRequest
from corrigenda.markup.references import written_out
from corrigenda.messages.messages import Messages
from corrigenda.model.addresses import PAGES, feed_address
from corrigenda.model.affected import affected_releases
from corrigenda.model.corrections import corrections_of, recalled_of
from corrigenda.model.error import KnownError
from corrigenda.model.lifecycle import Phase
from corrigenda.model.products import Release, ReleaseKind, ReleaseState
from corrigenda.model.publication import NO_ERRORS, Errors, Publication
from corrigenda.render.file_specs import PageSpec
from corrigenda.render.layout import Layout
from corrigenda.render.renderer import Renderer, webcal
from corrigenda.views.badges import error_badge
from corrigenda.views.change_sentence import sentence
from corrigenda.views.changes import (
    AnyChange,
    Change,
    ReleaseChange,
    changes_of,
    changes_of_release,
    overdue_changes,
    tag_authority,
)
from corrigenda.views.error_page import error_page
from corrigenda.views.error_ticket import ticket
from corrigenda.views.error_timeline import Entry
from corrigenda.views.errors import ErrorRow, correction_in_words, row_of, when_in_words
from corrigenda.views.feeds import error_feed, group_feeds
from corrigenda.views.finder import platforms_of
from corrigenda.views.groups import LATELY_DAYS, NEXT_DAYS
from corrigenda.views.releases import by_branch, instead_of, moved_out, pages_of, row_of_release, support_of
from corrigenda.views.spread import OVERDUE, SECTIONS, section_in
from markupsafe import escape

TEMPLATES = Path(__file__).parent / "hugo"
HUGO_MAKES = (
    *("corrections/*.*", "corrections/n*", "corrections/page", "corrections/product", "corrections/release"),
    *("corrections/status", "changes/*.*", "feeds/all.*", "feeds/*/", "badges/n*", "sitemap.xml"),
    *("api/v1/errors*", "api/v1/changes.json"),
)
"""What Hugo makes itself; every other file of our site is copied into the project, as a theme's files are."""
FEEDS = ("atom", "jsonfeed")
FULL = (*FEEDS, "api", "badge")
"""What the full variant adds to each error's page."""
_FACTS = (
    "id",
    "phase",
    "affects",
    "also_in",
    "affected",
    "planned",
    "corrected",
    "corrections",
    "registered",
    "changed",
    "workaround",
    "questions",
    "platforms",
    "aliases",
    "security",
    "links",
    "redactions",
)
_MORE_FACTS = ("assessment", "promises", "moves", "kept", "on_time", "duplicate_of", "duplicates")
BASES = {
    "error": "corrections/baseof.page.html",
    "corrections": "corrections/baseof.section.html",
    "changes": "changes/baseof.html",
    "product": "product/baseof.html",
    "release": "release/baseof.html",
    "status": "status/baseof.html",
}
"""The base templates, by the kind of our page that they are taken from."""

Json = dict[str, Any]


def make_fair_rival(project: Path, folder: Path, as_of: dt.date | None = None) -> None:
    """Make the Hugo project of one of ours, with files for each error if ours has them; `as_of` is today if given."""
    shutil.rmtree(folder, ignore_errors=True)
    request = BuildRequest(project, project / "content", folder, folder / ".export", as_of=as_of, search=False)
    prepared = prepare(take_snapshot(request))
    layouts = build_layouts(prepared)
    fill_layouts(prepared, layouts, folder / "static")
    for pattern in HUGO_MAKES:
        for path in (folder / "static").glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    _Export(Renderer(prepared.publication, prepared.templates), layouts.by_kind(), folder).write()
    shutil.rmtree(folder / ".export")


class _Export:
    """Writes the project's parts from one publication."""

    def __init__(self, render: Renderer, layouts: Mapping[str, Layout], folder: Path) -> None:
        self.render, self.layouts, self.folder = render, layouts, folder
        self.publication: Publication = render.publication
        self.full = self.publication.site.outputs["error_api"]

    def write(self) -> None:
        """Write everything but the copied files."""
        self._templates()
        self._data()
        self._groups()
        for number, error in enumerate(self.publication.errors):
            self._page(f"corrections/{error.slug}.md", *self._error(error, number))

    def _templates(self) -> None:
        """Write the templates with our phrases in place of `[[key]]`, and the theme's page around them."""
        site = self.publication.site
        constants = {
            "site.name": site.name,
            "site.locale": site.locale,
            "site.url": site.url,
            "site.tag": tag_authority(self.publication),
            "site.sample": site.sample_notice or self.render.messages("sample.notice"),
            "site.changed": str(site.changed),
        }
        phrases = {**self.render.messages.phrases, **constants}
        for source in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
            text = re.sub(
                r"\[\[([\w.-]+)\]\]",
                lambda found: html.escape(phrases[found[1]], quote=False),
                source.read_text("utf-8"),
            )
            self._file(source.relative_to(TEMPLATES).as_posix(), text)
        with (self.folder / "hugo.toml").open("a", encoding="utf-8") as file:
            file.write(self._settings())
        for module in page_modules():
            if module.LAYOUT.kind in BASES:
                spec = next(iter(module.specs(self.render)))
                self._file(f"layouts/{BASES[spec.kind]}", self._base(spec))

    def _settings(self) -> str:
        today = self.publication.as_of
        outputs = json.dumps(["html", *(FULL if self.full else ())])
        return (
            f"\n[outputs]\npage = {outputs}\n\n[params]\nfull = {str(self.full).lower()}\n"
            f'horizon = "{today + dt.timedelta(days=NEXT_DAYS)}"\nsince = "{today - dt.timedelta(days=LATELY_DAYS)}"\n'
        )

    def _base(self, spec: PageSpec) -> str:
        """Return the theme's page around an article of a kind, with actions where a page's own words are."""
        page = replace(spec.make(), title="rival-title", description="rival-description", article_html="rival-article")
        text = self.render.page_bytes(spec, page, self.layouts[spec.kind]).decode()
        actions = {
            "rival-title": "{{ $title }}",
            "rival-description": "{{ $description }}",
            "rival-article": '{{ block "main" . }}{{ end }}',
            self.render.absolute(spec.address): "{{ .Permalink }}",
        }
        if spec.kind == "error":
            error, product = self.publication.errors[0], spec.parents[-1]
            actions |= {
                error.id: "{{ .Params.id }}",
                f"../../{error.feed_address}.": "index.",
                self.render.absolute(product[1]): "{{ site.BaseURL }}{{ $product.address }}",
                f'"name": "{product[0]}"': '"name": "{{ $product.name }}"',
            }
        else:
            # A list has pages at another depth than its first.
            text = re.sub(r'="(\.\./)+', '="/', text)
        for old, new in actions.items():
            text = text.replace(old, new)
        return (TEMPLATES / "names.html").read_text(encoding="utf-8").strip() + text

    def _data(self) -> None:
        site_data, messages = self.publication.site_data, self.render.messages
        statuses, products = site_data.lifecycle.statuses, site_data.products
        levels = site_data.severity.levels
        releases = [self._release(release) for release in site_data.releases]
        data: Json = {
            "messages": messages.phrases,
            "sections": SECTIONS,
            "addresses": PAGES,
            "order": {"levels": [level.id for level in levels], "statuses": [s.id for s in statuses]},
            "statuses": {
                s.id: {"name": s.name, "meaning": s.meaning, "phase": s.phase.value, "number": number}
                for number, s in enumerate(statuses)
            },
            "products": {
                p.id: {"name": p.name, "address": p.address, "number": number} for number, p in enumerate(products)
            },
            "levels": {
                level.id: {"name": level.name, "rank": level.rank, "first": self._markdown(level.next_step)}
                for level in levels
            },
            "questions": {question.id: question.question for question in site_data.faq.questions},
            "releases": releases,
            "changes": {
                change["name"]: change
                for change in chain(
                    (change for release in releases for change in release["changes"]),
                    (late for error in self.publication.errors for late in self._late(error)),
                )
            },
        }
        for name, value in data.items():
            self._file(f"data/{name}.json", json.dumps(value, ensure_ascii=False, indent=1))

    def _release(self, release: Release) -> Json:
        name = f"{self.publication.site_data.product_by_id[release.product].name} {release.version}"
        facts = {"slug": release.slug, "name": name, "product": release.product, "address": release.address}
        facts["version"] = release.version
        return {**facts, **self._release_in_lists(release), **self._release_in_full(release)} | {
            "changes": [self._change(change) for change in changes_of_release(release)]
        }

    def _release_in_lists(self, release: Release) -> Json:
        """Return what the page of a product says of a release: when it comes, and how many errors it has."""
        messages, product = self.render.messages, self.publication.site_data.product_by_id[release.product]
        row, state = row_of_release(release, product, self.publication), release.state
        when = messages.window(release.window) if release.window else ""
        if release.released:
            said = f"{messages('release.out')} {messages.day(release.released)}"
        elif row.overdue:
            said = f"{messages('release.planned')} {messages.counted('when.overdue', row.overdue, when=when)}"
        elif release.state is ReleaseState.PLANNED:
            said = f"{messages('release.planned')} {when}"
        else:
            said, came_out = messages(f"release.{state.value}"), release.came_out
            if came_out:
                said += f", {messages('release.came-out')} {messages.day(came_out)}"
            elif when:
                said += f", {messages('release.was-planned')} {when}"
        corrects = state in (ReleaseState.PLANNED, ReleaseState.RELEASED)
        known = messages.counted("known", row.known) if row.known else messages("known.none")
        return {
            "state": state.value,
            "said": said,
            "support": self._support(row.support, release, "release.support."),
            "known": known if release.released else None,
            "worst": row.worst.id if row.worst else None,
            "corrections": messages.counted("corrections", row.corrections) if corrects and row.corrections else "",
        }

    def _release_in_full(self, release: Release) -> Json:
        """Return what the page of a release says besides its errors."""
        publication, messages = self.publication, self.render.messages
        state, overdue = release.state, release.overdue(publication.as_of)
        branch = publication.site_data.product_by_id[release.product].branch(release.branch)
        unplaced = len(publication.unplaced.get(release.product, ())) if release.came_out else 0
        corrects = publication.by_recalled_release if state is ReleaseState.RECALLED else publication.by_release
        when = messages.day(release.came_out) if release.came_out else ""
        aside = ""
        if overdue:
            aside = messages.counted("release.overdue", overdue)
        elif state is ReleaseState.PLANNED and release.window and not release.window.is_day:
            aside = messages("plan.window")
        if state is ReleaseState.DROPPED:
            aside = f"{messages('release.was-dropped')} {release.history[-1].note or ''}"
        return {
            "came_out": release.came_out is not None,
            "recalled": self._recalled(release) if state is ReleaseState.RECALLED else None,
            "is": messages(f"release.is.{state.value}"),
            "when": when or (messages.window(release.window) if release.window else None),
            "branch": branch.name if branch else None,
            "hotfix": release.kind is ReleaseKind.HOTFIX,
            "overdue": overdue > 0,
            "aside": aside,
            "is_support": self._support(support_of(release, publication), release, "release.support.is-"),
            "notes": self._markdown(release.notes),
            "redactions": [{"date": one.date.isoformat(), "reason": one.reason} for one in release.redactions],
            "unplaced": messages.counted("release.unplaced", unplaced) if unplaced else None,
            "empty": None
            if (release.product, release.version) in corrects
            else self._markdown(messages(f"release.empty.{state.value}")),
            "moved": [
                {
                    "id": move.error.id,
                    "said": messages("release.moved.to", to=move.to, day=messages.day(move.step.date))
                    if move.to
                    else messages("release.moved.away", status=move.status.name, day=messages.day(move.step.date)),
                    "note": move.step.note,
                }
                for move in moved_out(release, publication)
            ],
        }

    def _listed(self, release: Release) -> Errors:
        """Return the errors that the page of a release lists."""
        publication, key = self.publication, (release.product, release.version)
        groups = (publication.by_release, publication.by_recalled_release, publication.known_in_release)
        return Errors([error for group in groups for error in group.get(key, NO_ERRORS)])

    def _recalled(self, release: Release) -> dict[str, str | None]:
        """Return what the page of a recalled release says first."""
        publication, messages = self.publication, self.render.messages
        last = release.history[-1]
        instead = instead_of(release, publication.site_data.product_by_id[release.product], publication.as_of)
        return {
            "said": messages("release.was-recalled", day=messages.day(last.date)),
            "note": last.note,
            "instead": messages("release.instead", release=instead.version) if instead else None,
            "address": instead.address if instead else None,
            "since": f"{messages('release.out')} {messages.day(instead.released)}"
            if instead and instead.released
            else None,
        }

    def _support(self, support: str, release: Release, key: str) -> str | None:
        if support == "none" or release.end_of_support is None:
            return None
        return self.render.messages(key + support, day=self.render.messages.day(release.end_of_support))

    def _change(self, change: ReleaseChange) -> Json:
        title = sentence(change, self.publication.site_data, self.render.messages)
        facts = {"name": change.name, "step": change.number, "date": str(change.step.date), "kind": change.kind}
        step, messages = change.step, self.render.messages
        window = [messages.window(step.window)] if step.window else []
        facts |= {"said": " ".join([messages(f"release.step.{step.state.value}"), *window])}
        facts |= {"title": title, "anchor": change.anchor, "product": change.product}
        return facts | ({"note": change.step.note} if change.step.note else {})

    def _late(self, error: KnownError) -> list[Json]:
        """Return what feeds say of each promise of an error that became overdue."""
        site_data = self.publication.site_data
        return [
            {
                "name": change.name,
                "date": str(change.step.date),
                "title": sentence(change, site_data, self.render.messages),
                "about": change.about,
                "anchor": change.anchor,
                "severity": error.level,
                "product": change.product,
                "products": [found_in.product for found_in in error.products],
                "kind": change.kind,
                "status": change.step.status,
                "concerns": list(change.step.releases),
            }
            for change in overdue_changes(error, site_data)
        ]

    def _groups(self) -> None:
        """Write the front matter of the lists: the sections', and that of each taxonomy's terms."""
        publication, messages = self.publication, self.render.messages
        site_data = publication.site_data
        changed = str(publication.last_change(publication.errors, site_data.releases))
        feeds = {
            feed.address: {"feed": feed.title, "address": feed.page} for feed in group_feeds(publication, messages)
        }

        def write(folder: str, title: str, outputs: Sequence[str], feed: str = "", **facts: Any) -> None:
            front: Json = {"title": title, "outputs": list(outputs), "changed": changed, **facts, **feeds.get(feed, {})}
            self._page(f"{folder}/_index.md", front)

        write("changes", messages("page.changes"), ("html", *FEEDS, "api"), feed_address("all"))
        write("corrections", messages("page.corrections"), ("html", "api", "csv", "finder"))
        for product in site_data.products:
            title, name = messages("title.product", name=product.name), f"product/{product.id}"
            facts: Json = {"id": product.id, "name": product.name, "summary": product.summary or ""}
            errors = publication.by_product.get(product.id, NO_ERRORS)
            facts["changed"] = str(publication.last_change(errors, product.releases))
            facts["calendar"] = product.calendar_address
            facts["webcal"] = webcal(self.render.absolute(product.calendar_address))
            rows = (row_of_release(release, product, publication) for release in pages_of(product)[0])
            facts["branches"] = [
                {"name": branch.name if branch else "", "releases": [row.release.slug for row in found]}
                for branch, found in by_branch(rows)
            ]
            write(name, title, ("html", *FEEDS), product.feed_address, **facts)
            for release in product.releases:
                title, name = messages("title.release", name=product.name, version=release.version), release.slug
                facts = {"name": f"{product.name} {release.version}", "address": release.address}
                facts["changed"] = str(publication.last_change(self._listed(release), (release,)))
                write(f"release/{name}", title, ("html",), **facts)
                write(f"ever/{name}", title, FEEDS, release.feed_address, slug=name, version=release.version)
        for status in site_data.lifecycle.statuses:
            title = messages("title.status", name=status.name)
            last = publication.last_change(publication.by_status.get(status.id, NO_ERRORS), ())
            write(f"status/{status.id}", title, ("html",), name=status.name, meaning=status.meaning, changed=str(last))
        for level in site_data.severity.levels:
            write(f"severity/{level.id}", level.name, FEEDS, feed_address("severity", level.id))

    def _error(self, error: KnownError, number: int) -> tuple[Json, str]:
        """Return an error's front matter and its Markdown."""
        publication, messages = self.publication, self.render.messages
        said = error_file(error, self.render)
        page = error_page(error, publication, messages, self.render.environment.filters["window"])
        row, notice = page.view.row, page.notice
        slugs = {release.version: release.slug for release in row.product.releases}
        others = tuple(one.release for one in row.others)
        history = self._history(error, page.timeline)
        releases = self._releases_of(error)
        # The page of a release says first when an error is corrected in its branch.
        row_about = {
            release.slug: release
            for release in row.product.releases
            if any(one.concerns(release) for one in row.others)
        }
        front: Json = {
            "title": error.title,
            # Hugo's order, by weight; the opposite of ours, so that the newest first is the list by date, reversed.
            "weight": len(publication.errors) - number,
            "date": str(error.changed),
            "lastmod": str(row.changed),
            "updated": str(row.changed),
            "product": [error.product],
            "status": [error.status],
            "severity": [error.level],
            "release": list(releases),
            "sections": [
                *(f"{product.id}:{section_in(publication, error, product)}" for product in row.products),
                *(f"{slug}:{section}" for slug, section in releases.items()),
            ],
            "ever": list(dict.fromkeys(slugs[version] for step in error.history for version in step.releases)),
            "rank": row.level.rank,
            **_plan_in_lists(row, messages),
            "about": {
                slug: _plan_in_lists(row_of(error, publication, release), messages)
                for slug, release in row_about.items()
            },
            "when_found": json.dumps(_when(row, messages), ensure_ascii=False),
            "when_last": str(row.when.last if row.when else dt.date.max),
            "news_count": page.news,
            "plans": [
                {
                    "label": plan.label,
                    "target": plan.target and {"version": plan.target.version, "address": plan.target.address},
                    "kind": plan.kind,
                    "words": str(escape(plan.words)),
                    "certainty": str(escape(plan.certainty)),
                    "overdue": plan.overdue,
                }
                for plan in page.plans
            ],
            "moved": messages.counted("when.moved", row.moves) if row.moves else None,
            "helped": row.helped,
            "finder": [f"{error.product}/{one.version}" if one else "" for one in (row.release, *others)],
            "first": bool(page.first),
            "ticket": ticket(page, messages, (said["workaround"] or "").strip(), self.render.absolute(error.address)),
            "on": platforms_of(error, publication.site_data),
            "found_by": [f"{one} " for one in (*error.aliases, *error.keywords)],
            "keywords": list(error.keywords),
            "affected_words": page.affected[0][1],
            "no_workaround": page.no_workaround,
            "level_plan": page.level_plan,
            "verdict": page.verdict,
            "related": [{"id": other.id, "how": how} for other, how in page.related],
            "late": self._late(error),
            **{key: said[key] for key in _FACTS},
            "history": [{**facts, **own} for facts, own in zip(said["history"], history, strict=True)],
        }
        if notice:
            original = notice.original.id if notice.original else None
            front["notice"] = {"original": original, "standing": notice.standing, "note": notice.note}
        if self.full:
            front |= {key: said[key] for key in _MORE_FACTS} | {"also": said["related"]}
            feed = error_feed(error, publication, messages)
            front |= {"feed": feed.title, "address": feed.page, "news": [_name(change) for change in feed.changes()]}
            badge = error_badge(error, publication, messages)
            front["badge"] = asdict(badge)
        return front, said["summary"]

    def _releases_of(self, error: KnownError) -> dict[str, str]:
        """Return the releases whose pages list an error, by their slugs, and in which section."""
        publication, site_data = self.publication, self.publication.site_data
        found: dict[str, str] = {}
        if publication.phase(error) is not Phase.CLOSED:
            found |= {
                release.slug: Phase.OPEN.value for release in affected_releases(error, site_data, recalled=True) or ()
            }
        for one in corrections_of(error, site_data):
            if one.release:
                planned = OVERDUE if one.overdue else Phase.PLANNED.value
                found[one.release.slug] = Phase.DONE.value if one.out else planned
        return found | {release.slug: Phase.OPEN.value for release in recalled_of(error, site_data)}

    def _history(self, error: KnownError, timeline: Sequence[Entry]) -> list[Json]:
        """Return what the page and the feeds say of each step, and of the releases' changes `after` it."""
        found: list[Json] = []
        changes = iter(changes_of(error, self.publication.site_data))
        for entry in reversed(timeline):
            said: Json = {"said": str(escape(entry.said)), "moved": entry.moved}
            if entry.step:
                change = next(changes)
                concerns = [*change.step.releases, *(one.version for one in change.moved_from)]
                found.append({**said, "concerns": concerns, "url": None, "after": []})
            else:
                found[-1]["after"].append({**said, "date": str(entry.date), "note": entry.note})
        return found

    def _markdown(self, text: str | None) -> str | None:
        """Return prose as Hugo can render it: with its references written out."""
        return text and written_out(text, self.render.references, self.publication.site.url)

    def _page(self, name: str, front: Json, body: str = "") -> None:
        # JSON, because Hugo takes three times as long to read YAML.
        self._file(f"content/{name}", f"{json.dumps(_plain(front), ensure_ascii=False, indent=1)}\n\n{body}\n")

    def _file(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _name(change: AnyChange) -> str:
    """Return how front matter refers to a change: an error's step by its number, any other by its name."""
    return str(change.step.number) if isinstance(change, Change) and change.kind != "overdue" else change.name


def _plan_in_lists(row: ErrorRow, messages: Messages) -> Json:
    """Return what a row says of when an error is corrected."""
    days = [row.out, row.when.first if row.when and row.when.is_day and not row.overdue else None]
    return {
        "when": when_in_words(row, messages),
        "day": next((str(day) for day in days if day), None),
        "overdue": row.overdue > 0,
        "in_release": row.release.version if row.release else None,
        "is_out": row.out is not None,
        "others": [
            {"release": one.release and one.release.version, "when": correction_in_words(one, messages)}
            for one in row.others
        ],
    }


def _when(row: ErrorRow, messages: Messages) -> list[Any]:
    """Return what the finder says of when an error is corrected: in words, for its others, and whether it is late."""
    moved = messages.counted("when.moved", row.moves) if row.moves else ""
    words = ", ".join(part for part in (when_in_words(row, messages), moved) if part)
    return [words, [correction_in_words(one, messages) for one in row.others], row.overdue > 0]


def _plain(value: Any) -> Any:
    """Return a value as front matter holds it: without what is not known, and markup as a string."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None and one != ""}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value
