"""What site.yml names exists: rules, severities, pages of the navigation, the logo, a case id, the language.

Passes:

    rules: {stale-entry: off}

Fails:

    rules: {stale-entries: off}
"""

from ..lint.rule import Problems, Rule
from ..model.addresses import PAGES
from ..model.cases import matches
from ..model.catalog import Catalog
from ..problems.suggest import nearest

SEVERITIES = ("error", "warning", "off")


def _check(catalog: Catalog) -> Problems:
    from ..lint.reader_checks import READER_CHECKS
    from ..lint.run import all_rules, optional_rules

    site = catalog.site_data.site
    known, optional = [rule.id for rule in all_rules()], optional_rules()
    for rule, severity in site.rules.items():
        location = catalog.field("site.yml", "rules", rule)
        if rule not in known:
            always = rule in READER_CHECKS
            message = f"there is no rule '{rule}'"
            if always:
                message = f"'{rule}' is checked while reading; it cannot be changed"
            yield RULE.problem(location.key, message, None if always else nearest(rule, known))
        if severity not in SEVERITIES:
            message = f"'{severity}' is not a severity; use error, warning or off"
            yield RULE.problem(location, message, nearest(severity, SEVERITIES))
        elif rule in known and rule not in optional and severity != "error":
            message = f"'{rule}' can be neither turned off nor weakened, as no site can be built without it; delete it"
            yield RULE.problem(location, message)
    if site.logo and site.logo not in catalog.pages:
        message = f"there is no file '{site.logo}' in pages/"
        yield RULE.problem(catalog.field("site.yml", "logo"), message, nearest(site.logo, catalog.pages))
    if not matches(site.cases.example, site.cases.pattern):
        message = f"the example '{site.cases.example}' does not fit 'pattern'; write a case id that does"
        yield RULE.problem(catalog.field("site.yml", "cases", "example"), message)
    language = site.locale.split("-")[0]
    if catalog.languages and not {language, site.locale} & set(catalog.languages):
        near = [known for known in catalog.languages if known[0] == language[0]] or ["en-GB"]
        message = f"the theme has no language '{language}'; write one that it has, such as {', '.join(near)}"
        yield RULE.problem(catalog.field("site.yml", "locale"), message)
    for index, entry in enumerate(site.navigation):
        location = catalog.field("site.yml", "navigation", index, "page")
        if entry.page.endswith(".md"):
            if entry.page not in catalog.pages:
                message = f"there is no file '{entry.page}' in pages/"
                yield RULE.problem(location, message, nearest(entry.page, catalog.pages))
        elif entry.page not in PAGES:
            message = f"there is no page '{entry.page}'; write one of {', '.join(PAGES)}, or a Markdown file"
            yield RULE.problem(location, message, nearest(entry.page, PAGES))
        elif not site.has_page(entry.page):
            message = f"the page '{entry.page}' is not there, as 'outputs' turns off all that it speaks of"
            yield RULE.problem(location, message)


RULE = Rule("setting-known", whole=_check, essential=True)
