"""An alias leads to one error: no other error has it as an alias or an id, whatever its case.

Passes:

    id: NRC-1042
    aliases: [CVE-2026-41023]

Fails, where another file already says `aliases: [CVE-2026-41023]`:

    id: NRC-1051
    aliases: [CVE-2026-41023]
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog


def _check(catalog: Catalog) -> Problems:
    ids = {error.slug: error for error in catalog.errors} if any(error.aliases for error in catalog.errors) else {}
    owners: dict[str, str] = {}
    for error in catalog.errors:
        for index, alias in enumerate(error.aliases):
            location = error.field("aliases", index)
            named = ids.get(alias.lower())
            first = owners.setdefault(alias.lower(), error.id)
            if named is not None:
                whose = "its own id" if named is error else f"the id of {named.file}"
                yield RULE.problem(location, f"the alias '{alias}' is {whose}; delete it")
            elif first != error.id:
                way = "if they are one error, make this one its duplicate, else delete the alias"
                yield RULE.problem(location, f"the alias '{alias}' is taken by {first}; {way}")
            elif alias.lower() in (other.lower() for other in error.aliases[:index]):
                yield RULE.problem(location, f"the alias '{alias}' is listed twice; delete one of them")


RULE = Rule("alias-unique", whole=_check)
