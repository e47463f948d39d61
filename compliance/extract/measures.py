"""Statements -> the inventory of measures: leaf headings of the measures chapters, or the rows of a measures table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from compliance.extract.cells import names_subject
from compliance.extract.moments import moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell, columns, find_column, normalised
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import TitleIndex, number_of
from compliance.plan import Measure
from compliance.read.headings import style_of

_CHAPTER = re.compile(
    r"施策|取組|取り組み|取組み|アクション|推進項目|実施事項|実施項目|具体的|プロジェクト|事業|"
    r"重点項目|行動計画"
)
_NO_CHAPTER = re.compile(
    r"体制|現状|課題|状況|実績|体系|背景|趣旨|経[緯過]|動向|振り返り|期間|位置[付づ]け|進捗|"
    r"進行管理|指標|工程|ロードマップ|スケジュール|前計画|これまで|国の|県の|アンケート|とは$|"
    r"の考え方|評価|結果|財源|育成方針"
)
_ASPECT = re.compile(
    r"^[■●◆◇○・◎□▼▽☆★→\s]*(?:[(\[【〔<《]?\d{0,2}[)\]】〕>》.、]?)(?:現状|課題|目的|概要|内容|取組内容|取組の内容|"
    r"取組方針|取組の方針|取組概要|具体的な?取組|具体的な?内容|主な取組|主な内容|"
    r"主な事業|目標|数値目標|kpi|指標|成果指標|評価指標|担当|所管|主管|実施主体|スケジュール|工程|ロードマップ|"
    r"年次計画|年度別|期待|効果|目指す|めざす|背景|施策の方向|方向性|基本的な考え方|これまで|"
    r"今後|対象|関連|備考|実施時期|実施年度|実施期間|用語|事例|参考|コラム|図|表\d|※|令和\d|平成\d|20\d\d|r\d|短期|"
    r"中期|長期|推進体制|進捗|まとめ|ポイント|留意|前期|後期|写真|体系|取組一覧|施策一覧|事業一覧)"
)
_OFFICE_LABEL = re.compile(
    r"^[■●◆◇○・◎□※【\[〔(]*(?:主な)?(?:担当(?:課|部署|部局|部|室|所属|所管|係)?|所管(?:課|"
    r"部署|部局)?|主管(?:課|部署)?|実施(?:主体|課|担当課)|関係(?:課|部署|部局)|"
    r"推進(?:担当)?課|取組(?:主体|課))(?:等|名)?[】\]〕)]*[:|は]?(?P<rest>.*)$"
)
_INLINE_OFFICE = re.compile(
    r"[(【\[〔](?:担当(?:課|部署|部局)?|所管(?:課|部署)?|"
    r"主管課)[】\]〕]?[:は]?(?P<rest>[^()【】\[\]〔〕。]{2,60})(?:[)】\]〕]|$)"
)
_OFFICE_COLUMN = re.compile(r"担当|所管|主管|実施主体|実施課|関係課|推進課|取組主体|部署")
_NAME_COLUMN = re.compile(r"施策|取組|取り組み|取組み|事業|プロジェクト")
_NO_NAME_COLUMN = re.compile(r"番号|no|年度|時期|関連|担当|期間|目標|指標")
_SPLIT = re.compile(r"[、,・/／;]|及び|並びに|(?<=課)(?=[一-龥]{1,8}(?:課|局|館|所|部)(?:[、,・/／;]|$))|\s+")
_OFFICE = re.compile(
    r"(?:課|部|室|局|係|所|班|センター|本部|委員会|事務局|各課|全課|署|館|会計|議会|庁|チーム|"
    r"グループ|担当|支所|全庁|部署)$"
)
_SEVERAL = 4
_ASPECTS_OF_SHEET = 2
"""Rows that tell an aspect of a measure (目的, 担当課) below its name: that many make a sheet of one measure."""
_SHEETS_OF_A_PILLAR = 2
"""Sheets below one heading from which they, and not the heading, are the measures."""
_NUMBER_LABEL = re.compile(r"(?:施策|取組|事業|項目)?(?:番号|no\.?)")
_BARE_NUMBER = re.compile(
    r"(?:基本|個別)?(?:施策|取組|取り組み|事業|項目|シート)?(?:no\.?)?\d{1,2}(?:[-.]\d{1,2}){0,2}"
)
"""A heading that only numbers its measure: the sheet below it names it."""
_STEP = re.compile(r"(?:^|[、。(→/・|:;\]】)])(?:【|\[|\()?$")
_WORK = re.compile(r"(?![約▲△-]?[\d,.]+\D{0,4}$).*[一-龥ァ-ヴーa-z]{2}")
"""What is done, not a sign or a figure with its unit."""
_YEAR_LABEL = re.compile(r"^(?:r\d|令和(?:\d|元)|20\d\d)[\dr令和年度~\-]*(?:\([^()]*\))?$")
_OWN_PLACES = frozenset(("measure", "organisation", "vision", "current", "kpi", "timetable", "background"))
_ACTING = frozenset(("committed", "aimed", "considered", "trial"))
_NO_STEP = (")", "まで", "~", "以降", "時点", "現在", "比", "から", "末現在", "実績", "末時点")


@dataclass(slots=True)
class Entry:
    """A measure being collected: where it stands, its path of headings (None for a table row), its own statements."""

    title: str
    norm: str
    statement: Statement
    path: tuple[str, ...] | None
    offices: list[str] = field(default_factory=list)
    texts: list[Statement] = field(default_factory=list)

    @property
    def number(self) -> str | None:
        """The number the title begins with."""
        return number_of(self.norm)[0]


@dataclass(slots=True)
class Inventory:
    """The measures of a plan and which measure a statement belongs to."""

    entries: list[Entry]
    by_path: dict[tuple[str, ...], Entry]

    def of(self, statement: Statement) -> Entry | None:
        """The measure in whose section a statement stands."""
        path = statement.block.headings
        for length in range(len(path), 0, -1):
            entry = self.by_path.get(path[:length])
            if entry:
                return entry
        return None


def inventory(statements: list[Statement], all_tables: list[Table], own_title: str | None) -> Inventory:
    """The measures, each with its offices and its own statements."""
    entries = _leaves(statements, normalise(own_title or ""))
    found = Inventory(entries, {entry.path: entry for entry in entries if entry.path})
    for statement in statements:
        entry = found.of(statement) if statement.form != "heading" else None
        if entry:
            entry.texts.append(statement)
    for entry in found.entries:
        _name_by_sheet(entry)
    _add_tables(found, all_tables)
    for entry in found.entries:
        named = _INLINE_OFFICE.search(entry.norm)
        told = [*(split_offices(named["rest"]) if named else ()), *_offices(entry.texts)]
        entry.offices.extend(office for office in told if office not in entry.offices)
    return found


def measures(found: Inventory, scheduled: Iterable[str]) -> list[Measure]:
    """The plan's measures. `scheduled`: normalised titles of what the timetable lists."""
    rows = TitleIndex(scheduled)
    return [
        Measure(
            number=entry.number,
            title=entry.title,
            offices=entry.offices,
            scheduled=rows.find(entry.norm) is not None or has_steps(entry.texts),
            at=entry.statement.passage,
        )
        for entry in found.entries
    ]


# --- headings -------------------------------------------------------------------------------------------------------


def _leaves(statements: list[Statement], own_title: str) -> list[Entry]:
    """Headings below a measures chapter that have no measure below them; those below the usual style count as text."""
    candidates = (
        _with_offices(statements)
        or [(statement, path) for statement, path in _headings(statements) if _is_measure(statement, path, own_title)]
        or _numbered(statements)
    )
    paths = {path for _, path in candidates}
    inner = {path[:length] for path in paths for length in range(1, len(path))}
    leaves = [(statement, path) for statement, path in candidates if path not in inner]
    if not leaves:
        return []
    styles = Counter(_style(statement) for statement, _ in leaves)
    depth = {_style(statement): -len(path) for statement, path in leaves}
    usual = max(styles, key=lambda style: (styles[style], style is not None, depth[style]))
    chosen: dict[tuple[str, ...], Statement] = {}
    by_path = {path: statement for statement, path in candidates}
    for statement, path in leaves:
        above = next(
            (
                path[:length]
                for length in range(1, len(path))
                if path[:length] in by_path and _style(by_path[path[:length]]) == usual
            ),
            None,
        )
        if above and usual is not None:
            chosen.setdefault(above, by_path[above])
        else:
            chosen.setdefault(path, statement)
    return [Entry(statement.block.text.strip(), statement.norm, statement, path) for path, statement in chosen.items()]


def _with_offices(statements: list[Statement]) -> list[tuple[Statement, tuple[str, ...]]]:
    """Headings that name the office of what stands below them, when there are several."""
    found = [
        (statement, path)
        for statement, path in _headings(statements)
        if statement.place in _OWN_PLACES and _INLINE_OFFICE.search(statement.norm)
    ]
    return found if len(found) >= _SEVERAL else []


def _numbered(statements: list[Statement]) -> list[tuple[Statement, tuple[str, ...]]]:
    """Of a plan whose chapters bear other names (stages of life, places): headings of compound numbers, when there are
    several."""
    found = [
        (statement, path)
        for statement, path in _headings(statements)
        if "-" in (number_of(statement.norm)[0] or "")
        and statement.place in _OWN_PLACES
        and not any(_NO_CHAPTER.search(normalised(heading)) for heading in path)
    ]
    return found if len(found) >= _SEVERAL else []


def _style(statement: Statement) -> str | None:
    return style_of(statement.block.text)


def _headings(statements: list[Statement]) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    for statement in statements:
        if statement.form == "heading":
            yield statement, (*statement.block.headings, statement.block.text)


def _is_measure(statement: Statement, path: tuple[str, ...], own_title: str) -> bool:
    """Below a measures chapter (the plan's title is none), in the plan's own part, and no aspect of a measure."""
    if statement.place not in _OWN_PLACES or _ASPECT.match(statement.norm):
        return False
    if _style(statement) == "【】" and number_of(statement.norm)[0] is None:
        return False
    if _NO_CHAPTER.search(statement.norm) and statement.place not in ("measure", "organisation"):
        return False
    above = [normalised(heading) for heading in path[:-1]]
    if above and above[0] == own_title:
        above = above[1:]
    if any(_ASPECT.match(heading) and not _CHAPTER.search(heading) for heading in above):
        return False
    chapters = [heading for heading in above if _CHAPTER.search(heading) and not _NO_CHAPTER.search(heading)]
    return bool(chapters) and not any(_NO_CHAPTER.search(heading) for heading in above)


def _name_by_sheet(entry: Entry) -> None:
    """施策1-1 over a sheet with the row 施策名: the name of the sheet is the title."""
    if not _BARE_NUMBER.fullmatch(entry.norm):
        return
    name = next((named for statement in entry.texts if (named := names_subject(statement.block))), None)
    if name:
        entry.title = f"{entry.title} {name}"
        entry.norm = normalise(entry.title)


# --- tables ---------------------------------------------------------------------------------------------------------


def _add_tables(found: Inventory, all_tables: list[Table]) -> None:
    """A measures table names the offices of measures known already, or is the inventory itself."""
    listed: list[Entry] = []
    by_title = {entry.norm: entry for entry in reversed(found.entries)}
    known_titles = TitleIndex(entry.norm for entry in found.entries)
    sheets = _sheets(found, all_tables)
    for table in all_tables:
        if id(table) in sheets:
            if sheet := sheets[id(table)]:
                listed.append(sheet)
            continue
        name, office = _table_columns(table)
        scheduled = len(columns(table.header).all) >= 2
        if name is None or (office is None and (table.place not in ("measure", "organisation") or scheduled)):
            continue  # a timetable lists measures only where it gives them an office too
        if office is None and found.of(table.rows[0]) is not None:
            continue
        chapter = any(_CHAPTER.search(heading) for heading in table.headings[-2:]) or office is not None
        for row in table.rows if chapter else ():
            title = cell(row, name)
            known = by_title.get(known_titles.find(title) or "") if title else None
            if known and office is not None:
                known.offices.extend(split_offices(cell(row, office)))
            elif title and not known:
                written = row.block.cells[name].strip()
                offices = split_offices(cell(row, office)) if office is not None else []
                listed.append(Entry(written, title, row, None, offices, [row]))
    if listed and (not found.entries or len(listed) >= 2 * len(found.entries)):
        found.entries = listed


def _sheets(found: Inventory, all_tables: list[Table]) -> dict[int, Entry | None]:
    """The sheets of measures, by the ids of their tables: each as a measure, or None where its heading is the measure."""
    named = {
        id(table): (table, name)
        for table in all_tables
        if table.place in ("measure", "organisation") and (name := _name_of_sheet(table))
    }
    sections = {key: found.of(table.rows[0]) for key, (table, _) in named.items()}
    in_section = Counter(map(id, sections.values()))

    def own(key: int) -> bool:
        return sections[key] is None or in_section[id(sections[key])] >= _SHEETS_OF_A_PILLAR

    return {key: _of_sheet(table, name) if own(key) else None for key, (table, name) in named.items()}


def _of_sheet(table: Table, name: str) -> Entry:
    offices = [office for row in table.rows for office in _labelled_offices(row)]
    return Entry(name, normalise(name), table.rows[0], None, offices, table.rows)


def _name_of_sheet(table: Table) -> str | None:
    """What a sheet of two columns is about: 施策名 | 窓口の改善 over 担当課 | 市民課, 目的 | …, or below the number of the measure."""
    if not table.header or sum(bool(_ASPECT.match(cell(row, 0))) for row in table.rows) < _ASPECTS_OF_SHEET:
        return None
    first = table.rows[0].block
    if len(table.header) == 2 and _NUMBER_LABEL.fullmatch(table.header[0]):
        return names_subject(first)
    return None if _ASPECT.match(table.header[-1]) else names_subject(replace(first, cells=first.header))


def _labelled_offices(row: Statement) -> list[str]:
    return split_offices(cell(row, 1)) if _OFFICE_LABEL.fullmatch(cell(row, 0)) else []


def _table_columns(table: Table) -> tuple[int | None, int | None]:
    """Indexes of the column of names and of the column of offices."""
    if not table.header or any("指標" in head or "目標" in head or "用語" in head for head in table.header):
        return None, None
    other = tuple(index for index, head in enumerate(table.header) if _NO_NAME_COLUMN.search(head))
    name = find_column(table.header[:3], _NAME_COLUMN, other)
    return name, find_column(table.header, _OFFICE_COLUMN, (name,))


# --- offices --------------------------------------------------------------------------------------------------------


def _offices(texts: list[Statement]) -> Iterator[str]:
    """Offices of the lines 担当課: …, of 【担当】 … and of what stands below a heading 担当課."""
    expecting = False
    for statement in texts:
        norm = statement.norm
        heading = normalised(statement.block.headings[-1]) if statement.block.headings else ""
        label = _OFFICE_LABEL.match(norm) if len(norm) <= 90 else None
        inline = _INLINE_OFFICE.search(norm) if "担当" in norm or "所管" in norm or "主管" in norm else None
        if label and not _sentence(label["rest"]):
            yield from split_offices(label["rest"])
            expecting = not label["rest"]
        elif expecting or (_OFFICE_LABEL.fullmatch(heading) and not _sentence(norm)):
            yield from split_offices(norm)
            expecting = False
        elif inline:
            yield from split_offices(inline["rest"])


def _sentence(text: str) -> bool:
    return text.endswith("。") or "します" in text or "する。" in text


def split_offices(text: str) -> list[str]:
    """The offices a normalised text lists."""
    parts = (part.strip("・、。:()（）【】|") for part in _SPLIT.split(text.strip("|")))
    return [part for part in dict.fromkeys(parts) if part and len(part) <= 25 and _OFFICE.search(part.split("(")[0])]


# --- timetable in the text ------------------------------------------------------------------------------------------


def has_steps(texts: list[Statement]) -> bool:
    """The measure's own text gives steps by fiscal year: at least two years, each at the head of a step."""
    found: set[int] = set()
    for statement in texts:
        if statement.place in ("measure", "timetable", "organisation"):
            found.update(_steps_of_row(statement) if statement.form == "row" else _steps_of_text(statement))
    return len(found) >= 2


def _steps_of_row(row: Statement) -> set[int]:
    if len(row.block.cells) == 2 and _YEAR_LABEL.match(cell(row, 0)):  # a row for each year: R7 | 三課で試行
        return set(columns((cell(row, 0),)).all) if _WORK.match(cell(row, 1)) else set()
    heads = columns(tuple(normalised(head) for head in row.block.header))
    if len(heads.all) < 2:
        return set()
    return {year for index, column in enumerate(heads.years) for year in column if cell(row, index)}


def _steps_of_text(statement: Statement) -> set[int]:
    acting = statement.form == "item" or (statement.clauses and statement.clauses[-1].strength in _ACTING)
    if statement.actor != "own" or not statement.years or not acting:
        return set()
    norm = statement.norm
    return {
        moment.fiscal_year
        for moment in moments(norm, statement.own_years)
        if moment.fiscal and _STEP.search(norm[: moment.start]) and not norm.startswith(_NO_STEP, moment.end)
    }
