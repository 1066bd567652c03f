"""The only room that asks what day it is. Everywhere else, the day is an argument."""

from __future__ import annotations

import datetime as dt
import os
import zoneinfo


def today(zone: str) -> dt.date:
    """Give the day it is in an IANA time zone; SOURCE_DATE_EPOCH, seconds since 1970, stands for now where it is set.

    The variable is the one that reproducible builds agree on; a value that is no number is ignored.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    place = zoneinfo.ZoneInfo(zone)
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=place).date()
    return dt.datetime.now(tz=place).date()
