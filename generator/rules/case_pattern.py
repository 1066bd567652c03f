"""A case id matches the pattern in site.yml; customers could not look up any other.

Passes, with `pattern: "NS-[0-9]{6}"`:

    cases: [NS-204113]

Fails:

    cases: [204113]
"""

from ..lint.rule import Problems, Rule
from ..model.cases import matches
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..yaml_text.text import invisible


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    cases = site_data.site.cases
    fits = matches(cases.example, cases.pattern)
    way_out = f"one looks like {cases.example}" if fits else f"site.yml asks for the pattern {cases.pattern}"
    for index, case in enumerate(private.cases):
        if not matches(case, cases.pattern):
            hidden = invisible(case)
            what = f"an invisible character ({hidden[1]}) is in this case id; delete it" if hidden else ""
            message = what or f"this is not a case id; {way_out}"
            yield RULE.problem(error.field("cases", index), message)


RULE = Rule("case-pattern", each_error=_check)
