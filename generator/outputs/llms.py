"""`llms.txt`: the questions and answers in plain Markdown, for programs that read text (https://llmstxt.org).

References are resolved: a link becomes a Markdown link with its public address, a target its figure, and a component
such as the matrix a Markdown table or list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..markup.references import BLOCKS, Reference, find_references
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the file."""
    yield FileSpec("llms.txt", (), lambda: _text(render).encode())


def _text(render: Renderer) -> str:
    faq = render.publication.site_data.faq
    answers = {question.id: Markup(resolved(question.answer, render)) for question in faq.questions}
    return str(render.text("outputs/llms.txt", faq=faq, answers=answers))


def resolved(text: str, render: Renderer) -> str:
    """Return prose with its references resolved, still as Markdown. The authors' text is treated as plain text."""
    parts: list[str] = []
    end = 0
    for reference in find_references(text):
        parts += [text[end : reference.start], _markdown(render, reference)]
        end = reference.end
    return "".join([*parts, text[end:]]).strip()


def _markdown(render: Renderer, reference: Reference) -> str:
    """Return what a reference resolves to; an unknown one, which a rule reports, is left as written."""
    if reference.kind == "" and reference.target in BLOCKS:
        block = render.text(f"outputs/blocks/{reference.target}.txt").strip()
        return resolved(block, render)
    found = render.references.resolve(reference)
    if found is None:
        return f"[[{reference.kind}{':' if reference.kind else ''}{reference.target}]]"
    if found.address is None:
        return found.text
    absolute = re.match(r"[a-z]+:", found.address) is not None
    return f"[{found.text}]({found.address if absolute else render.absolute(found.address)})"
