"""Statements -> the systems to be standardised: count, names, whether a difference from 20 is explained."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import Systems
from compliance.rules.reference import Reference

_TOPIC = re.compile(r"標準化|標準準拠|標準仕様|基幹(?:業務|系)")
_NOT_TOPIC = re.compile(
    r"フォーマット|様式|手順の標準化|業務プロセスの標準化|マニュアル|rpa|ai|自動化|bcp|(?:をいう|のこと|を指す)[。.]?$"
)
_COUNT = re.compile(
    r"(?<![\d.,第])(?P<n>\d{1,2}|二十|"
    r"十[七八九])の?(?:基幹)?(?:系)?(?:対象)?(?:の)?(?P<unit>業務システム|業務|事務|システム)(?!時間|"
    r"日|課|職|改革)"
)
_ALL_TASKS = re.compile(r"(?<!\d)(?P<n>20|17)の?(?:基幹)?業務")
_ALL = re.compile(
    r"対象|全(?:て|部|\d)|すべて|計\d|合計|移行\(?\d|標準準拠システム[へに]の?移行|システムを[^。]{0,12}移行|定める|定められた|基幹"
)
_PART = re.compile(
    r"うち|先行|残る|残り|ほか|他の|第\d+期|一部|まず|最初|既に|移行済|未移行|遅れ|困難|追加|延期|"
    r"を除い|以外|対象外|対象と(?:なら|し)ない|対象で(?:は)?ない|当たり|1業務"
)
_WHY = re.compile(
    r"該当(?:しない|がない|なし|する事務がない)|除く|除い|除き|対象外|含め(?:て)?い?ない|含まない|"
    r"含みません|実施していない|行っていない|有していない|持たない|所管(?:していない|外|しない)|"
    r"県が(?:行|実施|所管|処理)|福祉事務所|システム単位|システム数|数え|数は|統合して|まとめ|一体|"
    r"共同処理|広域連合|組合|処理していない|事務がない|町村では|移行済|単独|特定移行|"
    r"17業務.{0,40}(?:加|追加|増)|(?:加|追加|増).{0,30}20業務|残る|(?<!\d)[123]業務|うち"
)
_SKIPPED = frozenset(("national", "glossary", "contents", "quotation", "background"))
_ETC = re.compile(r"(?:等|など|ほか)(?:[のをにでも、。)|]|$)")
_LIST_SPLIT = re.compile(r"[、,・/|○◯●◇◆■□;:]|及び|並びに")
_GENERIC = re.compile(r"管理|業務|システム|事務|支援|税|名簿|制度|関係|対象|標準化?|です|とする|とします|。")
_TASK_LIKE = re.compile(r"[一-龥ァ-ヴー]{2,12}")
_KANJI = {"二十": 20, "十七": 17, "十八": 18, "十九": 19}


def systems(statements: list[Statement], reference: Reference) -> Systems:
    """What the plan itself says about the range of its standardisation."""
    own = [
        statement
        for statement in statements
        if statement.place not in _SKIPPED
        and _about(statement)
        and (statement.actor == "own" or (statement.named and statement.place == "timetable"))
    ]
    retold = _retold(statements)
    if not own:
        return retold
    counts = [found for statement in own for found in _counts(statement)]
    names, exhaustive, listing = _names(own, reference)
    count, at = _total(counts)
    if count is None and not names:
        return retold
    passages = [statement.passage for statement in ([at] if at else []) + listing[:2]]
    beside = {id(statement.block) for statement in own}
    explained = any(_WHY.search(statement.norm) for statement in own) or any(
        id(statement.block) in beside and _finder(reference)(statement.norm) and _WHY.search(statement.norm)
        for statement in statements
    )
    return Systems(
        count=count,
        retold=retold.retold if count is None else None,
        names=names,
        exhaustive=exhaustive,
        at=passages,
        explained=explained,
    )


def _retold(statements: list[Statement]) -> Systems:
    """The tasks as the plan retells them in a glossary or of the nation: 20, else 17, as they were before."""
    told = [
        (int(match["n"]), statement)
        for statement in statements
        if ("標準" in statement.norm or "仕様" in statement.norm) and (match := _ALL_TASKS.search(statement.norm))
    ]
    if not told:
        return Systems()
    number, at = max(told, key=lambda one: one[0])
    return Systems(retold=number, at=[at.passage])


def _about(statement: Statement) -> bool:
    norm = statement.norm
    if "標準" in norm or "基幹" in norm:
        return bool(_TOPIC.search(norm)) and not _NOT_TOPIC.search(norm)
    if ("20業務" in norm and not _NOT_TOPIC.search(norm)) or ("業務" in norm and "除" in norm):
        return True
    return (
        any("標準化" in heading or "標準準拠" in heading for heading in statement.block.headings[-2:])
        and "rpa" not in norm
    )


def _counts(statement: Statement) -> list[tuple[int, bool, Statement]]:
    """(count, said of all, statement) for the counts a statement gives; parts that make up 20 count as 20."""
    found = []
    for match in _COUNT.finditer(statement.norm):
        number = _KANJI.get(match["n"]) or int(match["n"])
        around = statement.norm[max(0, match.start() - 18) : match.end() + 14]
        before = statement.norm[max(0, match.start() - 8) : match.start()]
        total = bool(_ALL.search(around)) and not _PART.search(before)
        found.append((number, total, statement))
    if len(found) >= 2 and sum(number for number, _, _ in found) == 20:
        return [(20, True, statement)]
    return found


def _total(counts: list[tuple[int, bool, Statement]]) -> tuple[int | None, Statement | None]:
    """20 wherever it is said; else the one number that is said of all; else none."""
    for number, _, statement in counts:
        if number == 20:
            return 20, statement
    whole = [(number, statement) for number, total, statement in counts if total and 12 <= number <= 60]
    if len({number for number, _ in whole}) == 1:
        return whole[0]
    return None, None


def _names(own: list[Statement], reference: Reference) -> tuple[list[str], bool, list[Statement]]:
    """Tasks named in lists; exhaustive when no list says 等 and nothing in it is unknown."""
    finder = _finder(reference)
    found: Counter[str] = Counter()
    listing = []
    complete = True
    for statement in own:
        names = finder(statement.norm)
        if len(names) >= 2 or (names and statement.form in ("item", "row")):
            found.update(names)
            listing.append(statement)
            complete = complete and not _ETC.search(statement.norm) and not finder.unknown(statement)
    ordered = [task.name for task in reference.tasks if found[task.name]]
    return ordered, complete and len(ordered) >= 10, listing


class _Finder:
    def __init__(self, reference: Reference) -> None:
        pairs = sorted(
            ((normalise(wording), task.name) for task in reference.tasks for wording in task.wordings),
            key=lambda pair: -len(pair[0]),
        )
        self._names = dict(pairs)
        self._pattern = re.compile("|".join(re.escape(wording) for wording, _ in pairs))
        self._not_before = {task.name: tuple(map(normalise, task.not_before)) or ("\0",) for task in reference.tasks}

    def __call__(self, text: str) -> set[str]:
        """The tasks a normalised text names."""
        return {
            name
            for match in self._pattern.finditer(text)
            if not text.startswith(self._not_before[name := self._names[match[0]]], match.end())
        }

    def unknown(self, statement: Statement) -> bool:
        """A short piece of the list (of the cells that name tasks) is none of the 20."""
        cells = [normalise(cell) for cell in statement.block.cells] if statement.form == "row" else [statement.norm]
        for text in cells:
            if self._pattern.search(text):
                rest = self._pattern.sub("", text)
                if any(_TASK_LIKE.fullmatch(_GENERIC.sub("", piece)) for piece in _LIST_SPLIT.split(rest)):
                    return True
        return False


@lru_cache(maxsize=4)
def _finder(reference: Reference) -> _Finder:
    return _Finder(reference)
