"""No line of an error's text begins with the name of a field: such a field has become part of the text above it.

A text of several lines continues as long as its lines are indented more than its field. A field below it that is
indented as much would be published as part of the text, even if it is private. For a field that an error must have,
`missing-field` says where it is.

Passes:

    summary: |
      The session ends.
    internal: {owner: jh}

Fails, as customers would read it:

    summary: |
      The session ends.
      internal: {owner: jh}
"""

import re

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData

FIELDS = (
    *("severity", "affects", "also_in", "platforms", "aliases", "security", "keywords", "workaround"),
    *("redactions", "links", "related", "questions", "cases", "internal"),
)
"""The optional fields; any other is reported as missing."""
_LINE = re.compile(rf"^ *({'|'.join(FIELDS)}):(?: |$)", re.MULTILINE)


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    for field, text in (("summary", error.summary), ("workaround", error.workaround or "")):
        # Most texts have no such line, and looking for a colon is cheaper.
        for found in _LINE.finditer(text) if ":" in text else ():
            message = f"'{found[1]}' has become part of '{field}', which is published; indent both the same"
            yield RULE.problem(error.field(field).at(found.start(1)), message)


RULE = Rule("field-in-text", each_error=_check)
