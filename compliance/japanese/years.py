"""Years as plans write them: era and Western, fiscal (1 April to 31 March) and calendar, with or without month.

Sources: 令和 began in 2019 (令和n年 = 2018 + n), 平成 in 1989 (1988 + n), 昭和 in 1926 (1925 + n); 元年 is year 1.
All functions take normalised text (`japanese.normalise`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988, "s": 1925}

_YEAR = re.compile(
    r"(?:(?P<era>令和|平成|昭和|(?<![a-z])[rhs](?=\d))(?P<n>\d{1,2}|元|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])|(?P<western>(?<![\d.,])(?:19|20)\d\d(?![\d%])))"
    r"(?:(?P<fiscal>年度)|年(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?|(?P<year>年)"
    r"|[./](?P<month2>1[0-2]|0?[1-9])(?!\d)"
    r"|(?P<bare>(?=[~\-(（)）|/→年]|$)"  # in a column head, a range, a pair
    r"|(?<=\d{4})(?![人件台円名手施千万億回時世か所戸校割課種分冊本団])(?=[一-龥ァ-ヶ])"
    r"|(?:(?<=[rh和成]\d)|(?<=[rh和成]\d\d))(?![\d.%a-z])))"
)
_SHORT_END = re.compile(r"(?:年度|年)?[~\-から]+(\d{1,2})(年度|年)")


@dataclass(frozen=True, slots=True)
class Year:
    """One mention of a year. `year` is the Western year written (of a fiscal year: the one it begins in)."""

    year: int
    month: int | None
    day: int | None
    fiscal: bool
    era: str | None
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
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day and self.day <= calendar.monthrange(self.year, self.month)[1]:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


def years(text: str) -> list[Year]:
    """All mentions of years in a normalised text, in order; `令和5~7年度` gives both ends."""
    result = []
    for match in _YEAR.finditer(text):
        found = _year(match)
        if found is None:
            continue
        result.append(found)
        tail = _SHORT_END.match(
            text, found.end if match["bare"] is not None else match.end() - len(match["fiscal"] or match["year"] or "")
        )
        if tail and found.era and not found.month:
            result.append(
                Year(
                    ERAS[found.era] + int(tail[1]), None, None, tail[2] == "年度", found.era, tail.start(1), tail.end()
                )
            )
    return result


def _year(match: re.Match[str]) -> Year | None:
    era = match["era"]
    number = ERAS[era] + (_number(match["n"])) if era else int(match["western"])
    month = match["month"] or match["month2"]
    if not 1926 <= number <= 2100:
        return None
    day = int(match["day"]) if match["day"] else None
    if month and day and day > calendar.monthrange(number, int(month))[1]:
        day = None
    return Year(
        number, int(month) if month else None, day, match["fiscal"] is not None, era, match.start(), match.end()
    )


def _number(written: str) -> int:
    """The number of an era year: digits, 元, or Chinese numerals up to 九十九."""
    if written.isdigit():
        return int(written)
    if written == "元":
        return 1
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
