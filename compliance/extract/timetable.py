"""Tables of fiscal-year columns -> the timetable: years covered, rows with what stands in each year, or none."""

from __future__ import annotations

import re

from compliance.extract.measures import Inventory
from compliance.extract.moments import moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Columns, Table, cell, columns, find_column
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import TitleIndex, content_words
from compliance.plan import Timetable, TimetableRow

_PHASES = re.compile(r"短期|中期|長期|第[1-4一二三四](?:段階|期|フェーズ)|ステップ\d|step\d|フェーズ\d|前期|後期|初期")
_FIGURE = re.compile(
    r"^[約▲△-]?[\d,.]+(?:[%％人件回台円千万億分秒時間世帯歳枚校団体]|か所|箇所|手続|万円|千円|"
    r"百万円|億円|ポイント|pt)*$|^[-―ー…*]$|^$"
)
_BAND = re.compile(
    r"計画(?:の)?期間|期間$|^本計画|^前計画|^現計画|総合計画|^(?:.{0,18}(?:dx|デジタル|"
    r"情報化).{0,8})?(?:推進)?(?:計画|戦略|ビジョン|方針|プラン)$"
)
_NOT_HERE = re.compile(
    r"国の|前計画|前期計画|実績|推移|これまで|策定の?経|検討の?経|策定スケジュール|策定までの|"
    r"総合計画|人口|現状|決算|指標|財政|費用|経費"
)
_TO_COME = re.compile(r"実績.{0,12}予定")
"""What a note says above a timetable that begins with the years gone by."""
_SKIPPED = frozenset(("appendix", "glossary", "national", "contents", "background", "current", "kpi", "quotation"))
_OFFICE_HEAD = re.compile(r"担当|所管|主管|部署|実施主体|関係課|備考|区分|番号|^no\.?$|^課")
"""Head of a column before the years that does not name what the row is about."""
_TITLE_HEAD = re.compile(r"取り?組|施策|事業|項目|プロジェクト|名$|名称")
_OF_PLANS = re.compile(r"計画")
"""Head of the column that names, in a table of the plans beside this one, what their years are of."""
_SPAN_HEAD = re.compile(r"^(?:実施|取組|導入|推進)?(?:年度|時期|期間|予定)$|^スケジュール$")
"""Head of a column that tells in one cell when the work of a row is done: R7~R10."""
_CHAPTER = re.compile(r"工程表|ロードマップ|スケジュール")
_YEAR_HEAD = re.compile(r"^[【\[(■●○◆・]?")
_ONLY_NUMBER = re.compile(r"^[0-9０-９]{1,2}[-－−‐.．][0-9０-９]{1,2}$")
_NUMBERS_SHARE = 0.5
TELLS = 15
"""Characters from which a cell beside the name of the work tells what it is."""


def timetable(statements: list[Statement], all_tables: list[Table], found: Inventory) -> Timetable | None:
    """The plan's own timetable: all tables with columns of years or phases, and lists by year below such a heading.

    Small tables inside the sections of measures make up a timetable only when a third of the measures have one.
    """
    own = [table for table in all_tables if is_timetable(table)]
    general = [table for table in own if found.of(table.rows[0]) is None]
    listed = _listed(statements, found)
    sections = {id(found.of(table.rows[0])) for table in own} if not general and not listed else set()
    if not general and not listed and 3 * len(sections) < max(len(found.entries), 1):
        return None
    chosen = general or ([] if listed else own)
    rows = [row for table in own for row in rows_of(table, found)] + listed
    if not rows:
        return None
    words = _spoken_of(statements)
    titles = TitleIndex(entry.norm for entry in found.entries)
    scheduled = {id(row.block) for table in own for row in table.rows}
    headings = (statement.norm for statement in statements if statement.form == "heading")
    listed_too = (entry.norm for entry in found.entries if id(entry.statement.block) not in scheduled)
    elsewhere = TitleIndex((*headings, *listed_too))
    rows = [
        row if row.described or not _described(row, elsewhere, words) else row.model_copy(update={"described": True})
        for row in rows
    ]
    years = {year for table in chosen for year in _years_of(table)} | {
        year for row in listed for year in row.fiscal_years
    }
    return Timetable(
        fiscal_years=sorted(year for year in years if 1989 <= year <= 2100),
        open_end=any(columns(table.header).open_end for table in chosen),
        rows=rows,
        by_measure=bool(general or listed) and _by_measure(rows, found, titles),
        at=[row.at for row in rows[:1]],
    )


def undated(all_tables: list[Table]) -> list[str]:
    """What a timetable chapter lists beside its timetable as work of no set year, normalised."""
    beside = (table for table in all_tables if any(map(_CHAPTER.search, table.headings)) and not is_timetable(table))
    return [text for table in beside for row in table.rows for index in range(2) if (text := cell(row, index))]


def _years_of(table: Table) -> list[int]:
    """The fiscal years a timetable has columns for, or names in the column of its rows' years."""
    span = span_column(table)
    if span is None:
        return columns(table.header).all
    return [year for row in table.rows for year in columns((cell(row, span),)).all]


def span_column(table: Table) -> int | None:
    """Index of the column that tells in one cell when the work of a row is done, in a table that names the work."""
    index = find_column(table.header, _SPAN_HEAD)
    title = find_column(table.header[:index], _TITLE_HEAD)
    if index is None or title is None or _OF_PLANS.search(table.header[title]):
        return None
    dated = sum(bool(columns((text := cell(row, index),)).all or _PHASES.search(text)) for row in table.rows)
    return index if 2 * dated >= len(table.rows) else None


def is_timetable(table: Table) -> bool:
    """Columns of at least two fiscal years (or of phases), or one of the years of each row, that hold work, not figures, in the
    plan's own part."""
    if table.place in _SKIPPED or not table.header or not table.rows:
        return False
    around = [*table.headings[-1:], *(statement.norm for statement in table.before[:1] if len(statement.norm) <= 40)]
    if any(_NOT_HERE.search(text) and not _TO_COME.search(text) for text in around):
        return False
    if span_column(table) is not None:
        return not any("目標" in head or "現状" in head for head in table.header)
    heads = columns(table.header)
    phased = sum(bool(_PHASES.search(head)) for head in table.header) >= 2
    told = [head for head, years in zip(table.header, heads.years, strict=True) if years and "実績" in head]
    if (len(heads.all) < 2 and not phased) or 2 * len(told) >= sum(map(bool, heads.years)) > 0:
        return False
    if any("指標" in head or "目標値" in head for head in table.header):
        return False
    entries = [
        text
        for row in table.rows
        for index in range(heads.first if not phased else 1, len(row.block.cells))
        if (text := cell(row, index))
    ]
    if not entries or sum(bool(_FIGURE.match(entry)) for entry in entries) > _NUMBERS_SHARE * len(entries):
        return False
    return not all(_BAND.search(title) for row in table.rows if (title := _title(row, heads.first)))


def _title(row: Statement, first: int) -> str:
    """The last filled cell before the columns of years, normalised."""
    return next((text for index in range(first - 1, -1, -1) if (text := cell(row, index))), "")


def rows_of(table: Table, found: Inventory) -> list[TimetableRow]:
    """The rows of a timetable. A row without a title goes on with the one before; a row of a measure's own table bears
    the measure's title before its own."""
    entry = found.of(table.rows[0])
    section = entry.title if entry else ""
    span = span_column(table)
    heads = columns(table.header)
    first = span if span is not None else heads.first if heads.all else 1
    result = []
    title = ""
    named = _title_columns([normalise(head) for head in table.header[:first]]) or list(range(first))
    for row in table.rows:
        cells = row.block.cells
        filled = [text for index in named if index < len(cells) and (text := cells[index].strip())]
        if filled and _ONLY_NUMBER.match(filled[-1]):
            filled.append(f"{filled[-1]} {_beside(row, named, first)}".strip())
        title = filled[-1] if filled else title
        full = f"{section} {title}" if section not in title else title
        told = any(len(text) >= TELLS for index, text in enumerate(cells[:first]) if index not in named)
        heads_of_row = (
            heads if span is None else Columns(((),) * span + (tuple(columns((cell(row, span),)).all),), False)
        )
        result.append(_row(row, full, heads_of_row, told))
    return result


def _beside(row: Statement, named: list[int], first: int) -> str:
    """What stands beside the number of a measure before the columns of years."""
    cells = row.block.cells[:first]
    return next((text for index, cell in enumerate(cells) if index not in named and (text := cell.strip())), "")


def _title_columns(heads: list[str]) -> list[int]:
    """Of the columns before the years those that name the work; where none says so, all but offices, numbers and remarks. A
    head without text goes on with the one before: merged cells."""
    for index in range(1, len(heads)):
        heads[index] = heads[index] or heads[index - 1]
    titles = [index for index, head in enumerate(heads) if _TITLE_HEAD.search(head) and not _OFFICE_HEAD.search(head)]
    return titles or [index for index, head in enumerate(heads) if not _OFFICE_HEAD.search(head)]


def _row(row: Statement, title: str, heads: Columns, told: bool) -> TimetableRow:
    """What stands in the columns of years; cells of one year (上期, 下期) are put together. `told`: a cell before them tells
    what the work is."""
    entries: dict[str, str] = {}
    years: set[int] = set()
    for column, written in zip(heads.years, row.block.cells, strict=False):
        text = written.strip()
        if text and column:
            years.update(column)
            key = str(column[0])
            entries[key] = f"{entries[key]} {text}" if key in entries else text
    return TimetableRow(
        title=title,
        fiscal_years=sorted(year for year in years if 1989 <= year <= 2100),
        entries=entries,
        described=told,
        at=row.passage,
    )


def _listed(statements: list[Statement], found: Inventory) -> list[TimetableRow]:
    """Lists below a year, in the same line or above it, in a timetable chapter: 令和8年度: …."""
    rows = []
    for statement in statements:
        if statement.place != "timetable" or statement.form in ("row", "heading") or found.of(statement) is not None:
            continue
        if any(_NOT_HERE.search(heading) for heading in statement.block.headings[-1:]):
            continue
        norm = statement.norm
        heads = moments(norm, statement.own_years)
        year = next((moment for moment in heads if moment.fiscal and moment.start <= 2), None)
        text = norm[year.end :].lstrip("】]):。、|") if year else norm
        above = (*statement.block.parents[-1:], *statement.block.headings[-1:])
        if year is None and above:
            over = moments(_YEAR_HEAD.sub("", above[0]))
            year = over[0] if over and over[0].fiscal and len(above[0]) <= 20 else None
        if year is not None and 1989 <= year.fiscal_year <= 2100 and text:
            rows.append(
                TimetableRow(
                    title=text[:60],
                    fiscal_years=[year.fiscal_year],
                    entries={str(year.fiscal_year): text},
                    described=False,
                    at=statement.passage,
                )
            )
    return rows


def _spoken_of(statements: list[Statement]) -> str:
    """All text of the plan's own part outside tables of years."""
    return "\n".join(
        statement.norm
        for statement in statements
        if statement.place not in ("timetable", "contents", "glossary", "national", "quotation")
    )


def _described(row: TimetableRow, titles: TitleIndex, text: str) -> bool:
    """The row is called as a heading or a measure of the inventory, or a word that says what it is about stands in the text."""
    title = normalise(row.title)
    words = content_words(title)
    return not words or any(word in text for word in words) or titles.find(title) is not None


def _by_measure(rows: list[TimetableRow], found: Inventory, known: TitleIndex) -> bool:
    """Half of the rows or more name a measure (of a plan without an inventory: have a title that says something)."""
    titles = list(dict.fromkeys(normalise(row.title) for row in rows))
    words = frozenset(word for entry in found.entries for word in content_words(entry.norm))
    named = sum(
        bool(content_words(title) & words if words else content_words(title)) or known.find(title) is not None
        for title in titles
    )
    return named >= len(titles) / 2
