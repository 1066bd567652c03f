"""A problem in a template, reported like one in the content: where it is, and what is wrong."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

import jinja2

from ...render.layout import LayoutError
from ...render.renderer import TEMPLATES

_FRAME = re.compile(r'File "([^"]+)", line (\d+)')
_TEMPLATE = re.compile(rf"(?:^|.*[/\\])({TEMPLATES}[/\\].+)")
_PROGRAM = str(Path(__file__).parents[2])


class TemplateProblem(Exception):  # noqa: N818
    """A template cannot be used; the message says where and why."""


@contextlib.contextmanager
def template_problems() -> Iterator[None]:
    """Turn Jinja's errors, and whatever else goes wrong in a line of a template, into a TemplateProblem."""
    try:
        yield
    except TemplateProblem:
        raise
    except LayoutError as error:
        way_out = "keep the blocks of the program's own overrides/main.html and 404.html"
        raise TemplateProblem(f"{TEMPLATES}/overrides: error: {error}; {way_out} (template)") from error
    except jinja2.TemplateNotFound as error:
        raise TemplateProblem(_reported(error, f"there is no template '{error.name}'")) from error
    except jinja2.TemplateError as error:
        raise TemplateProblem(_reported(error, error.message or str(error))) from error
    except Exception as error:
        if _last_frame(error) is None:
            raise
        raise TemplateProblem(_reported(error, str(error) or type(error).__name__)) from error


def _reported(error: Exception, reason: str) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or error.name or TEMPLATES
        place = f"{file[file.find(TEMPLATES) :]}:{error.lineno}: "
    else:
        place = _last_frame(error) or f"{TEMPLATES}: "
    return f"{place}error: {reason} (template)"


def _last_frame(error: Exception) -> str | None:
    """Return the line of the template in which an error arose; None if it arose in the program."""
    frames = [(frame.filename, str(frame.lineno)) for frame in traceback.extract_tb(error.__traceback__)]
    # From another process only the traceback's text comes back, as the error's cause; it is deeper than ours.
    frames += _FRAME.findall(str(error.__cause__))
    for file, line in reversed(frames):
        if (found := _TEMPLATE.match(file)) is not None:
            return f"{found[1]}:{line}: "
        if file.startswith(_PROGRAM) and not isinstance(error, jinja2.TemplateError):
            return None
    return None
