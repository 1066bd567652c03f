"""The list of errors for a spreadsheet: CSV (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8.

A cell that a spreadsheet would take for a formula is made harmless by a leading apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from ..api.errors import error_in_list
from ..api.files import COLUMNS
from ..model.corrections import Correction
from ..model.error import KnownError
from ..render.file_specs import FileSpec, SitePages
from ..render.renderer import Renderer
from ..views.errors import row_of

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def outputs(render: Renderer, pages: SitePages) -> Iterator[FileSpec]:
    """Yield the list, unless the site publishes none."""
    if render.publication.site.outputs["csv"]:
        inputs = (render.publication.errors.fingerprint,)
        yield FileSpec("api/v1/errors.csv", inputs, lambda: _list(render))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _list(render: Renderer) -> bytes:
    publication = render.publication

    def line(error: KnownError) -> str:
        row = row_of(error, publication)
        said = error_in_list(row, render)
        planned = said["planned"] or {"text": "", "first": "", "last": ""}
        said |= {"planned": planned["text"], "planned_first": planned["first"], "planned_last": planned["last"]}
        said["corrections"] = "; ".join(
            " ".join(part for part in (row.named(one.release) if one.release else "", _when(one)) if part)
            for one in row.corrections
        )
        said |= {field: " ".join(said[field]) for field in ("platforms", "aliases")}
        said["security"] = "true" if error.security else "false"
        said["also_in"] = " ".join(other["product"] for other in said["also_in"])
        return _line([harmless(said[column] or "") for column in COLUMNS])

    lines = render.parts("csv", publication.errors, line)
    return b"\xef\xbb\xbf" + "".join([_line(tuple(COLUMNS)), *lines]).encode()


def _when(one: Correction) -> str:
    return one.out.isoformat() if one.out else one.window.text if one.window else ""


def _line(cells: Sequence[str]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
