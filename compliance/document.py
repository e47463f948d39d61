"""`Document`: what a reader makes of a file. Blocks in reading order, each with its place; original text untouched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "caption", "footnote"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: `line` 1-based in text formats, `page` 1-based, `sheet` and `cell` in workbooks; `file` in a plan
    of several files."""

    file: str = ""
    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(slots=True)
class Block:
    """One heading, paragraph, list item, table row, caption or footnote.

    `headings` is the path of headings above it (outermost first). A row has its `cells` and the `header` cells above
    them (empty when the table has none). `lines` maps the text's characters to source lines: (offset, line) pairs in
    rising order, for paragraphs that run over several lines; `pages` maps them to pages likewise. `level` is the depth of
    a heading, 1 outermost. `parents` of a list item: the texts of the items it is nested in, outermost first. `written`: a
    heading as it is written, where that has emphasis in it, which its `text` has not.
    """

    kind: BlockKind
    text: str
    place: Place
    headings: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    level: int = 0
    parents: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    written: str | None = None

    def line_at(self, offset: int) -> int | None:
        """The source line of the character at `offset` of `text`."""
        found = self.place.line
        for start, line in self.lines:
            if start > offset:
                break
            found = line
        return found

    def page_at(self, offset: int) -> int | None:
        """The page of the character at `offset` of `text`."""
        found = self.place.page
        for start, page in self.pages:
            if start > offset:
                break
            found = page
        return found


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that could not be read, and why: while there is one, nothing is called missing."""

    file: str
    page: int | None
    why: str


@dataclass(slots=True)
class Document:
    """A plan as read: `source` is the file name without its folder, `sha256` the hash of the file's bytes (hex)."""

    source: str
    sha256: str
    blocks: list[Block]
    unread: list[Unread] = field(default_factory=list)
