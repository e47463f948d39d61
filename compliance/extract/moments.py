"""Times of a text; both calendars side by side are one: 令和5年度(2023年度), 令和5年(2023年)7月, 令和7(2025)年度."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from compliance.japanese.years import Year, years

_AFTER_PAIR = re.compile(r"[)\]】〕]?(年度|年)?(?:(1[0-2]|0?[1-9])月(?:(3[01]|[12]\d|0?[1-9])日)?)?")
_OPENING = frozenset("([【〔/")
_DIGIT = re.compile(r"\d|元年")


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day named in a text. `fiscal`: it means a fiscal year. `start`..`end`: where, both calendars."""

    year: int
    month: int | None
    day: int | None
    fiscal: bool
    start: int
    end: int

    @property
    def fiscal_year(self) -> int:
        """The fiscal year it lies in; a bare year counts as the fiscal year of that number."""
        return self.year - 1 if not self.fiscal and self.month is not None and self.month <= 3 else self.year

    @property
    def last_day(self) -> date:
        """The last day of the time named."""
        if self.fiscal:
            return date(self.year + 1, 3, 31)
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def partial_date(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        day = f"-{self.day:02d}" if self.day else ""
        return f"{self.year:04d}" + (f"-{self.month:02d}{day}" if self.month else "")


def moments(text: str, found: list[Year] | None = None) -> list[Moment]:
    """All moments of a normalised text, in order. `found`: its years, where they are known already."""
    if found is None:
        found = years(text) if _DIGIT.search(text) else []
    result: list[Moment] = []
    index = 0
    while index < len(found):
        pair = index + 1 < len(found) and _paired(text, found[index], found[index + 1])
        result.append(_moment(text, found[index], found[index + 1] if pair else None))
        index += 2 if pair else 1
    return result


def _paired(text: str, first: Year, second: Year) -> bool:
    """Two calendars of one time: the second opens a bracket right after the first, or a slash parts them."""
    between = text[first.end : second.start]
    return between in _OPENING and (first.era is None) != (second.era is None) and abs(first.year - second.year) <= 1


def _moment(text: str, first: Year, second: Year | None) -> Moment:
    end = second.end if second else first.end
    month, day = (first.month, first.day) if first.month or not second else (second.month, second.day)
    fiscal = first.fiscal or bool(second and second.fiscal)
    after = _AFTER_PAIR.match(text, end) if second else None
    if after:
        end = after.end()
        fiscal = fiscal or after[1] == "年度"
        if after[2] and not month:
            month, day = int(after[2]), int(after[3]) if after[3] else None
    written_as_year = (
        text[first.end - 1] == "年"
        or bool(second and text[second.end - 1 : second.end] == "年")
        or bool(after and after[1] == "年")
    )
    if not month and not fiscal and not written_as_year:
        fiscal = True  # R8, 2026 in a column or a range: plans mean fiscal years
    if month and day and day > calendar.monthrange(first.year, month)[1]:
        day = None
    return Moment(first.year, month, day, fiscal, first.start, end)
