"""An error's id is the name of its file, and its product the name of its folder.

A file with another name cannot be found by those who know the id.

Passes, in `roadmap/remote-control/NRC-1042.yml`:

    id: NRC-1042
    product: remote-control

Fails:

    id: NRC-1024
"""

from ..lint.rule import Problems, Rule
from ..model.error import KnownError, PrivateRecord
from ..model.site_data import SiteData


def _check(error: KnownError, private: PrivateRecord, site_data: SiteData) -> Problems:
    *_, folder, name = error.file.split("/")
    expected = name.rsplit(".", 1)[0]
    if error.id == expected.strip() != expected or error.product == folder.strip() != folder:
        message = "the name of this file or of its folder begins or ends with a space; rename it"
        yield RULE.problem(error.field(), message)
        return
    if error.id != expected:
        message = f"the id '{error.id}' is not the file's name; rename one of them"
        yield RULE.problem(error.field("id"), message, expected)
    # An unknown product is reported as such, with the right name.
    if error.product != folder and error.product in site_data.product_by_id:
        message = f"the product '{error.product}' is not the folder's name; move the file, or correct the product"
        yield RULE.problem(error.field("product"), message, folder if folder in site_data.product_by_id else None)


RULE = Rule("id-matches-file", each_error=_check)
