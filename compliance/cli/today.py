"""The day it is in Japan: deadlines and waivers end by the date there."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

_JAPAN = timezone(timedelta(hours=9))


def today_in_japan() -> date:
    """Today's date in Japan, whatever the machine's time zone."""
    return datetime.now(_JAPAN).date()
