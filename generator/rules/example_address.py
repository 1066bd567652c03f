"""A site with its own data has its own addresses, not the example addresses that `corrigenda init` writes.

Domains such as `example.com` belong to nobody (RFC 2606), so what a customer writes there reaches nobody.

Passes:

    sample_data: true
    contact: {form: "https://support.example.com/report/"}

Fails:

    sample_data: false
    contact: {form: "https://support.example.com/report/"}
"""

import re

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.problem import ProblemSeverity

_EXAMPLE = re.compile(r"[/.@](?:example\.(?:com|net|org)|[\w-]+\.(?:example|invalid|test))(?![\w.-])", re.IGNORECASE)


def _check(catalog: Catalog) -> Problems:
    site = catalog.site_data.site
    if site.sample_data:
        return
    for address, path in ((site.url, ("url",)), (site.contact.form, ("contact", "form"))):
        if _EXAMPLE.search(address):
            message = f"{address} is an example, and this site has no sample data any more; write your own address"
            yield RULE.problem(catalog.field("site.yml", *path), message)


RULE = Rule("example-address", ProblemSeverity.WARNING, whole=_check)
