"""Cells of a table: what a row of a sheet names, and the items of a list inside one cell."""

from __future__ import annotations

import re

from compliance.document import Block
from compliance.japanese.normalise import normalise

_INNER_ITEM = re.compile(r"(?:^|(?<=[\s。]))[・◇◆●○■□①-⑳]\s*|(?<=[^・\s])\s(?=[・◇◆●○■□①-⑳])")
LONGEST_NAME = 40
"""Characters of the name of a measure."""
_SUBJECT = re.compile(
    r"^(?:施策|取組|取り組み|事業|項目|プロジェクト|個別施策|具体的な?(?:施策|取組))(?:項目|事業)?(?:名|の名称|名称)?$"
)
"""Label of the row that names what the other rows of a sheet are about."""


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
