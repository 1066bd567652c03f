"""A country's public holidays, from the `holidays` library; separate because it is slow to import."""

from __future__ import annotations

import datetime as dt

from ...problems.suggest import did_you_mean, nearest


class UnknownPlace(Exception):  # noqa: N818
    """There is no such country, or it has no such subdivision; the message lists those there are."""


def holidays_of(country: str, part: str | None, year: int, locale: str) -> list[tuple[dt.date, str]]:
    """Return a year's public holidays in order, with names in the site's language if the library has it.

    `country` is an ISO 3166 code, `part` one of its subdivisions; others raise UnknownPlace.
    """
    import holidays

    known = holidays.list_supported_countries()
    code = country.upper()
    if code not in known:
        meant = did_you_mean(nearest(code, known), " ({})")
        raise UnknownPlace(f"there is no country '{country}'{meant}; write its code, such as DK or GB")
    if part is not None and part not in known[code]:
        parts = ", ".join(known[code]) or "none"
        raise UnknownPlace(f"{code} has no part '{part}'; those with holidays of their own: {parts}")
    plain = holidays.country_holidays(code, subdiv=part, years=year)
    language = _language(locale, plain.supported_languages, plain.default_language)
    found = holidays.country_holidays(code, subdiv=part, years=year, language=language)
    return sorted((day, name) for day, name in found.items() if day.year == year)


def _language(locale: str, known: tuple[str, ...], default: str | None) -> str | None:
    wanted = locale.replace("-", "_")
    short = wanted.split("_")[0]
    exact = [one for one in known if one == wanted]
    alike = [one for one in known if one.split("_")[0] == short]
    return next(iter([*exact, *alike]), default)
