"""Tables, bullets and sentences -> KPIs: name, present and target value, whether it can be judged, due year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.extract.cells import pieces_of
from compliance.extract.moments import Moment, moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell, columns, find_column
from compliance.japanese.normalise import normalise
from compliance.plan import Indicator

_NAME_HEAD = re.compile(r"指標|kpi|項目|成果|アウト(?:カム|プット)|目標項目|内容|取組|施策|事業|名称")
_NAME_BEST = re.compile(r"指標|kpi|目標項目|成果目標(?!値)|ものさし|物差し|測るもの|はかるもの")
_TARGET_HEAD = re.compile(r"目標|(?:めざす|目指す|目ざす)(?:値|数|水準|姿|ところ|数字)|計画値|目安|到達(?:点|値)")
_NO_TARGET_HEAD = re.compile(
    r"目標年|達成年|目標時期|目標項目|目標名|達成時期|目標期限|目標設定|考え方|算出|根拠|"
    r"目標指標|成果目標$|^目標$|施策目標|理由"
)
_BASE_HEAD = re.compile(r"現状|現況|現在|基準|実績|策定時|当初|初期値|^(?:い|今)ま?の?(?:値|数|姿|$|\()")
_YEAR_HEAD = re.compile(r"目標年|達成年|目標時期|達成時期|期限|年度$|時期$|目標年次")
_KPI_PLACE = re.compile(r"指標|kpi|数値目標|成果目標|目標値")
_DIGIT = re.compile(
    r"\d|[一二三四五六七八九十百]+(?:割|倍|件|人|回|割以上)|半減|倍増|半分|ゼロ|全(?:て|部|課|職員|"
    r"手続|施設|員|庁|業務|校|町|市|世帯|国民|員)|皆無|すべて|なし"
)
_BINARY = re.compile(
    r"完了|導入|実施|策定|公開|開始|設置|達成|稼働|運用|構築|整備|作成|開設|制定|移行|締結|改定|"
    r"公表|配備|配置|終了|廃止|済|有|○|〇|◯|◎|あり|可|維持|継続|以上|以下|毎年|実現|活用|取得|参加|"
    r"提供"
)
_VAGUE = re.compile(
    r"増加|向上|拡大|推進|充実|改善|減少|低減|短縮|削減|強化|促進|検討|未定|未設定|調整中|"
    r"設定(?:予定|中|します|する)|別途|普及|軽減|↑|↗|→|定着|醸成|抑制|高める|増やす|減らす|上昇|縮減|"
    r"今後"
)
_EMPTY = re.compile(r"^[-―ー－/…*]*$")
_CELL_YEAR = re.compile(r"[(]")
_BULLET = re.compile(
    r"^(?:[・○●◇◆■※→-]|kpi\d*[:|]?|指標\d*[:|]|成果指標\d*[:|]?|目標(?:値)?[:|]|数値目標[:|]?|"
    r"【[^】]{1,12}】|\d{1,2}[.)、])*(?P<name>[^。:→|]{3,45}?)[:|、]?(?P<values>(?:現状|現在|目標|"
    r"\d|約\d|令和|r\d|h\d|→|=).{0,80})$"
)
_ARROW = re.compile(r"→|から|⇒|->")
_SENTENCE = re.compile(
    r"(?P<name>[^。、「」]{3,45})(?:を|は)、?(?P<rest>(?:[^。]{0,40}?)?(?:\d[\d,.]*|[一二三四五六七八九十]割|全て|"
    r"すべて|ゼロ|半減|倍増)(?:%|割|件|人|名|回|か所|箇所|カ所|手続|業務|台|時間|分|日|種類|種|団体|課|講座|サービス|"
    r"枚|世帯|校|ポイント|pt|施設|件以上|倍)?"
    r"(?:以上|以下|以内|程度|超)?(?:に|へ|と|まで)?(?:する|します|とする|とします|なる|高め|引き上げ|引上げ|増や|"
    r"減ら|削減|縮減|短縮|拡大|向上|目指|伸ば|達成|上げ|下げ|抑え|増加)[^。]{0,25})。?$"
)
_SHEET_LABEL = re.compile(r"^(?:成果|評価|数値|活動)?(?:指標|kpi|目標)(?:\(kpi\)|名|値|・目標値?|と目標値?|項目)?$")
_NO_NAME = re.compile(r"^(?:現状|目標|基準|各指標|いずれ|なお|※|注)|[はがをもにの]$")
_SHEET_ENTRY = re.compile(
    r"^(?P<name>[^。→|]{3,60}?)[:、]?(?P<values>(?:現状|現在|基準|目標)(?:値|は|:|\d|約|令和|r\d|\(|なし|未).{0,80})$"
)
_DOTTED = re.compile(r"^(?P<name>[^。→|]{3,60}?)\.{3,}(?P<values>.{1,80})$")
"""A line of a list of goals: 電子決裁の割合……0%(令和5年度)→95%."""
_GOALS = re.compile(r"^(?:\d{1,2}[.)、])?(?:成果|数値|評価)?(?:指標|目標|kpi)(?:値)?(?:\([^()]*\))?$")
"""The item above a list of goals."""
_OPENING = ("kpi", "指標", "成果指標", "数値目標", "【kpi", "【指標", "【目標", "目標:", "目標値")
_PROMISED = ("committed", "aimed", "mention")
_VALUES = re.compile(
    r"\d[\d,.]*(?:%|割|件|人|名|回|か所|箇所|手続|業務|台|時間|分|日|種類|団体|課|講座|施設|枚|"
    r"世帯|校)?"
)
_FOR_ALL = re.compile(r"(?:目標年度|達成年度|目標値|達成時期|目標の達成|各指標|指標の目標|kpi)(?:は|を|の|に|が|と)")
_LEAD = re.compile(
    r"^(?:年?度?末?(?:までに|に|には|まで|の)|末までに|なお|また|さらに|数値目標|成果指標|目標値?)[:、]?"
)
_MEASURED = re.compile(r"(?:率|割合|数|時間|度|者|額|件|点|量|日数|利用|比率|シェア)(?:\([^()]*\))?$")
_DUE = re.compile(r"^(?:年?度?末|末|中|内|時点)?(?:に|まで|には|で|の|:|、|\)|→|に向け)|^$")
_TARGET_YEAR_NOTE = re.compile(r"目標(?:値|年度|年|は|の)|達成(?:年度|時期|目標)|最終年度|計画期間|指標")
_BASE_NOTE = re.compile(r"現状|基準|実績|当初|策定時")
_TARGET_NOTE = re.compile(r"、?(?=目標)")
"""Where the target begins after the present value: 現状値:31種類(R6) 目標値:60種類."""
_OWN_PLACES = frozenset(("measure", "organisation", "kpi", "vision", "timetable"))


def indicators(statements: list[Statement], all_tables: list[Table], end_fy: int | None) -> list[Indicator]:
    """All KPIs the plan sets up, in reading order. `end_fy`: the end of the plan, which 最終年度 means."""
    general = _general_year(statements, end_fy)
    found: list[tuple[int, Indicator]] = []
    order = {id(statement): index for index, statement in enumerate(statements)}
    for table in all_tables:
        if table.place in _OWN_PLACES:
            found.extend((order[id(row)], indicator) for row, indicator in _of_table(table, end_fy, general))
            found.extend((order[id(row)], indicator) for row in table.rows for indicator in _of_sheet_row(row))
    for index, statement in enumerate(statements):
        if statement.form in ("item", "sentence") and statement.place in _OWN_PLACES and statement.actor == "own":
            indicator = _of_text(statement)
            if indicator:
                found.append((index, indicator))
    return [indicator for _, indicator in sorted(found, key=lambda pair: pair[0])]


# --- tables ---------------------------------------------------------------------------------------------------------


def _of_table(table: Table, end_fy: int | None, general: int | None) -> Iterator[tuple[Statement, Indicator]]:
    name, base, target, due = _layout(table)
    if name is None or target is None:
        return
    header_year = _header_year(table, target, due, end_fy)
    title = ""
    for row in table.rows:
        if _second_header(row, table, target):
            header_year = header_year or _year_of(cell(row, target))
            continue
        title, value = cell(row, name) or title, cell(row, target)
        filled = any(cell(row, index) for index in range(len(row.block.cells)) if index != name)
        shifted = len(row.block.cells) != len(table.header) and not value
        if not title or not filled or shifted or _NAME_BEST.fullmatch(title):
            continue
        year = _year_of(cell(row, due)) or _year_of(value) or header_year or general
        yield (
            row,
            Indicator(
                name=row.block.cells[name].strip() or title,
                base=_written(row, base),
                target=_written(row, target),
                numeric=is_judgeable(value),
                fiscal_year=year,
                at=row.passage,
            ),
        )


def _of_sheet_row(row: Statement) -> Iterator[Indicator]:
    """The row 指標 of a sheet of a measure: name, present and target value in one cell or in the cells beside it."""
    label = next((index for index in range(min(2, len(row.block.cells))) if _SHEET_LABEL.match(cell(row, index))), None)
    if label is None:
        return
    for piece in pieces_of("　".join(row.block.cells[label + 1 :])).split("|"):
        indicator = _of_bullet(piece, row)
        if indicator:
            yield indicator


def _layout(table: Table) -> tuple[int | None, int | None, int | None, int | None]:
    """Columns of name, present value, target value and due year; without a target column it is no KPI table."""
    header = table.header
    about_kpi = any(_NAME_BEST.search(head) for head in header) or _KPI_PLACE.search(table.heading) is not None
    target = _target_column(header, about_kpi)
    base = find_column(header, _BASE_HEAD, (target,))
    if target is None or not (about_kpi or base is not None):
        return None, None, None, None
    name = find_column(header, _NAME_BEST, (target, base))
    if name is None:
        name = find_column(header, _NAME_HEAD, (target, base))
    if name is None and target:
        name = 0
    dated = tuple(index for index, head in enumerate(header) if moments(head))
    return name, base, target, find_column(header, _YEAR_HEAD, (name, base, target, *dated))


def _target_column(header: tuple[str, ...], about_kpi: bool) -> int | None:
    """The last column of targets; in a KPI table without one the plain 目標, or the last of several years."""
    named = [
        index for index, head in enumerate(header) if _TARGET_HEAD.search(head) and not _NO_TARGET_HEAD.search(head)
    ]
    if named or not about_kpi:
        return named[-1] if named else None
    if "目標" in header:
        return header.index("目標")
    years = columns(header)
    dated = [index for index in range(1, len(header)) if years.years[index] and not _BASE_HEAD.search(header[index])]
    told = any("実績" in head for head in header)
    return dated[-1] if dated and len(years.all) >= 2 and not told else None


def _second_header(row: Statement, table: Table, target: int) -> bool:
    """A second line of the header: years below 現状値 and 目標値."""
    texts = [text for index in range(len(row.block.cells)) if (text := cell(row, index))]
    return (
        row is table.rows[0]
        and bool(texts)
        and all((_year_of(text) and len(text) <= 20) or text in table.header for text in texts)
        and _year_of(cell(row, target)) is not None
    )


def _header_year(table: Table, target: int, due: int | None, end_fy: int | None) -> int | None:
    """The year all targets are due: in the header, in the heading or in the texts around the table."""
    year = _year_of(table.header[target]) or _year_of(table.header[due] if due is not None else "")
    if year:
        return year
    if "最終年度" in table.header[target] or "計画期間" in table.header[target] or "期末" in table.header[target]:
        return end_fy
    for statement in [*reversed(table.before), *table.after]:
        year = _noted_year(statement.norm, end_fy)
        if year:
            return year
    for heading in reversed(table.headings[-2:]):
        found = [moment.fiscal_year for moment in moments(heading.replace(" ", ""))]
        if found and ("目標" in heading or "指標" in heading or "kpi" in heading.lower()):
            return found[-1]
    return None


def _general_year(statements: list[Statement], end_fy: int | None) -> int | None:
    """A year the plan sets for all its targets: 目標年度は令和9年度とします."""
    for statement in statements:
        if (
            ("目標" in statement.norm or "指標" in statement.norm)
            and statement.form != "row"
            and statement.place in _OWN_PLACES
            and _FOR_ALL.search(statement.norm)
        ):
            year = _noted_year(statement.norm, end_fy)
            if year:
                return year
    return None


def _noted_year(text: str, end_fy: int | None) -> int | None:
    """令和11年度の目標値, 目標年度は令和11年度, 計画期間の最終年度の値."""
    if not _TARGET_YEAR_NOTE.search(text):
        return None
    for moment in reversed(moments(text)):
        before = text[: moment.start].rstrip("、")
        if not _BASE_NOTE.search(before[max(before.rfind("、"), before.rfind("。")) + 1 :]):
            return moment.fiscal_year
    return end_fy if re.search(r"(?:最終年度|終期|計画期間(?:内|中|の終わり|末))", text) else None


def _year_of(text: str) -> int | None:
    found = moments(text) if text else []
    return found[-1].fiscal_year if found and 1989 <= found[-1].fiscal_year <= 2100 else None


def _written(row: Statement, index: int | None) -> str | None:
    return row.block.cells[index].strip() or None if index is not None and index < len(row.block.cells) else None


def is_judgeable(value: str) -> bool:
    """A number, or a state that is reached or not (導入完了); not a direction (増加, 向上), nor an empty cell."""
    bare = value
    for moment in reversed(moments(value)):
        bare = bare[: moment.start] + bare[moment.end :]
    bare = bare.strip("()（）:→まで末に、")
    if _EMPTY.match(bare):
        return False
    if _DIGIT.search(bare):
        return True
    if _VAGUE.search(bare):
        return bool(re.search(r"完了|済|以上|以下", bare))
    return bool(_BINARY.search(bare)) or len(bare) >= 2


# --- bullets and sentences ------------------------------------------------------------------------------------------


def _of_text(statement: Statement) -> Indicator | None:
    """A KPI written as a bullet in a KPI section (or after KPI:, or in a list of goals), or as a sentence with a value and a
    year."""
    norm = statement.norm
    above = normalise(statement.block.parents[-1]) if statement.block.parents else ""
    listed = bool(_GOALS.match(above))
    if len(norm) > 160 or not (_DIGIT.search(norm) or listed or statement.place == "kpi"):
        return None
    if listed or statement.place == "kpi" or norm.startswith(_OPENING):
        complete = statement.form == "sentence" and norm.rstrip("。").endswith(("ます", "する", "です", "ある"))
        indicator = None if complete else _of_bullet(norm, statement)
        if indicator:
            due = indicator.fiscal_year or (_year_of(above) if listed else None)
            return indicator.model_copy(update={"fiscal_year": due})
    return (_of_rise(statement) if statement.form == "item" else None) or _of_sentence(statement)


def _of_rise(statement: Statement) -> Indicator | None:
    """A bullet outside a KPI section that tells what is measured, where it stands and where it shall stand in which year:
    申請率 20%(令和5年度)→60%(令和9年度)."""
    if not _ARROW.search(statement.norm):
        return None
    found = _of_bullet(statement.norm, statement)
    return found if found and found.base and found.fiscal_year and _MEASURED.search(found.name) else None


def _of_bullet(text: str, statement: Statement) -> Indicator | None:
    text = text.rstrip("。")
    dotted = _DOTTED.match(text) if statement.form == "item" else None
    match = dotted or (_SHEET_ENTRY.match(text) if statement.form == "row" else None) or _BULLET.match(text)
    if not match or _NO_NAME.search(match["name"].strip("「」")):
        return None
    values = match["values"]
    parts = _ARROW.split(values)
    if len(parts) == 1 and _BASE_NOTE.match(values):
        parts = _TARGET_NOTE.split(values)
    target = parts[-1]
    year = _year_of(target) or (_year_of(values) if len(parts) == 1 and not _BASE_NOTE.search(values) else None)
    bare = target
    if (
        dotted is None
        and len(parts) == 1
        and not re.search(r"\d", re.sub(r"(?:令和|平成|[rh])?\d{1,4}年?度?", "", values))
        and not is_judgeable(bare)
    ):
        return None
    base = parts[0] if len(parts) > 1 else None
    return Indicator(
        name=match["name"].strip("「」"),
        base=base,
        target=target,
        numeric=is_judgeable(target),
        fiscal_year=year,
        at=statement.passage,
    )


def _of_sentence(statement: Statement) -> Indicator | None:
    """Only a sentence that is complete counts as a KPI: a name, a number, a year that is due and a promise."""
    norm = statement.norm
    if not statement.years or not statement.clauses or statement.clauses[-1].strength not in _PROMISED:
        return None
    match = _SENTENCE.search(norm)
    due = _due(norm, moments(norm, statement.own_years))
    if not match or due is None:
        return None
    name, values = _kpi_name(match["name"]), _VALUES.findall(_without_years(match["rest"]))
    if not _MEASURED.search(name) or len(name) < 4 or (not values and not _DIGIT.search(match["rest"])):
        return None
    return Indicator(
        name=name,
        base=values[0] if len(values) > 1 else None,
        target=values[-1] if values else match["rest"],
        numeric=True,
        fiscal_year=due.fiscal_year,
        at=statement.passage,
    )


def _kpi_name(name: str) -> str:
    """The name without a year or a label before it."""
    for moment in reversed(moments(name)):
        name = name[moment.end :] or name[: moment.start]
    return _LEAD.sub("", name)


def _due(norm: str, found: list[Moment]) -> Moment | None:
    """The last year the sentence says something is reached by."""
    return next(
        (
            moment
            for moment in reversed(found)
            if _DUE.match(norm[moment.end :])
            and not norm.startswith("から", moment.end)
            and 1989 <= moment.fiscal_year <= 2100
        ),
        None,
    )


def _without_years(text: str) -> str:
    for moment in reversed(moments(text)):
        text = text[: moment.start] + text[moment.end :]
    return text
