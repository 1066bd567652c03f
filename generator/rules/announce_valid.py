"""Whoever `announce:` in site.yml tells can be told: products and levels exist, ids differ, and lists have a server.

Passes:

    announce:
      webhooks:
        - {id: chat, severity: critical, kind: slack, variable: SLACK_URL}

Fails:

    announce:
      webhooks:
        - {id: chat, severity: critcal, kind: slack, variable: SLACK_URL}
"""

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..problems.problem import FieldLocation
from ..problems.suggest import nearest


def _check(catalog: Catalog) -> Problems:
    site_data = catalog.site_data
    announce, file = site_data.site.announce, f"{catalog.folder}/site.yml"
    if announce.lists and (announce.sender is None or announce.smtp is None):
        missing = "sender" if announce.sender is None else "smtp"
        yield RULE.problem(FieldLocation(file, ("announce", "lists"), "key"), f"lists need '{missing}'; add it above")
    seen: list[str] = []
    lists, webhooks = [one.channel for one in announce.lists], [one.channel for one in announce.webhooks]
    for kind, channels in (("lists", lists), ("webhooks", webhooks)):
        for index, channel in enumerate(channels):
            place = ("announce", kind, index)
            if channel.id.lower() in seen:
                message = f"'{channel.id}' is the id of another list or webhook above; choose another"
                yield RULE.problem(FieldLocation(file, (*place, "id")), message)
            seen.append(channel.id.lower())
            if channel.product is not None and channel.product not in site_data.product_by_id:
                message = f"there is no product '{channel.product}' in products.yml"
                near = nearest(channel.product, site_data.product_by_id)
                yield RULE.problem(FieldLocation(file, (*place, "product")), message, near)
            if channel.severity is not None and channel.severity not in site_data.levels_by_id:
                message = f"there is no level '{channel.severity}' in severity.yml"
                near = nearest(channel.severity, site_data.levels_by_id)
                yield RULE.problem(FieldLocation(file, (*place, "severity")), message, near)


RULE = Rule("announce-valid", whole=_check, essential=True)
