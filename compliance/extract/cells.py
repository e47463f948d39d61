"""Cells of a table: what a row of a sheet names, and the items of a list inside one cell."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest

from compliance.document import Block
from compliance.japanese.normalise import normalise
from compliance.japanese.years import years
from compliance.plan import Strength

_INNER_ITEM = re.compile(r"(?:^|(?<=[\s。]))[・◇◆●○■□①-⑳]\s*|(?<=[^・\s])\s(?=[・◇◆●○■□①-⑳])")
WHEN = re.compile(r"(?:令和|平成|年度?|月|末|上期|下期|第|四半期|以降|まで|から|[rhs\d~\-→/.()ー―]|[上下前後]半|頃)*$")
"""A cell that tells only when: it does not say that anything is done."""
PROSE = re.compile(r"。(?!\s*$)|.{24,}。\s*$")
"""A cell that holds sentences: each is read for itself."""
LONGEST_NAME = 40
"""Characters of the name of a measure."""
_COSTS = re.compile(r"経費|費用|予算|財源|概算|お金")
_MONEY = re.compile(r"^[約計]?[\d,.億万千百]+円$")
_SUBJECT = re.compile(
    r"^(?:施策|取組|取り組み|事業|項目|プロジェクト|個別施策|具体的な?(?:施策|取組))(?:項目|事業)?(?:名|の名称|名称)?$"
)
"""Label of the row that names what the other rows of a sheet are about."""
REFERENCE = re.compile(
    r"^(?:(?:施策|基本方針|基本目標|第|p\.?|no\.?|資料)?[\d.\-~()①-⑳、,・]+(?:章|節|頁|ページ)?|[○◯●◎■・]|[-~―ー])*$"
    r"|^[ぁ-んァ-ヶ一-龥a-z]{1,2}-\d{1,3}$"
)
"""A cell that only points to another place of the plan."""
OFFICE = re.compile(r"^(?:主な)?(?:担当|所管|主管|実施主体|関係課)(?:課|部署|部局|所属|室)?(?:等|名)?$")
_DONE = re.compile(r"[○◯〇●◎]$")
_ENDED = re.compile(r"(?:廃止|中止|取りやめ|取り止め)$")
_WEIGHED = re.compile(r"(?:検討|調査|研究|調査・検討|調査・研究|研究・検討)$")
_NAMED_FOR = re.compile(r"(?:デジタル|情報|dx|ict|スマート|システム)+(?:推進|政策|戦略|管理|統計|企画|改革|未来|活用)*")
_ELSEWHERE = re.compile(
    r"^(?:施策)?\d{1,2}[-.]\d{1,2}(?:、(?:施策)?\d{1,2}[-.]\d{1,2})*(?:として|に|へ)(?:継続|拡充|統合|移行|再編|引継ぎ|引き継ぎ|組替え)$"
)
"""A cell that tells where an earlier measure went on: 2-3、2-4として継続."""
_NUMBERED_NAME = re.compile(r"(?:^|[|/、・★☆])(?:施策)?\d{1,2}[-.]\d{1,2}\s*[^\d\s|~→\-.%年月]")
_RANGE = re.compile(r"\|\d{1,2}[-.]\d{1,2}~(?:\d{1,2}[-.])?\d{1,2}$")


def names_subject(block: Block) -> str | None:
    """What a sheet is about, where the row says so: 施策名 | 窓口の改善."""
    cells = block.cells
    if len(cells) == 2 and 0 < len(cells[1]) <= LONGEST_NAME and _SUBJECT.match(normalise(cells[0])):
        return cells[1].strip()
    return None


def pieces_of(cell: str) -> str:
    """A cell as the vocabulary is matched on it: the items of a list inside it are cells of their own."""
    return "|".join(norm for piece in pieces(cell) if (norm := normalise(piece)))


def pieces(cell: str) -> list[str]:
    """A cell cut at the bullets and circled numbers inside it."""
    starts = [match.end() for match in _INNER_ITEM.finditer(cell)]
    return [cell[start:end].strip(" ・◇◆●○■□　") for start, end in zip([0, *starts], [*starts, len(cell)], strict=True)]


def lists_measures(norm: str) -> bool:
    """Whether a row, its cells parted by |, is one of a tree of measures (体系): it names what other parts of the plan say."""
    return len(_NUMBERED_NAME.findall(norm)) > 1 or bool(_RANGE.search(norm))


def tells_costs(block: Block) -> bool:
    """Whether a row stands in a table of costs: what it names is promised elsewhere."""
    under_costs = any(map(_COSTS.search, block.headings[-1:]))
    return under_costs and any(_MONEY.match(normalise(cell)) for cell in block.cells)


def told_by_years(block: Block) -> Strength | None:
    """What the columns of years say of a row by marks alone: that it is done in the end (検討, then ○), that it is no more
    (廃止), or that it is weighed and no more than that (検討)."""
    dated = [normalise(cell) for cell, head in zip(block.cells, block.header, strict=False) if years(normalise(head))]
    marks = [mark for mark in dated if not WHEN.match(mark)]  # not empty, and not →: what was said before goes on
    if not marks:
        return None
    if _DONE.match(marks[-1]):
        return "committed"
    if _ENDED.match(marks[-1]):
        return "ended"
    return "considered" if all(map(_WEIGHED.match, marks)) else None


def points_elsewhere(cells: list[str]) -> bool:
    """Whether a row only tells where in the plan the thing it names is written of."""
    return len(cells) > 1 and all(REFERENCE.match(cell) or _ELSEWHERE.match(cell) for cell in cells[1:])


@lru_cache(maxsize=1024)
def _heads_offices(head: str) -> bool:
    return bool(OFFICE.match(normalise(head)))


def names_of(block: Block, prose: list[int]) -> str:
    """The cells of a row but those that hold sentences, as the vocabulary is matched on them: that an office is named for
    the digital says nothing of what it does there."""
    texts = (
        _NAMED_FOR.sub("", pieces_of(cell)) if _heads_offices(head) else pieces_of(cell)
        for index, (cell, head) in enumerate(zip_longest(block.cells, block.header, fillvalue=""))
        if cell and index not in prose
    )
    return "|".join(texts)
