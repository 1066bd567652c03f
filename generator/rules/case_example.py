"""The example case id in site.yml is made up: pages show it in plain text, so it must not be a customer's case.

Passes, with `example: NS-123456`:

    cases: [NS-204113]

Fails:

    cases: [NS-123456]
"""

from functools import lru_cache

from ..lint.rule import Problems, Rule
from ..model.cases import case_digest
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.problem import ProblemSeverity

# The same example is compared with the cases of thousands of errors.
_digest = lru_cache(maxsize=4)(case_digest)


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    cases = site_data.site.cases
    # Where there is no look-up, no page shows the example.
    example = _digest(cases.example, cases) if cases.lookup else None
    for index, digest in enumerate(private.digests):
        if digest == example:
            message = "pages show this case id in clear, as site.yml's example; make one up there"
            yield RULE.problem(error.field("cases", index), message)


RULE = Rule("case-example", ProblemSeverity.WARNING, each_error=_check)
