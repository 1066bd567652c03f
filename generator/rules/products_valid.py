"""Each product, branch and release is listed once, releases are in order, and planned ones say when they are due.

Releases have versions that the product's `versions` can order: `numeric`, `semver` or `listed`. Where a product has
branches, each of its releases names one of them. No two releases have the same address.

Passes:

    - version: "12.5"
      history: [{date: 2026-06-15, status: planned, window: 2026-10-06}]
    - version: "12.6"
      history: [{date: 2026-08-03, status: planned, window: 2027-Q1}]

Fails, as 12.10 comes after 12.9:

    - version: "12.10"
    - version: "12.9"
"""

from collections.abc import Iterator

from ..lint.rule import Problems, Rule
from ..model.catalog import Catalog
from ..model.products import Product, Release, ReleaseState
from ..problems.problem import FieldPath
from ..problems.suggest import did_you_mean, nearest


def _check(catalog: Catalog) -> Problems:
    seen: set[str] = set()
    addresses: dict[str, Release] = {}
    for at, product in enumerate(catalog.site_data.products):
        location = catalog.field("products.yml", "products", at)
        if product.id.lower() in seen:
            yield RULE.problem(location.to("id"), f"the product '{product.id}' is listed twice")
        seen.add(product.id.lower())
        around = (*_branches(product), *_platforms(product), *_one_address(product, addresses))
        for message, inner in (*_releases(product), *around):
            yield RULE.problem(location.to(*inner), message)


def _releases(product: Product) -> Iterator[tuple[str, FieldPath]]:
    listed: set[str] = set()
    previous = None
    for place, release in enumerate(product.releases):
        path: FieldPath = ("releases", place)
        key = product.order.key(release.version)
        if release.version in listed:
            yield f"release {release.version} is listed twice", (*path, "version")
        elif key is None:
            yield product.order.refusal(release.version, product.name), (*path, "version")
        elif previous is not None and key <= previous[0]:
            yield _out_of_order(release, previous[1], key == previous[0]), (*path, "version")
        listed.add(release.version)
        previous = previous if key is None else (key, release)
        for index, step in enumerate(release.history):
            entry = (*path, "history", index)
            if step.state is ReleaseState.PLANNED and step.window is None:
                yield "a planned release says when; add 'window: …' (such as 2027-Q1)", entry
            following = release.history[index + 1].state if index < len(release.history) - 1 else None
            recalled = step.state is ReleaseState.RELEASED and following is ReleaseState.RECALLED
            if step.state is ReleaseState.RECALLED and release.came_out is None:
                yield "a release is recalled only after it came out; say 'dropped'", (*entry, "status")
            elif step.state is not ReleaseState.PLANNED and following is not None and not recalled:
                only = "only 'recalled' follows" if step.state is ReleaseState.RELEASED else "nothing follows"
                message = f"{only} '{step.state.value}'; delete this entry, and list what comes next as another release"
                yield message, (*path, "history", index + 1)
        if release.released and release.end_of_support and release.end_of_support < release.released:
            field = (*path, "end_of_support")
            message = f"the support of {release.version} ends on {release.end_of_support}, before it came out on"
            yield f"{message} {release.released}; correct 'end_of_support' here or of its branch", field


def _out_of_order(release: Release, previous: Release, equal: bool) -> str:
    if equal:
        return f"release {release.version} is the same version as {previous.version}; delete one of them"
    way = "put the releases in order, or give the product 'versions: listed' if this is their order"
    return f"release {release.version} comes after {previous.version}; {way}"


def _branches(product: Product) -> Iterator[tuple[str, FieldPath]]:
    known: list[str] = []
    for at, branch in enumerate(product.branches):
        if branch.id in known:
            yield f"the branch '{branch.id}' is listed twice", ("branches", at, "id")
        else:
            known.append(branch.id)
    for place, release in enumerate(product.releases):
        if release.branch is None:
            if known:
                message = f"release {release.version} is in no branch; add 'branch: …' ({', '.join(known)})"
                yield message, ("releases", place)
        elif release.branch not in known:
            way = f"add it to 'branches', or name one of {', '.join(known)}" if known else "add it to its 'branches'"
            hint = did_you_mean(nearest(release.branch, known)) or f"; {way}"
            yield f"{product.name} has no branch '{release.branch}'{hint}", ("releases", place, "branch")


def _platforms(product: Product) -> Iterator[tuple[str, FieldPath]]:
    known: list[str] = []
    for at, platform in enumerate(product.platforms):
        if platform.id in known:
            yield f"the platform '{platform.id}' is listed twice", ("platforms", at, "id")
        known.append(platform.id)


def _one_address(product: Product, addresses: dict[str, Release]) -> Iterator[tuple[str, FieldPath]]:
    """Yield the releases that would have the address of another; `addresses` are those so far, and gets the new."""
    for place, release in enumerate(product.releases):
        other = addresses.setdefault(release.slug, release)
        if other is not release and other.key != release.key:
            message = f"release {release.version} would have the address of {other.product} {other.version}, "
            yield f"{message}{release.address}; write one of the versions differently", ("releases", place, "version")


RULE = Rule("products-valid", whole=_check, essential=True)
