"""Statements -> the plan's period in fiscal years, with its passages.

Not the period of a national or prefectural plan, of the 総合計画 or of a former plan; an extended end counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from compliance.extract.moments import Moment, moments
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import Passage, Period

_HEADING = re.compile(r"期間|終期|計画年|取組年次|いつから|何年間|対象年度")
_FOREIGN_HEADING = re.compile(
    r"国の|県の|総合計画|前計画|前期計画|基本構想|総合戦略|進捗|指定期間|保存期間|契約期間|"
    r"委嘱"
)
_OWN_PERIOD = re.compile(
    r"(?:本|この|当)(?:計画|方針|戦略|プラン|ビジョン|構想|指針)|計画の?期間|対象(?:期間|年度|"
    r"とする期間|とする年度)|推進期間|取組期間|取り組み期間|実施期間"
    r"|(?:dx|デジタル|情報化)[^、。]{0,12}(?:計画|プラン|方針|戦略|ビジョン)[^、。]{0,6}期間"
)
_WORDS = (
    "期間",
    "初年度",
    "最終年度",
    "始期",
    "終期",
    "開始年度",
    "終了年度",
    "延長",
    "対象とする年度",
    "計画年度",
    "に始ま",
    "に終わ",
    "スタート",
    "始まり",
    "終わりの年",
    "最後の年",
    "最初の年",
)
_FOREIGN = (
    r"総合計画|基本計画|基本構想|実施計画|総合戦略|大綱|前計画|前期計画|旧計画|第1期計画|第1次計画|"
    r"前回の?計画|現行計画|県計画|国計画|上位計画|関連計画|重点計画|行革"
    r"|まち・ひと|国の|国は|国では|国が|県の|県は|県では|都の|府の|道の|総務省|政府|自治体dx推進計画|委嘱|"
    r"任期|契約"
)
_FOREIGN_TOPIC = re.compile(rf"(?:{_FOREIGN})")
_OWN = re.compile(r"(?:本|この|当)(?:計画|方針|戦略|プラン|ビジョン|構想|指針)")
_FOREIGN_BRACKET = re.compile(
    rf"(?:{_FOREIGN}|計画(?!の?期間)|構想|戦略)[^、。()]{{0,12}}?[(][^()]*(?:[(][^()]*[)][^()]*)*[)]"
)
_REVISED = re.compile(r"(?:改定|改訂|変更|延長|見直し)後の?[^、。]{0,8}(?:計画|期間)")
"""The period as revised, which counts and not the first one."""
_QUOTED_RANGE = re.compile(r"「[^」]*」|『[^』]*』")
_RANGE = re.compile(r"^(?:当?初|[4４]月)?(?:から|より|~|-|ー|→|~>|、?至)(?:西暦)?$")
_LENGTH = re.compile(
    r"^(?:を?(?:始期|初年度|開始年度)とする|から|より|からの|から向こう|を初年度とし)、?(?:向こう|"
    r"概ね|おおむね)?(\d{1,2}|[一二三四五六七八九十])(?:年間|か年|カ年|ヶ年|ヵ年|箇年|年)"
)
_START = re.compile(
    r"^(?:\d+月)?(?:を|が)?(?:計画の?)?(?:初年度|始期|開始年度|始まり|開始|起点|スタート|最初の年)|"
    r"^(?:\d+月)?(?:から|より|に(?:始ま|はじま|スタート|開始|着手))"
)
_START_BEFORE = re.compile(r"(?:初年度|始期|開始年度|開始|始まり|自)(?:は|が|:|を|\|)?、?$")
_END = re.compile(
    r"^(?:末|3月31日)?(?:を|が)?(?:計画の?)?(?:最終年度|終期|終了年度|目標年度|満了|期限|終わりの年|最後の年)|^(?:末|"
    r"度末)?(?:まで|迄)|^(?:末|中|度末)?(?:に(?:終わ|終了|満了)|をゴール|(?:で|をもって)(?:終わ|終了|満了))"
)
_END_BEFORE = re.compile(
    r"(?:最終年度|終期|終了年度|目標年度|終了|終わり|至|満了|いつまで|ゴール)(?:は|が|:|を|\|)?、?$"
)
_HALVES = re.compile(r"前期|後期|第1期|第2期|前半|後半")
_BAND_NAME = re.compile(
    _OWN_PERIOD.pattern
    + r"|^(?!.*(?:国|県|自治体dx|前|第1[期次])).{0,18}(?:dx|デジタル|情報化)[^、。]{0,12}(?:計画|プラン|方針|戦略|"
    r"ビジョン)$"
)
_CONDITIONAL = re.compile(r"場合|できる|可能|必要に応じ|検討|ことがあ|しない|せず")
_KANJI = "一二三四五六七八九十"
_SETTLED = ("done", "doing", "committed", "mention")
_EXTENDED_BY = re.compile(r"(\d{1,2}|[一二三四五])(?:年|か年|年間)(?:間)?延長")
_FOREIGN_HEAD = re.compile(r"^(?:国|県|政府|総務省|前計画|総合計画)(?:は|が|では|の)")
_SKIPPED = frozenset(("contents", "glossary", "national", "quotation"))


@dataclass(frozen=True, slots=True)
class Span:
    """A period as one statement gives it. `score`: how surely it is the plan's own."""

    start: int | None
    end: int | None
    score: int
    statement: Statement
    last_day: date | None = None


def period(spans: list[Span], statements: list[Statement]) -> Period:
    """The plan's own period, out of all that gives it (`own_spans`), and its extension."""
    if not spans:
        return Period()
    best = max(
        spans, key=lambda span: (span.start is not None and span.end is not None, span.score, span.end is not None)
    )
    start, end, last_day, at = best.start, best.end, best.last_day, [best.statement.passage]
    for other in spans:
        if start is None and other.start is not None and other.score >= 3 and (end is None or other.start <= end):
            start, at = other.start, [*at, other.statement.passage]
        if end is None and other.end is not None and other.score >= 3 and (start is None or other.end >= start):
            end, last_day, at = other.end, other.last_day, [*at, other.statement.passage]
    extended = _extension(statements, end)
    if extended:
        end, last_day, at = extended[0], None, [*at, extended[1]]
    return Period(start_fy=_known(start), end_fy=_known(end), last_day=last_day, at=at)


def own_spans(statements: list[Statement], cover: set[int]) -> list[Span]:
    """Every statement that gives the plan's own period, in whole, in part or without years.

    `cover`: ids of the blocks of the cover.
    """
    spans = []
    for statement in statements:
        if statement.place in _SKIPPED or (_bare_heading(statement) and id(statement.block) not in cover):
            continue
        score = _score(statement, id(statement.block) in cover)
        if score:
            found = (*band, None) if (band := _row_band(statement)) else _read(statement.norm, score)
            if found or (score >= 4 and "期間" in statement.norm and not _FOREIGN_START.match(statement.norm)):
                start, end, last_day = found or (None, None, None)
                spans.append(Span(start, end, score, statement, last_day))
    return spans


def _bare_heading(statement: Statement) -> bool:
    """A heading tells a period only when it gives both ends: 3 計画期間(令和5年度~令和9年度)."""
    return statement.form == "heading" and not (len(statement.years) >= 2 and _OWN_PERIOD.search(statement.norm))


def _known(year: int | None) -> int | None:
    return year if year is not None and 1989 <= year <= 2100 else None


def _score(statement: Statement, on_cover: bool) -> int:
    """0: not about the plan's own period; 1: a line of the cover; 3 and more: a sentence, or the label of such a line, says so."""
    norm = statement.norm
    if on_cover:
        if not statement.years or len(norm) > 60 or "策定" in norm:
            return 0
        return 3 if _COVER_LABEL.match(norm) else 1
    heading = statement.block.headings[-1] if statement.block.headings else ""
    in_section = bool(_HEADING.search(heading)) and not _FOREIGN_HEADING.search(heading)
    if not in_section and not any(word in norm for word in _WORDS):
        return 0
    if statement.named and statement.actor != "own" and not _OWN.search(norm):
        return 0
    own = bool(_OWN_PERIOD.search(norm)) or (norm.startswith("期間") and not _FOREIGN_TOPIC.search(norm))
    if statement.place in ("appendix", "background") and not (_OWN.search(norm) or (in_section and own)):
        return 0
    if (not in_section and not own) or (statement.place == "current" and not _OWN.search(norm)):
        return 0
    return (
        2
        + (2 if in_section else 0)
        + (2 if own and "期間" in norm else 0)
        + (1 if _OWN.search(norm) else 0)
        + (4 if _REVISED.search(norm) else 0)
    )


_COVER_LABEL = re.compile(r"(?:計画|取組|実施|推進|対象|適用|有効)?(?:の)?(?:期間|期限|年度)[:|(]")
_Ends = tuple[int | None, int | None, date | None]


def _read(norm: str, score: int) -> _Ends | None:
    """Start, end and last day (of a month) that a text gives, ranges in brackets after another plan's name left out."""
    text = _QUOTED_RANGE.sub("", norm)
    text = _OWN_BRACKET.sub(r"\1は\2", text) if score > 1 else text
    text = _FOREIGN_BRACKET.sub("", text) if score > 1 else text
    found = moments(text)
    if not found:
        return None
    if len(found) >= 3 and len(set(_HALVES.findall(text))) >= 2 and not _foreign(text, found[0]):
        return min(moment.fiscal_year for moment in found), max(moment.fiscal_year for moment in found), None
    for first, second in pairwise(found):
        if (
            _RANGE.match(text[first.end : second.start])
            and first.fiscal_year <= second.fiscal_year
            and not _foreign(text, first)
        ):
            return first.fiscal_year, second.fiscal_year, _last_day(second)
    if score == 1:
        return None
    return _ends(text, [moment for moment in found if not _foreign(text, moment)])


_FOREIGN_START = re.compile(
    rf"^[^、。]{{0,25}}(?:{_FOREIGN})[^、。]{{0,12}}期間|^[^、。]{{0,12}}(?:県|都|府|道)の|"
    rf".*(?:委嘱|契約|任)"
)
_OWN_BRACKET = re.compile(r"((?:本|この|当)(?:計画|方針|戦略|プラン|ビジョン))[(]([^()]*(?:[(][^()]*[)][^()]*)*)[)]")


def _foreign(text: str, moment: Moment) -> bool:
    """The clause before the year names another plan and not this one."""
    begin = (
        max(text.rfind("、", 0, moment.start), text.rfind("。", 0, moment.start), text.rfind("|", 0, moment.start)) + 1
    )
    clause = text[begin : moment.start]
    return (
        bool(_FOREIGN_TOPIC.search(clause))
        and not _OWN.search(clause)
        and not re.search(r"合わせ|あわせ|整合|同じく|同様", clause)
    )


def _last_day(moment: Moment) -> date | None:
    return moment.last_day if moment.month else None


def _ends(text: str, found: list[Moment]) -> _Ends | None:
    """初年度, 最終年度, 〜から3年間, 〜まで."""
    start = end = last_day = None
    for moment in found:
        before, after = text[: moment.start], text[moment.end : moment.end + 20]
        length = _LENGTH.match(after)
        if length:
            start, end = moment.fiscal_year, moment.fiscal_year + _number(length[1]) - 1
        elif _END_BEFORE.search(before) or _END.match(after):
            end, last_day = moment.fiscal_year, _last_day(moment)
        elif _START_BEFORE.search(before) or _START.match(after):
            start = moment.fiscal_year
    return (start, end, last_day) if start is not None or end is not None else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _KANJI.index(text) + 1


def _row_band(statement: Statement) -> tuple[int, int] | None:
    """A band over year columns in a row that is named after this plan."""
    block = statement.block
    if statement.form != "row" or not block.header or not _BAND_NAME.search(normalise(block.cells[0])):
        return None
    columns = [
        moment.fiscal_year
        for cell, head in zip(block.cells, block.header, strict=False)
        if cell.strip()
        for moment in moments(normalise(head))[:1]
    ]
    return (min(columns), max(columns)) if len(columns) >= 2 else None


def _extension(statements: list[Statement], end: int | None) -> tuple[int, Passage] | None:
    """The end after an extension that is settled, not one that may come."""
    for statement in reversed(statements):
        norm = statement.norm
        if "延長" not in norm or not _extends(statement):
            continue
        last = max((moment.fiscal_year for moment in moments(norm)), default=None)
        by = _EXTENDED_BY.search(norm)
        if last is not None and (end is None or last > end):
            return last, statement.passage
        if by and end is not None:
            return end + _number(by[1]), statement.passage
    return None


def _extends(statement: Statement) -> bool:
    """The sentence says that the period of this plan is extended."""
    norm = statement.norm
    strength = statement.clauses[-1].strength if statement.clauses else ""
    if statement.place in _SKIPPED or ("期間" not in norm and "終期" not in norm) or strength not in _SETTLED:
        return False
    foreign = (_FOREIGN_TOPIC.search(norm) and not _OWN_PERIOD.search(norm)) or _FOREIGN_HEAD.match(norm)
    return not foreign and not _CONDITIONAL.search(norm)
