"""An alias leads to one error: nothing else has it as an alias or an id, in whatever letters, with or without hyphens.

Readers type ids without capitals and hyphens, too. Nothing else may be an error, a question, a product, a release or a
customer's case.

Passes:

    id: NRC-1042
    aliases: [CVE-2026-41023]

Fails, where another file already says `aliases: [CVE-2026-41023]`:

    id: NRC-1051
    aliases: [CVE-2026-41023]

Fails, as it is also the id of an error:

    id: NRC-1051
    aliases: [nrc1042]
"""

from ..lint.rule import Problems, Rule
from ..model.cases import canonical_case, counting_separators
from ..model.catalog import Catalog


def _check(catalog: Catalog) -> Problems:
    if not any(error.aliases for error in catalog.errors):
        return
    names = _names(catalog)
    ids = {_plain(error.id): error for error in catalog.errors}
    counting = counting_separators(catalog.site_data.site.cases.pattern)
    cases = {canonical_case(case, counting) for private in catalog.private for case in private.cases}
    owners: dict[str, str] = {}
    for error in catalog.errors:
        before: set[str] = set()
        for index, alias in enumerate(error.aliases):
            location, plain = error.field("aliases", index), _plain(alias)
            named = ids.get(plain)
            first = owners.setdefault(plain, error.id)
            if named is not None:
                whose = "its own id" if named is error else f"the id of {named.file}"
                yield RULE.problem(location, f"the alias '{alias}' is {whose}; delete it")
            elif plain in names:
                yield RULE.problem(location, f"the alias '{alias}' is also {names[plain]}; delete it")
            elif canonical_case(alias, counting) in cases:
                yield RULE.problem(location, "the alias is a customer's case id; delete it")
            elif first != error.id:
                way = "if they are one error, make this one its duplicate, else delete the alias"
                yield RULE.problem(location, f"the alias '{alias}' is taken by {first}; {way}")
            elif plain in before:
                yield RULE.problem(location, f"the alias '{alias}' is listed twice; delete one of them")
            before.add(plain)


def _names(catalog: Catalog) -> dict[str, str]:
    """Return what else is named as an alias may be, and what it is."""
    site_data = catalog.site_data
    releases = {_plain(one.version): f"a release of {one.product}" for one in site_data.releases}
    products = {_plain(product.id): "the id of a product" for product in site_data.products}
    return releases | products | {_plain(one.id): "the id of a question" for one in site_data.faq.questions}


def _plain(name: str) -> str:
    """Return a name as it is compared: in lower case, without hyphens."""
    return name.lower().replace("-", "")


RULE = Rule("alias-unique", whole=_check)
