"""An error's id is its file's name, and its product its folder's.

A file that is named otherwise cannot be found by those who know the id.

Passes, in `roadmap/remote-control/NRC-1042.yml`:

    id: NRC-1042
    product: remote-control

Fails:

    id: NRC-1024
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.error import Error, PrivateRecord
from ..model.site_data import Setting
from ..problems.problem import Problem, Spot, Weight


def _check(error: Error, private: PrivateRecord, setting: Setting) -> Iterator[Problem]:  # noqa: ARG001
    *_, folder, name = error.file.split("/")
    expected = name.rsplit(".", 1)[0]
    if error.id == expected.strip() != expected or error.product == folder.strip() != folder:
        message = "a space stands before or after the name of this file or of its folder; rename it"
        yield Problem(RULE.id, RULE.weight, Spot(error.file), message)
        return
    if error.id != expected:
        message = f"the id '{error.id}' is not the file's name; rename one of them"
        yield Problem(RULE.id, RULE.weight, Spot(error.file, ("id",)), message, expected)
    # What no product is called is told as that, and the right name with it.
    if error.product != folder and error.product in setting.product_by_id:
        message = f"the product '{error.product}' is not the folder's name; move the file or mend the product"
        hint = folder if folder in setting.product_by_id else None
        yield Problem(RULE.id, RULE.weight, Spot(error.file, ("product",)), message, hint)


RULE = Rule("id-matches-file", Weight.ERROR, each_error=_check)
