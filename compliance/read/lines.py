"""Lines of Markdown, each with the place it was made from -> blocks that stand at those places.

The readers of Word, Excel and HTML put what they find into the plain form that `markdown` reads, so that a plan gives the
same blocks whichever form it comes in; here the places come back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.document import Block, Place
from compliance.read.markdown import read_markdown

_AT_START = re.compile(r"^(\s*)([#>|`*_=-])")
_RUNS = re.compile(r"[ \t\u00a0]*[\t][ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Markdown and where its content stands in the file."""

    text: str
    place: Place


def escaped(text: str) -> str:
    """A text of a document that means nothing in Markdown: no table, heading, tag or entity."""
    text = _RUNS.sub(
        "\u3000", text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;").replace("｜", "&#65372;")
    )
    return _AT_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", text)


def table_lines(rows: Sequence[Sequence[str]], places: Sequence[Place]) -> list[Line]:
    """A table: its first row as the header, ruled off. A cell's own lines stay apart by `<br>`."""
    lines = []
    for index, (cells, place) in enumerate(zip(rows, places, strict=True)):
        written = ("<br>".join(escaped(line) for line in cell.split("\n") if line.strip()) for cell in cells)
        lines.append(Line("| " + " | ".join(written) + " |", place))
        if index == 0:
            lines.append(Line("|" + "---|" * len(cells), place))
    return lines


def filled(spans: Sequence[tuple[str, int]]) -> list[str]:
    """The cells of a row of merged cells, (text, columns): what stands over several columns stands in each of them (a band
    over years); what stands over the whole row stands in the first."""
    if len(spans) == 1:
        return [spans[0][0], *[""] * (spans[0][1] - 1)]
    return [text for text, columns in spans for _ in range(columns)]


def blocks_of(lines: Sequence[Line], name: str) -> list[Block]:
    """The blocks of the lines, each at the place of its first line. Paragraphs over several pages keep the page of each
    part."""
    if not lines:
        return []
    document = read_markdown("\n".join(line.text for line in lines), name)
    return [_placed(block, lines) for block in document.blocks]


def _placed(block: Block, lines: Sequence[Line]) -> Block:
    place = lines[(block.place.line or 1) - 1].place
    parts = tuple((offset, lines[line - 1].place) for offset, line in block.lines)
    return replace(
        block,
        place=place,
        lines=tuple((offset, part.line) for offset, part in parts if part.line is not None),
        pages=tuple((offset, part.page) for offset, part in parts if part.page is not None),
    )
