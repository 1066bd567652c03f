"""A slip in a template, told like one in the content: where it is, and what is wrong."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator

import jinja2

from generator.render.renderer import TEMPLATES


class TemplateProblem(Exception):  # noqa: N818
    """A template cannot be used; the message says where and why."""


@contextlib.contextmanager
def template_problems() -> Iterator[None]:
    """Turn what Jinja objects to into a TemplateProblem."""
    try:
        yield
    except jinja2.TemplateError as error:
        raise TemplateProblem(f"{_place(error)}error: {error.message or error} (template)") from error


def _place(error: jinja2.TemplateError) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or error.name or TEMPLATES
        return f"{file[file.find(TEMPLATES) :]}:{error.lineno}: "
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(TEMPLATES)]
    if frames:
        return f"{frames[-1].filename}:{frames[-1].lineno}: "
    # From another process only the text of the traceback comes back, as the error's cause.
    told = re.findall(rf'File "({TEMPLATES}/[^"]+)", line (\d+)', str(error.__cause__))
    return f"{told[-1][0]}:{told[-1][1]}: " if told else f"{TEMPLATES}: "
