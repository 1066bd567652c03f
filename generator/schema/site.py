"""The publisher's settings: `content/site.yml`."""

import re
import warnings
import zoneinfo
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from ..model.site import CaseIds, Contact, NavigationEntry, RouteStop, Site
from .announce import AnnounceSource, to_announce
from .fields import LANGUAGE_PATTERN, TAG_AUTHORITY_PATTERN, Count, Day, Flag, Id, Source, Text
from .regex_safety import too_slow
from .web_addresses import Address, FormAddress


def _phone(text: str) -> str:
    if sum(character in "0123456789" for character in text) < 3:
        raise ValueError(f"'{text}' is not a phone number; write one such as +44 1632 960123")
    return text


def _picture(text: str) -> str:
    if (unfit := re.search(r"""["'<>&?#%\\:\x00-\x1f]""", text)) is not None:
        raise ValueError(f"'{text}' has a {unfit[0]!r}, which an address cannot hold; rename the file")
    return text


def _zone(text: str) -> str:
    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise ValueError(f"'{text}' is not a time zone; write one such as Europe/London") from None
    return text


def _expression(text: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            re.compile(text)
            # It becomes part of a longer expression, in which flags for the whole (`(?i)`) are not allowed.
            re.compile(f"(?:{text})")
    except FutureWarning as warning:
        reason = f"may be read differently one day ({str(warning).lower()}); write a backslash before it"
        raise ValueError(f"'{text}' {reason}") from None
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"'{text}' is not a regular expression: {error}") from None
    slow = too_slow(text)
    if slow is not None:
        raise ValueError(f"'{text}' {slow}")
    return text


def _case_pattern(text: str) -> str:
    if re.fullmatch(r"[\w -]+", text):
        pattern = re.sub(r"[0-9]+", lambda digits: f"[0-9]{{{len(digits[0])}}}", text)
        raise ValueError(f"only '{text}' itself looks so; write what all case ids look like, as in {pattern}")
    return text


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"'{text}' is not a colour; write one such as #0b5cad")
    return text


TAG_YEAR = "2026"
"""The year in `tag:` URIs: it names when the scheme was minted, and so never changes by itself (RFC 4151)."""

Phone = Annotated[Text, AfterValidator(_phone)]
Picture = Annotated[Text, AfterValidator(_picture)]
Zone = Annotated[Text, AfterValidator(_zone)]
Expression = Annotated[Text, AfterValidator(_expression)]
CasePattern = Annotated[Expression, AfterValidator(_case_pattern)]
Colour = Annotated[Text, AfterValidator(_colour)]


class ContactSource(Source):
    """Where customers turn to."""

    form: FormAddress = Field(
        description="The support form's address.", examples=["https://support.example.com/report/"]
    )
    phone: Phone | None = Field(None, description="The number to call.", examples=["+44 1632 960123"])
    phone_label: Text | None = Field(None, description="Whose number it is.", examples=["1st level support"])


class ColoursSource(Source):
    """The publisher's own colours, in place of the palette's."""

    primary: Colour | None = Field(None, description="Links and buttons on the light pages.", examples=["#0b5cad"])
    primary_dark: Colour | None = Field(None, description="The same on the dark pages.", examples=["#8cc4ff"])


class CasesSource(Source):
    """How case ids look, and whether customers can look theirs up."""

    lookup: Flag = Field(True, description="Whether the site offers the look-up of a case.", examples=[True])
    pattern: CasePattern = Field(description="A regular expression for a whole case id.", examples=["NS-[0-9]{6}"])
    example: Text = Field(description="A made-up case id, shown as an example.", examples=["NS-204113"])
    salt: Text = Field(
        description="Any text; changing it changes every published digest.", examples=["example-support-2026"]
    )


class OutputsSource(Source):
    """Which kinds of files are published beside the pages, and whether there is a page about promises."""

    feeds: Flag = Field(True, description="Atom and JSON feeds of all errors, and of groups of them.", examples=[True])
    error_feeds: Flag = Field(True, description="A feed for each error.", examples=[True])
    calendar: Flag = Field(True, description="iCalendar files of planned releases.", examples=[True])
    api: Flag = Field(True, description="The JSON files below /api/v1/.", examples=[True])
    error_api: Flag = Field(True, description="A JSON file for each error.", examples=[True])
    osv: Flag = Field(True, description="An OSV file for each error about security or with an alias.", examples=[True])
    badges: Flag = Field(True, description="An SVG badge for each error and product.", examples=[True])
    csv: Flag = Field(True, description="The list as CSV.", examples=[True])
    headers: Flag = Field(True, description="Headers for Netlify, Cloudflare, nginx and Caddy.", examples=[True])
    promises: Flag = Field(True, description="The page that counts how well promises were kept.", examples=[True])


class SearchSource(Source):
    """How the site's search finds errors."""

    errors_in_page_index: Count = Field(
        500, description="Past this many errors a split index is built instead.", examples=[500]
    )


class RouteStopSource(Source):
    """A station on a case's route."""

    id: Id = Field(description="Permanent.", examples=["first-level"])
    name: Text = Field(description="Who has the case here.", examples=["1st level support"])
    text: Text = Field(
        description="What happens here, in one sentence.",
        examples=["Your partner solves most cases from what you sent."],
    )
    via: Text | None = Field(None, description="How the case gets to the next station.", examples=["Escalation"])
    only_if: Text | None = Field(
        None, description="On what condition a case comes here at all.", examples=["Only a confirmed error comes here"]
    )


class NavigationSource(Source):
    """An entry of the navigation."""

    page: Text = Field(
        description="A page's name, such as faq, or a Markdown file below content/pages/.", examples=["faq"]
    )
    label: Text = Field(description="What the public reads.", examples=["Answers"])


class SiteSource(Source):
    """Everything that names the publisher, and what is published."""

    name: Text = Field(description="The site's name.", examples=["Example Support"])
    description: Text = Field(
        description="One sentence, for search engines.",
        examples=["Answers, response times and known errors of our tools."],
    )
    url: Address = Field(
        description="The public address; it may have a path.", examples=["https://support.example.com/"]
    )
    tag_authority: Annotated[Text, Field(pattern=TAG_AUTHORITY_PATTERN)] | None = Field(
        None,
        description="What the ids of feed entries and calendar events are made of; left out, the host of the address "
        "and 2026. Keep the old one when the address changes, or every reader gets every entry as new.",
        examples=["support.example.com,2026"],
    )
    locale: Annotated[Text, Field(pattern=LANGUAGE_PATTERN)] = Field(description="Language tag.", examples=["en-GB"])
    time_zone: Zone = Field(description="Decides which day it is.", examples=["Europe/London"])
    changed: Day = Field(description="The day these settings were last changed.", examples=["2026-11-20"])
    sample_data: Flag = Field(
        False, description="Puts a banner on every page that says the data is made up.", examples=[True]
    )
    sample_notice: Text | None = Field(
        None, description="The banner's text.", examples=["Sample data. Nothing on this site is real."]
    )
    logo: Picture | None = Field(None, description="A picture below content/pages/.", examples=["assets/logo.svg"])
    colours: ColoursSource | None = Field(None, description="Colours of your own.", examples=[{"primary": "#0b5cad"}])
    contact: ContactSource = Field(description="Where customers turn to.")
    cases: CasesSource = Field(description="Case ids and their look-up.")
    outputs: OutputsSource = Field(OutputsSource.model_construct(), description="What is published beside the pages.")
    search: SearchSource = Field(SearchSource.model_construct(), description="The site's search.")
    rules: dict[str, Text] = Field(
        {}, description="A rule's id and its severity: error, warning or off.", examples=[{"stale-entry": "off"}]
    )
    private_patterns: list[Expression] = Field(
        [], description="What must never be public, such as tracker keys.", examples=[["RC-[0-9]{4}"]]
    )
    stale_after_days: Count = Field(
        90, description="After so many days without a change an open error is stale.", examples=[90]
    )
    route: list[RouteStopSource] = Field([], description="A case's route, from the customer to the correction.")
    navigation: list[NavigationSource] = Field([], description="The navigation; left out, a default one.")
    announce: AnnounceSource = Field(
        AnnounceSource.model_construct(), description="Who is told when something changes."
    )


def to_site(source: SiteSource) -> Site:
    """Return the model of a source."""
    outputs: dict[str, bool] = {name: getattr(source.outputs, name) for name in OutputsSource.model_fields}
    # These are files of the API, and listed in its index.
    outputs |= {name: outputs["api"] and outputs[name] for name in ("error_api", "osv", "csv")}
    return Site(
        name=source.name,
        description=source.description,
        url=source.url,
        tag_authority=source.tag_authority or f"{urlsplit(source.url).hostname},{TAG_YEAR}",
        locale=source.locale,
        time_zone=source.time_zone,
        changed=source.changed,
        sample_data=source.sample_data,
        sample_notice=source.sample_notice,
        logo=source.logo,
        colours=tuple((name, colour) for name, colour in source.colours or () if colour),
        contact=Contact(source.contact.form, source.contact.phone, source.contact.phone_label),
        cases=CaseIds(source.cases.lookup, source.cases.pattern, source.cases.example, source.cases.salt),
        outputs=outputs,
        errors_in_page_index=source.search.errors_in_page_index,
        rules=dict(source.rules),
        private_patterns=tuple(source.private_patterns),
        stale_after_days=source.stale_after_days,
        route=tuple(RouteStop(stop.id, stop.name, stop.text, stop.via, stop.only_if) for stop in source.route),
        navigation=tuple(NavigationEntry(entry.page, entry.label) for entry in source.navigation),
        announce=to_announce(source.announce),
    )
