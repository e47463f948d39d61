"""Paragraphs and tables -> blocks: headings and their levels, list items, labels, footnotes, captions, rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from compliance.document import Block, BlockKind, Place
from compliance.japanese.normalise import normalise
from compliance.read.headings import Heading, HeadingStack, heading_of, looks_like_contents, names_text, style_of
from compliance.read.pdf.lines import joined
from compliance.read.pdf.paragraphs import NUMBERED, Measures, Paragraph
from compliance.read.pdf.tables import Row, Table

_LARGER = 1.1
"""Letters this much larger than the text's are those of a heading."""
_LONGEST_HEADING = 60
_LONGEST_NUMBERED = 100
_BULLET = re.compile(
    r"^\s*(?P<mark>[・･●○◯〇■□◆◇▪▫◎◦•‣➢➤▶▷►✓✔☑☆★→※＊]|[①-⑳㉑-㉟]|[(（](?:\d{1,2}|[ア-ンa-zａ-ｚ])[)）]|[-–]\s|\d{1,2}[.)．）]\s)\s*(?P<rest>.+)$"
)
_MARKS = "・◇◆●○■□➢ 　"
_INNER_BULLET = re.compile(r"(?<=[。\s])[◇◆●○■□・➢](?=[^\s・])")
_CAPTION = re.compile(r"^(?:図表|図|表|写真|資料)\s*[0-9０-９]+(?:[-－.][0-9０-９]+)?[\s　:：.．]")
_LABEL = re.compile(r"^(?P<label>[^\s　。、:：|(（「]{1,12}[^\s　。、:：|てをのにはがで])[\s　:：]+(?P<rest>\S.*)$")
_LABEL_ALONE = re.compile(r"^[^\s　。、|]{1,14}[^\s　。、|てをのにはがで]$")
_BRACKETED = re.compile(r"^【[^】]{1,20}】[\s　]+\S")
_BRACKETED_INSIDE = re.compile(r"(?:^|(?<=[\s　]))(?P<label>【[^】]{1,20}】)(?:[\s　]+|$)")
_NO_HEADING = re.compile(r"[。、,，]$|。.")
_OFTEN = 3
"""A short word that opens as many paragraphs is a label, whatever its font."""
_ASCII_END = re.compile(r"[!-~]$")
_ASCII_START = re.compile(r"^[!-~]")
_SUBJECT_ROW = re.compile(r"名称?$")
_SENTENCE_LIKE = re.compile(r"。|(?:する|ます|した|おり|である)(?:。|$)|[0-9０-９]+[%％人件]|^\s*[→○]")


def blocks_of(
    parts: Sequence[Paragraph | Table], usual: Measures, outline: Sequence[tuple[int, str, int]]
) -> list[Block]:
    """The blocks. `outline`: bookmarks as page, title, level."""
    return _Builder(parts, usual, outline).build()


class _Builder:
    def __init__(
        self, parts: Sequence[Paragraph | Table], usual: Measures, outline: Sequence[tuple[int, str, int]]
    ) -> None:
        self.parts, self.usual = parts, usual
        self.outline = {(page, normalise(title)): level for page, title, level in outline}
        texts = [part for part in parts if isinstance(part, Paragraph)]
        self.labels = _labels(texts)
        self.ranks = _ranks(texts, usual)
        self.blocks: list[Block] = []
        self.stack = HeadingStack()
        self.items: list[tuple[float, str]] = []
        self.before_box: list[Heading] | None = None
        self.box = (0, 0)
        self.table: tuple[Table, tuple[str, ...]] | None = None
        """The table before, and its header, while nothing stands after it."""

    def build(self) -> list[Block]:
        for index, part in enumerate(self.parts):
            if isinstance(part, Table):
                self._leave_box()
                self._table(part)
            else:
                self._boxed(part)
                self._paragraph(part, index)
        return self.blocks

    def _boxed(self, part: Paragraph) -> None:
        """Enter or leave a frame: what heads its text heads nothing outside it."""
        here = (part.page, part.first.box) if part.first.box else (0, 0)
        if here == self.box:
            return
        self._leave_box()
        if part.first.box:
            self.before_box, self.box = self.stack.snapshot(), here

    def _leave_box(self) -> None:
        if self.before_box is not None:
            self.stack.restore(self.before_box)
        self.before_box, self.box = None, (0, 0)

    def _paragraph(self, part: Paragraph, index: int) -> None:
        if part.note:
            self._add("footnote", part, part.text)
            return
        self.table = None
        heading = self._heading(part, self._following(index))
        if heading:
            self._enter(heading, part)
        elif looks_like_contents(part.text):
            self._add("paragraph", part, part.text)
        elif _CAPTION.match(part.text) and len(part.text) <= _LONGEST_HEADING and not part.text.endswith("。"):
            self._add("caption", part, part.text)
        elif _BRACKETED.match(part.text):
            self._bracketed(part)
        elif not self._labelled(part, index):
            self._text(part, part.text, 0)

    def _enter(self, heading: Heading, part: Paragraph) -> None:
        self.items = []
        headings, level = self.stack.push(heading)
        self.blocks.append(
            Block("heading", heading.text, Place(page=part.page), headings, level=level, pages=_pages(part))
        )

    def _following(self, index: int) -> Paragraph | Table | None:
        return self.parts[index + 1] if index + 1 < len(self.parts) else None

    def _heading(self, part: Paragraph, following: Paragraph | Table | None) -> Heading | None:
        """The heading that a paragraph is: told by the outline, by its size, or by its numbering."""
        text = part.text
        longest = _LONGEST_HEADING if style_of(text) is None else _LONGEST_NUMBERED
        if len(text) > longest or part.first.line.dot or _NO_HEADING.search(text):
            return None
        level = self._outlined(part)
        if level:
            return Heading(text, style_of(text), level)
        if looks_like_contents(text):
            return None
        rank = self.ranks.get(_scale(part, self.usual))
        if rank:
            return Heading(text, style_of(text), rank)
        wide = 1.25 * self.usual.step
        alone = (part.above > wide and part.below > wide) or part.bold == len(text)
        above_text = isinstance(following, Paragraph) and _names(part, following)
        found = heading_of(text, text, (alone or above_text) and len(part.starts) == 1)
        if found and found.style == "■" and not self._heads(part):
            return None
        return Heading(found.text, found.style, 0) if found else None

    def _outlined(self, part: Paragraph) -> int | None:
        key = normalise(part.text)
        return next(
            (self.outline[page, key] for page in (part.page, part.page - 1) if (page, key) in self.outline), None
        )

    def _heads(self, part: Paragraph) -> bool:
        """Something follows it: a bullet at the end of the document heads nothing."""
        return part is not self.parts[-1]

    def _labelled(self, part: Paragraph, index: int) -> bool:
        """A label before the text of its paragraph (現状 本市では…), or alone above it, heads it."""
        text = part.text
        label = rest = ""
        found = _LABEL.match(text)
        if found and found["label"] in self.labels:
            label, rest = found["label"], found["rest"]
        elif _LABEL_ALONE.match(text) and (text in self.labels or part.bold == len(text)) and self._before_text(index):
            label = text
        elif 2 <= part.bold < len(text) and part.bold <= 16 and _LABEL_ALONE.match(text[: part.bold].rstrip(" 　:：")):
            label, rest = text[: part.bold].rstrip(" 　:："), text[part.bold :].lstrip(" 　:：")
        if not label:
            return False
        self._enter(Heading(label, "太字", 0), part)
        if rest:
            self._text(part, rest, len(text) - len(rest))
        return True

    def _bracketed(self, part: Paragraph) -> None:
        """【目指す姿】 …… 【取組方針】 ……: each label heads the text behind it."""
        found = list(_BRACKETED_INSIDE.finditer(part.text))
        for match, end in zip(found, [*(match.start() for match in found[1:]), len(part.text)], strict=True):
            self._enter(Heading(match["label"], "【】", 0), part)
            text = part.text[match.end() : end].strip()
            if text:
                self._text(part, text, match.end())

    def _before_text(self, index: int) -> bool:
        following = self._following(index)
        return isinstance(following, Table) or (
            following is not None
            and following.bold != len(following.text)
            and not self._heading(following, self._following(index + 1))
        )

    def _text(self, part: Paragraph, text: str, offset: int) -> None:
        """A paragraph or a list item; an item that holds several bullets becomes several."""
        bullet = _BULLET.match(text)
        if not bullet and not part.first.line.dot:
            self.items = []
            self._add("paragraph", part, text, offset)
            return
        if bullet:
            offset += bullet.start("rest")
            text = bullet["rest"]
        indent = part.first.line.x0 - (1.5 * part.size if part.first.line.dot else 0)
        self.items = [entry for entry in self.items if entry[0] < indent - 0.6 * part.size]
        parents = tuple(parent for _, parent in self.items)
        starts = [0, *(match.start() for match in _INNER_BULLET.finditer(text))]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            self._add("item", part, text[start:end].strip().lstrip(_MARKS), offset + start, parents)
        self.items.append((indent, self.blocks[-1].text))

    def _add(self, kind: BlockKind, part: Paragraph, text: str, offset: int = 0, parents: tuple[str, ...] = ()) -> None:
        pages = _pages(part, offset)
        place = Place(page=pages[0][1] if pages else part.page)
        self.blocks.append(Block(kind, text, place, self.stack.path, parents=parents, pages=pages))

    def _table(self, table: Table) -> None:
        self.items = []
        rows = table.rows
        before = self.table
        header: tuple[str, ...] = ()
        depth = min(table.depth, len(rows) - 1)
        if before and _goes_on(before[0], table):
            header = before[1]
            if rows and header and _same(rows[: max(depth, 1)], header):
                rows = rows[max(depth, 1) :]
            elif rows and table.page != before[0].page and _continues(before[0].rows[-1], rows[0]):
                self._lengthen(rows[0])
                rows = rows[1:]
            depth = 0
        elif depth and _is_header(rows, depth, table):
            header = tuple(_head(rows[:depth], index) for index in range(len(rows[0].cells)))
        else:
            depth = 0
        for index, row in enumerate(rows):
            self._row(row, () if index < depth else header)
        self.table = (table, header)

    def _lengthen(self, row: Row) -> None:
        """Put what a page end cut off from a row back to it."""
        block = self.blocks[-1]
        block.cells = tuple(joined(upper, lower) for upper, lower in zip(block.cells, row.cells, strict=True))
        block.text = _row_text(block.cells)

    def _row(self, row: Row, header: tuple[str, ...]) -> None:
        text = _row_text(row.cells)
        if text:
            place = Place(page=row.page)
            self.blocks.append(Block("row", text, place, self.stack.path, tuple(row.cells), header))


def _names(part: Paragraph, following: Paragraph) -> bool:
    """A numbered name that a text stands right below."""
    indented = following.first.line.x0 - part.first.line.x0
    beside = (
        following.page == part.last_page and following.first.column == part.last.column and indented > -1.5 * part.size
    )
    return (
        beside
        and not following.first.line.dot
        and not _BULLET.match(following.text)
        and names_text(part.text, following.text)
    )


def _pages(part: Paragraph, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Offsets, counted from `offset`, at which another page begins."""
    pages: list[tuple[int, int]] = []
    for start, page in part.starts:
        if not pages or pages[-1][1] != page:
            if pages and start <= offset:
                pages = []
            pages.append((max(start - offset, 0), page))
    return tuple(pages)


def _scale(part: Paragraph, usual: Measures) -> float:
    return round(part.size / usual.size * 20) / 20


def _ranks(texts: list[Paragraph], usual: Measures) -> dict[float, int]:
    """Sizes of headings, as multiples of the text's, largest first: 1, 2, 3, ...."""
    scales = {
        _scale(part, usual)
        for part in texts
        if part.size >= _LARGER * usual.size and len(part.text) <= _LONGEST_NUMBERED and not part.note
    }
    return {scale: min(rank, 6) for rank, scale in enumerate(sorted(scales, reverse=True), start=1)}


def _labels(texts: list[Paragraph]) -> frozenset[str]:
    """Short words that open several paragraphs, parted from their text by a blank no font sets by itself."""
    found: Counter[str] = Counter()
    for part in texts:
        match = _LABEL.match(part.text)
        if match and not NUMBERED.match(part.text) and not _BULLET.match(part.text) and style_of(part.text) is None:
            blank = match.start("rest") - match.end("label")
            if blank and not (_ASCII_END.search(match["label"]) or _ASCII_START.match(match["rest"])):
                found[match["label"]] += 1
    return frozenset(label for label, count in found.items() if count >= _OFTEN)


def _goes_on(before: Table, table: Table) -> bool:
    """The table goes on over a page end: as many columns at the same places."""
    return (
        table.page in (before.page, before.page + 1)
        and table.ruled == before.ruled
        and len(before.xs) == len(table.xs)
        and all(abs(one - other) <= 4 for one, other in zip(before.xs, table.xs, strict=True))
    )


def _continues(before: Row, row: Row) -> bool:
    """The row goes on with one that a page end cut: it says something only where that one was cut in mid-sentence."""
    filled = {index for index, cell in enumerate(row.cells) if cell}
    return bool(before.cut & filled) and not row.cells[0] and all(before.cells[index] for index in filled)


def _row_text(cells: Sequence[str]) -> str:
    return " | ".join(cell for cell in cells if cell)


def _same(rows: list[Row], header: tuple[str, ...]) -> bool:
    return tuple(_head(rows, index) for index in range(len(header))) == header


def _head(rows: list[Row], index: int) -> str:
    """The words above a column: those of its header rows, each once."""
    return " ".join(dict.fromkeys(row.cells[index] for row in rows if row.cells[index]))


def _is_header(rows: list[Row], depth: int, table: Table) -> bool:
    """The first row names the columns: it stands on a colour of its own, or holds labels; not a sheet of label and text."""
    cells = rows[0].cells
    if len(cells) == 2 and _SUBJECT_ROW.search(cells[0]):
        return False
    if table.shaded or depth > 1:
        return True
    return not any(_SENTENCE_LIKE.search(cell) for cell in cells)
