"""Rows -> tables: header, rows, what stands around them, and the fiscal years of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from compliance.extract.moments import moments
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import PlaceKind

_BARE_NUMBER = re.compile(r"^(?:令和|r)?(\d{1,2})(?:年度?|)$")
_OPEN = re.compile(r"以降|以後|[~→]$")
_TO = re.compile(r"^[^\d]{0,3}[~\-→]")
_REIWA = 2018
_AROUND = 3


@dataclass(slots=True)
class Table:
    """One table. `header`: normalised header cells (none without one); `before` and `after`: the texts around it."""

    header: tuple[str, ...]
    rows: list[Statement]
    headings: tuple[str, ...]
    place: PlaceKind
    before: list[Statement] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The innermost heading, normalised."""
        return normalised(self.headings[-1]) if self.headings else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Fiscal years of a table's columns (empty: none), and whether the last one says 以降."""

    years: tuple[tuple[int, ...], ...]
    open_end: bool

    @property
    def all(self) -> list[int]:
        """Every fiscal year that has a column, in order."""
        return sorted({year for column in self.years for year in column})

    @property
    def first(self) -> int:
        """Index of the first column of a year."""
        return next((index for index, column in enumerate(self.years) if column), len(self.years))


def tables(statements: list[Statement]) -> list[Table]:
    """All tables in reading order."""
    result: list[Table] = []
    current: Table | None = None
    for index, statement in enumerate(statements):
        if statement.form != "row":
            current = None
            continue
        if current is None or _opens(current, statement):
            current = Table((), [], statement.block.headings, statement.place, _texts(statements, index - 1, -1))
            result.append(current)
        _add(current, statement)
        if index + 1 == len(statements) or statements[index + 1].form != "row":
            current.after = _texts(statements, index + 1, 1)
    return result


def _opens(table: Table, statement: Statement) -> bool:
    """The row begins another table: other headings, or a row without header below rows that have one."""
    block = statement.block
    if block.headings != table.headings:
        return True
    return not block.header and bool(table.header)


def _add(table: Table, statement: Statement) -> None:
    block = statement.block
    if block.header and not table.header:
        table.header = tuple(normalise(cell) for cell in block.header)
        if table.rows and table.rows[-1].block.cells == block.header:
            table.rows.pop()
        table.place = statement.place
    table.rows.append(statement)


def _texts(statements: list[Statement], index: int, step: int) -> list[Statement]:
    """Up to three sentences, captions or items before or after a table, under the same heading."""
    found: list[Statement] = []
    while 0 <= index < len(statements) and len(found) < _AROUND and statements[index].form in ("sentence", "item"):
        found.append(statements[index])
        index += step
    return found


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """`normalise`, remembered: headings and cells come up again and again."""
    return normalise(text)


def cell(statement: Statement, index: int | None) -> str:
    """The normalised text of a row's cell; empty when there is none."""
    cells = statement.block.cells
    return normalised(cells[index]) if index is not None and 0 <= index < len(cells) else ""


def find_column(header: tuple[str, ...], words: re.Pattern[str], without: tuple[int | None, ...] = ()) -> int | None:
    """Index of the first header cell the pattern finds something in; the columns `without` are passed over."""
    return next((index for index, head in enumerate(header) if index not in without and words.search(head)), None)


@lru_cache(maxsize=512)
def columns(header: tuple[str, ...]) -> Columns:
    """Fiscal years of normalised header cells. An era given once holds for the columns after it; an empty cell after a
    year belongs to that year (a merged cell)."""
    result: list[tuple[int, ...]] = []
    open_end = False
    for index, text in enumerate(header):
        years = _years_of(text, result)
        if not years and not text and result and result[-1] and index < len(header):
            years = result[-1]
        result.append(years)
        open_end = open_end or bool(years and text and _OPEN.search(text))
    if sum(bool(column) for column in result) == 1 and not open_end:
        open_end = False
    return Columns(tuple(result), open_end)


def _years_of(text: str, before: list[tuple[int, ...]]) -> tuple[int, ...]:
    if not text or len(text) > 32:
        return ()
    found = moments(text)
    if found:
        first, last = found[0].fiscal_year, found[-1].fiscal_year
        between = text[found[0].end : found[-1].start] if len(found) > 1 else ""
        if len(found) > 1 and _TO.match(between) and first < last <= first + 15:
            return tuple(range(first, last + 1))
        return tuple(sorted({moment.fiscal_year for moment in found}))
    number = _BARE_NUMBER.match(text)
    previous = next((column for column in reversed(before) if column), ())
    if number and (previous or "年" in text):
        year = _REIWA + int(number[1])
        if (previous and year == previous[-1] + 1) or (not previous and 3 <= int(number[1]) <= 20):
            return (year,)
    return ()
