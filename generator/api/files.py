"""What programs may fetch besides the API's JSON, for OpenAPI: the list as CSV, feeds, calendars and badges.

Their formats are specified elsewhere; only the list's columns are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.addresses import api_address, badge_address, calendar_address, feed_address
from .error_models import ErrorInList


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A kind of file: its path below the site's address, the media types a host may send it as, and its contents.

    It is published if all its `switches` are on; `format` is a link to the format's description, or that description.
    """

    path: str
    media: tuple[str, ...]
    operation: str
    about: str
    switches: tuple[str, ...]
    format: str


ATOM, JSON_FEED = ("application/atom+xml",), ("application/feed+json", "application/json")
ICALENDAR, SVG, CSV, JSON = ("text/calendar",), ("image/svg+xml",), ("text/csv",), ("application/json",)

_NAMES = (
    "id",
    "title",
    "product",
    "severity",
    "status",
    "phase",
    "affects",
    "release",
    "planned",
    "planned_first",
    "planned_last",
    "corrected",
    "registered",
    "changed",
    "url",
    "corrections",
    "platforms",
    "aliases",
    "also_in",
    "security",
)
_PLANNED = {
    "planned": "When the correction is planned to be out, as the publisher wrote it.",
    "planned_first": "The first day of that.",
    "planned_last": "The last day of that, included.",
    "corrections": "The corrections in all branches, such as `17.3 2026-11-12; 16.7 2027-Q1`.",
    "security": "Whether it is about security: true or false.",
    "also_in": "The ids of the other products that it is in, with spaces between.",
}
COLUMNS = {name: _PLANNED.get(name) or str(ErrorInList.model_fields[name].description) for name in _NAMES}
"""The columns of the list as CSV, in order, with their descriptions; permanent within v1, as JSON's fields are."""

_CSV_FORMAT = "\n".join(
    [
        "RFC 4180: UTF-8 with a byte order mark, commas, lines that end in CR LF; the first line names the columns.",
        "What is not known is empty. A cell that a spreadsheet would take for a formula has an apostrophe before it.",
        "New columns come last. The columns:",
        "",
        *(f"- `{name}`: {about}" for name, about in COLUMNS.items()),
    ]
)
_ATOM = "Atom 1.0 (RFC 4287). An entry's id and dates are permanent; the newest is first, at most 100, an error's all."
_JSON = "JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the same entries as the Atom feed."
_CALENDAR = "iCalendar (RFC 5545). All-day events; UIDs are permanent, SEQUENCE is raised when a date moves."
_ABOUT_OSV = "An error about security or with an alias, as OSV."
_OSV = """Open Source Vulnerability format 1.7 (https://ossf.github.io/osv-schema/), for programs that compare versions.

Errors about security, and those with an alias, such as a CVE id, have one. Its `id` is the error's with `x_` before it,
as OSV marks ids of a database of its own. `versions` are the affected releases, as in `affected` of the error; those
that were recalled, too. `ranges` is there if versions are semantic and it says the same. `package` never is, as OSV
knows no name for products that are in no registry: `database_specific` names the product. `withdrawn` is the day on
which an error was closed as a duplicate or as none; one that will not be corrected is not withdrawn. `modified` never
goes back."""
_BADGE = "SVG, 20 pixels high, with an accessible title."


def _feed(path: str, operation: str, about: str, switch: str = "feeds") -> tuple[PublishedFile, PublishedFile]:
    return (
        PublishedFile(f"{feed_address(path)}.atom", ATOM, f"get{operation}Atom", about, (switch,), _ATOM),
        PublishedFile(f"{feed_address(path)}.json", JSON_FEED, f"get{operation}JsonFeed", about, (switch,), _JSON),
    )


FILES = (
    PublishedFile("api/v1/errors.csv", CSV, "getErrorCsv", "All errors, as a table.", ("api", "csv"), _CSV_FORMAT),
    PublishedFile(api_address("osv/{id}"), JSON, "getErrorOsv", _ABOUT_OSV, ("osv",), _OSV),
    *_feed("all", "All", "The newest changes of all errors."),
    *_feed("product/{product}", "Product", "The newest changes of a product's errors."),
    *_feed("release/{release}", "Release", "What comes to a release, leaves it, or came out with it."),
    *_feed("severity/{severity}", "Severity", "The newest changes of errors of a severity."),
    *_feed("error/{id}", "Error", "The whole history of an error.", "error_feeds"),
    PublishedFile(calendar_address("all"), ICALENDAR, "getCalendar", "All releases.", ("calendar",), _CALENDAR),
    PublishedFile(
        calendar_address("{product}"),
        ICALENDAR,
        "getProductCalendar",
        "A product's releases.",
        ("calendar",),
        _CALENDAR,
    ),
    PublishedFile(badge_address("{id}"), SVG, "getErrorBadge", "An error's status and plan.", ("badges",), _BADGE),
    PublishedFile(
        badge_address("product/{product}"), SVG, "getProductBadge", "How many open errors.", ("badges",), _BADGE
    ),
)
PLACES = {
    "id": "an error's id in lower case.",
    "product": "a product's id in lower case.",
    "release": "a product's id and a version, `<product>-<version>`, in lower case.",
    "severity": "a level's id in lower case.",
}
"""The placeholders in paths, and what replaces them."""
