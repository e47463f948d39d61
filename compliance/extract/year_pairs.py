"""Years written in both calendars side by side, and whether they agree (CON-12).

令和n年 = 2018 + n, 平成n年 = 1988 + n, 昭和n年 = 1925 + n; 元年 is 1, 平成31年 and 令和元年 are both 2019. Where year
and fiscal year meet, real days are compared: they disagree only when no day belongs to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from compliance.extract.statements import Statement
from compliance.japanese.years import ERAS
from compliance.plan import YearPair

_ERA = r"(?P<era>令和|平成|昭和|(?<![a-z])[rhs](?=\d))(?P<n>\d{1,2}|元)"
_WESTERN = r"(?P<western>(?:19|20)\d\d)"
_UNIT = (
    r"(?P<{0}fiscal>年度)?(?P<{0}year>年)?(?:(?P<{0}month>1[0-2]|0?[1-9])月)?"
    r"(?:(?P<{0}day>3[01]|[12]\d|0?[1-9])日)?"
)
_EDGE = r"(?:末|初|中|頃|時点|現在|当初)?"
_NO_OUTER = r"(?P<ofiscal>\b)?(?P<oyear>\b)?(?P<omonth>\b)?(?![\d/])"
_OUTER = r"(?P<ofiscal>年度)?(?P<oyear>年)?(?:(?P<omonth>1[0-2]|0?[1-9])月)?"
_OPEN, _CLOSE = r"[(\[〔【]", r"[)\]〕】]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        _ERA + _UNIT.format("e") + _EDGE + _OPEN + "(?:西暦)?" + _WESTERN + _UNIT.format("w") + _EDGE + _CLOSE + _OUTER,
        r"(?<![\d.,])"
        + _WESTERN
        + _UNIT.format("w")
        + _EDGE
        + _OPEN
        + _ERA
        + _UNIT.format("e")
        + _EDGE
        + _CLOSE
        + _OUTER,
        _ERA + _UNIT.format("e") + r"[/／=]" + _WESTERN + _UNIT.format("w") + _NO_OUTER,
        r"(?<![\d.,/])" + _WESTERN + _UNIT.format("w") + r"[/／=]" + _ERA + _UNIT.format("e") + _NO_OUTER,
    )
)
_ERA_SIGN = ("令和", "平成", "昭和", "r", "h", "s")


@dataclass(frozen=True, slots=True)
class _Time:
    """One side of a pair: a fiscal year, a calendar year, a month or a day."""

    year: int
    fiscal: bool
    month: int | None = None

    def span(self) -> tuple[date, date]:
        """First and last day, months taken to their longest."""
        if self.month:
            following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return date(self.year, self.month, 1), following
        if self.fiscal:
            return date(self.year, 4, 1), date(self.year + 1, 4, 1)
        return date(self.year, 1, 1), date(self.year + 1, 1, 1)


def year_pairs(statements: list[Statement]) -> list[YearPair]:
    """Every pair of the document, wherever it stands."""
    return [
        YearPair(written=written, agrees=agrees, at=statement.passage)
        for statement in statements
        if "20" in statement.norm or "19" in statement.norm
        for written, agrees in pairs_of(statement.norm)
    ]


def pairs_of(text: str) -> Iterator[tuple[str, bool]]:
    """(as written, agrees) of the pairs of a normalised text."""
    if not any(sign in text for sign in _ERA_SIGN):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield match[0], _agrees(match)


def _agrees(match: re.Match[str]) -> bool:
    number = 1 if match["n"] == "元" else int(match["n"])
    era_year = ERAS[match["era"]] + number
    outer = (bool(match["ofiscal"]), bool(match["oyear"]), int(match["omonth"]) if match["omonth"] else None)
    era, era_bare = _side(match, "e", era_year, outer)
    western, western_bare = _side(match, "w", int(match["western"]), outer)
    if era_bare or western_bare or (era.fiscal == western.fiscal and not (era.month and western.month)):
        return era.year == western.year
    if not 1 <= era.year <= 9000:
        return True
    (first, last), (begin, end) = era.span(), western.span()
    return first < end and begin < last


def _side(match: re.Match[str], side: str, year: int, outer: tuple[bool, bool, int | None]) -> tuple[_Time, bool]:
    """The time of one side; without a unit of its own it takes the one outside the bracket. True: it has none."""
    fiscal, written = bool(match[f"{side}fiscal"]), bool(match[f"{side}year"])
    month = int(match[f"{side}month"]) if match[f"{side}month"] else None
    if month and not fiscal and not written:
        month = None
    bare = not fiscal and not written
    if bare:
        fiscal = outer[0]
    return _Time(year, fiscal, month if not fiscal else None), bare
