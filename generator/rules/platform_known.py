"""An error is on platforms that its product, or another one it is in, has in products.yml, each named once.

Passes, if the product has both:

    platforms: [windows, macos]

Fails, if it has no such platform:

    platforms: [windos]
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData
from ..problems.suggest import nearest


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    product = site_data.find_product(error)
    if product is None:
        return
    known = [platform.id for platform in product.platforms]
    for index, platform in enumerate(error.platforms):
        location = error.field("platforms", index)
        if platform not in known:
            way = f", or name one of {', '.join(known)}" if known else ""
            message = f"{product.name} has no platform '{platform}'; add it to its 'platforms' in products.yml{way}"
            yield RULE.problem(location, message, nearest(platform, known))
        elif platform in error.platforms[:index]:
            yield RULE.problem(location, f"the platform '{platform}' is listed twice; delete one of them")


RULE = Rule("platform-known", each_error=_check, needs=("product", "also_in"))
