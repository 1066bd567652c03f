"""The only module that asks what day it is. Everywhere else, the day is an argument."""

from __future__ import annotations

import datetime as dt
import os
import re
import zoneinfo


def now(zone: str) -> dt.datetime:
    """Return the current time in an IANA time zone; SOURCE_DATE_EPOCH works as in `today`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    place = zoneinfo.ZoneInfo(zone)
    # Eleven digits would be a year after 5000, which no calendar of ours reaches.
    is_moment = re.fullmatch("[0-9]{1,10}", epoch) is not None
    return dt.datetime.fromtimestamp(int(epoch), tz=place) if is_moment else dt.datetime.now(tz=place)


def today(zone: str) -> dt.date:
    """Return today's date in an IANA time zone; SOURCE_DATE_EPOCH, seconds since 1970, replaces the clock if set.

    The variable is the convention for reproducible builds; a value that is not a time is ignored.
    """
    return now(zone).date()
