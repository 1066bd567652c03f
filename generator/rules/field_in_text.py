"""No line of an error's text begins with the name of a field: such a line slid into the text above it.

A text of several lines goes on as long as its lines begin further right than its field. A field below it that begins
further right as well would be published as a part of the text, also one that is private. Of a field that an error
cannot do without, `missing-field` tells where it is.

Passes:

    summary: |
      The session ends.
    internal: {owner: jh}

Fails, as customers would read it:

    summary: |
      The session ends.
      internal: {owner: jh}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import FieldLocation, Problem, ProblemSeverity

FIELDS = ("severity", "affects", "workaround", "related", "questions", "cases", "internal")
"""Those that an error may do without; of any other one, it is told that it is missing."""
_LINE = re.compile(rf"^ *({'|'.join(FIELDS)}):(?: |$)", re.MULTILINE)


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Iterator[Problem]:  # noqa: ARG001
    for field, text in (("summary", error.summary), ("workaround", error.workaround or "")):
        # Most texts have no line of the kind, and looking for its sign is cheaper.
        for found in _LINE.finditer(text) if ":" in text else ():
            message = f"'{found[1]}' has become part of '{field}', which is published; indent both the same"
            yield Problem(RULE.id, RULE.severity, FieldLocation(error.file, (field,), offset=found.start(1)), message)


RULE = Rule("field-in-text", ProblemSeverity.ERROR, each_error=_check)
