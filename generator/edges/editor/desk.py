"""The pages of the editor: lists to choose from, and forms that show what they would change before they change it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer

from ...edits.next_step import OrderError
from ...manager.listing import Asked, listed
from ...model.addresses import PAGES
from ...render.assets import font_files, stripped_css, stylesheet
from ..build.serving import sentence, words_of
from ..content.check import ContentProblems
from ..content.template_problem import TemplateProblem, template_problems
from ..content.write_files import EditError
from ..engines.plain import plain_style
from ..machine.request import BuildRequest
from .form import Form
from .forms import FORMS, OF_AN_ERROR
from .guard import PREFIX, Refused, check_asker, fields_of, read_form
from .proposal import Proposal, beside
from .work import Work, load_work

_MOST_LISTED = 100
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'",
    ),
)
_PATIENCE = 10
"""Seconds without a byte after which a request counts as cut off."""
_TYPES = {"css": "text/css", "woff2": "font/woff2"}
_HTML = "text/html; charset=utf-8"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]


def add_editor(server: LiveReloadServer, request: BuildRequest, token: str) -> str:
    """Let a server answer for the editor, too, and return the editor's address on it."""
    site: Any = server.get_app()
    desk = Desk(server, replace(request, jobs=1), token)

    class Patient(server.RequestHandlerClass):  # type: ignore[name-defined, misc]
        def parse_request(self) -> bool:
            self.connection.settimeout(_PATIENCE)
            return bool(super().parse_request())

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        app: Application = desk if str(environ["PATH_INFO"]).startswith(PREFIX) else site
        return app(environ, start_response)

    server.RequestHandlerClass = Patient
    server.set_app(answer)
    return server.url.removesuffix(server.mount_path) + desk.path


class Desk:
    """Answers the requests for the editor, one after the other."""

    def __init__(self, server: LiveReloadServer, request: BuildRequest, token: str) -> None:
        self.server = server
        self.request = request
        self.token = token
        self.path = f"{PREFIX}{token}/"
        self._one = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, as WSGI has it."""
        try:
            path = check_asker(environ, self.token, str(self.server.server_address[0]))
            form = read_form(environ) if environ["REQUEST_METHOD"] == "POST" else None
            query = fields_of(str(environ.get("QUERY_STRING", "")).encode("latin-1", "replace"))
            with self._one, template_problems():
                status, headers, body = self._answer(path, query, form)
        except Refused as refused:
            return sentence(start_response, refused.status, str(refused))
        except (ContentProblems, TemplateProblem) as error:
            body = words_of("page", str(error))
            status, headers = "500 The content has problems", [("Content-Type", _HTML)]
        start_response(status, [*headers, ("Content-Length", str(len(body))), *_HEADERS])
        return [body]

    def _answer(self, path: str, query: dict[str, str], form: dict[str, str] | None) -> Answer:
        work = load_work(self.request, self.server.mount_path, self.path)
        if path in (files := _Files(work).by_name):
            return "200 OK", [("Content-Type", _TYPES[path.rpartition(".")[2]])], files[path]
        if not path:
            return _page(work, "list", **_list(work, query))
        if path == "releases":
            return _page(work, "releases", products=work.site_data.products)
        if path == "questions":
            return _page(work, "questions", questions=work.site_data.faq.questions, page=PAGES["faq"])
        name, _, subject = path.partition("/")
        if name not in FORMS:
            raise Refused("404 Not Found", "The editor has no such page.")
        try:
            made = FORMS[name](work, subject, query if form is None else form)
            about = made.about
        except LookupError as error:
            raise Refused("404 Not Found", "There is nothing of that name; go back to the list.") from error
        return self._form(made, about, form)

    def _form(self, made: Form, about: str, form: dict[str, str] | None) -> Answer:
        work, proposal, problems = made.work, None, {}
        notice = ""
        if form is not None:
            try:
                proposal = made.proposal()
                problems = {
                    name: [(one.severity.value, one.sentence) for one in found]
                    for name, found in beside(proposal.report, made.paths(proposal)).items()
                }
                if not proposal.report.errors and not proposal.changes:
                    raise OrderError(work.render.messages("editor.same"))
            except OrderError as reason:
                proposal = None
                problems = {reason.field: [("error", reason.without_options)]}
            if proposal is not None and not proposal.report.errors and form.get("do") == "save":
                notice = _saved(work, proposal, form)
                if not notice:
                    return "303 See Other", [("Location", f"{work.desk}?saved={quote(proposal.address)}")], b""
        fields = made.fields()
        names = {field.name for field in fields}
        ok = proposal is not None and not proposal.report.errors
        return _page(
            work,
            "form",
            status="200 OK" if form is None or ok else "422 Unprocessable Content",
            form=made,
            about=about,
            fields=fields,
            problems={name: found for name, found in problems.items() if name in names},
            others=[one for name, found in problems.items() if name not in names for one in found],
            refused=form is not None and not ok,
            notice=notice,
            proposal=proposal if ok else None,
            preview=work.preview(proposal.catalog, proposal.address) if proposal is not None and ok else None,
        )


def _saved(work: Work, proposal: Proposal, form: dict[str, str]) -> str:
    """Write what was shown before; return why nothing was written, if that is so."""
    if form.get("before") != proposal.before:
        return work.render.messages("editor.changed")
    if form.get("after") != proposal.after:
        return work.render.messages("editor.not-shown")
    try:
        proposal.write(work.request.content)
    except EditError as error:
        return str(error)
    return ""


def _list(work: Work, query: dict[str, str]) -> dict[str, Any]:
    catalog = work.catalog
    pairs = zip(catalog.errors, catalog.private, strict=True)
    rows = listed(pairs, work.site_data, Asked(words=tuple(query.get("q", "").split())))
    newest = sorted(rows, key=lambda row: row.changed, reverse=True)
    saved = query.get("saved", "")
    return {
        "rows": newest[:_MOST_LISTED],
        "count": len(rows),
        "asked": query.get("q", ""),
        "saved": saved if saved in _addresses(work) else "",
        "others": [one.sentence for one in work.report.problems if one.severity.value == "error"],
    }


def _addresses(work: Work) -> set[str]:
    """Return the addresses of the pages that a form may change."""
    releases = (release.address for product in work.site_data.products for release in product.releases)
    products = (product.address for product in work.site_data.products)
    return {*(error.address for error in work.catalog.errors), *releases, *products, PAGES["faq"]}


def _page(work: Work, template: str, *, status: str = "200 OK", **view: Any) -> Answer:
    html = work.render.article(f"editor/{template}.html", "", **_shared(work), **view)
    return status, [("Content-Type", _HTML)], html.encode()


def _shared(work: Work) -> dict[str, Any]:
    return {
        "desk": work.desk,
        "mount": work.mount,
        "style": _Files.style,
        "navigation": ("new", "releases", "questions"),
        "actions": OF_AN_ERROR,
    }


class _Files:
    """The style sheet and the typeface, which are there even if the site could not be built yet."""

    style = "style.css"

    def __init__(self, work: Work) -> None:
        self._render = work.render

    @cached_property
    def by_name(self) -> dict[str, bytes]:
        """Return the files by their names below the editor's path."""
        templates, site = self._render.templates, self._render.publication.site
        own = stylesheet(templates, dict(site.colours)).make()
        plain = plain_style(templates.texts["layouts/plain.css"], own.decode())
        editor = stripped_css(templates.texts["editor/editor.css"]).encode()
        fonts = {file.path.rpartition("/")[2]: file.make() for file in font_files(templates).values()}
        return {self.style: plain + own + editor, **fonts}
