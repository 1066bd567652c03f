"""Each file of the site has an address of its own: a hand-written page takes neither one of the site's nor another's.

The site's own are its pages, and what it makes for programs: feeds, calendars, badges, the API, scripts and styles.
Upper and lower case count as the same, as they do on many disks. A file cannot be where another needs a folder.

Passes:

    content/pages/privacy.md

Fails:

    content/pages/faq.md
"""

from collections.abc import Iterator

from ..lint.rule import Rule
from ..model.addresses import OWN_FILES, OWN_PREFIXES, PAGES, hand_written_address
from ..model.catalog import Catalog
from ..problems.problem import LocatedProblem, Position


def _check(catalog: Catalog) -> Iterator[LocatedProblem]:
    own = {_file(address) for address in (*PAGES.values(), *OWN_FILES)}
    own_folders = {above for file in (*own, *OWN_PREFIXES) for above in _above(f"{file}_")}
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for page in catalog.pages:
        file = _file(hand_written_address(page))
        files.setdefault(file, page)
        for above in _above(file):
            folders.setdefault(above, page)
    for page in catalog.pages:
        address = hand_written_address(page)
        file = _file(address)
        other = next((one for one in (files[file], folders.get(file)) if one not in (None, page)), None)
        taken = file in own or file in own_folders or not own.isdisjoint(_above(file))
        if taken or file.startswith(OWN_PREFIXES) or page == "404.md":
            message = f"the site has its own files at /{address}, so nobody would read this one; rename the file"
        elif other is not None:
            message = f"'{other}' is published at /{hand_written_address(other)} as well; rename one of the two"
        else:
            continue
        yield RULE.problem_at(Position(f"{catalog.folder}/pages/{page}"), message)


def _file(address: str) -> str:
    """Return the file that is published at an address, in lower case."""
    return (f"{address}index.html" if address.endswith("/") or not address else address).lower()


def _above(file: str) -> list[str]:
    """Return the folders that a file is in, but for the site's root."""
    return [file[:at] for at, sign in enumerate(file) if sign == "/"]


RULE = Rule("address-unique", whole=_check, essential=True)
