"""Word files -> blocks: headings, numbered lists, tables in order, text boxes, footnotes; tracked changes as accepted,
comments left out, pages where the file records them.

The parts are XML of ISO/IEC 29500 (WordprocessingML); python-docx gives paragraphs and tables, but neither text boxes,
footnotes, tracked changes nor numbers, so the tree is walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from compliance.document import Document, Place
from compliance.read.archive import open_archive
from compliance.read.headings import heading_of
from compliance.read.lines import Line, blocks_of, escaped, filled, table_lines
from compliance.read.numbering import Numbering, W
from compliance.read.ooxml import number, xml_part

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}instrText", f"{W}delText", f"{_ALTERNATE}Fallback"))
"""Deleted text, furigana, field codes, and the second copy that older programs read."""
_PROPERTIES = frozenset((f"{W}pPr", f"{W}rPr"))
_HEADING = re.compile(r"^(?:heading|見出し)\s*(\d)$", re.IGNORECASE)
_LONGEST_HEADING = 60
_DEEPEST = 6


@dataclass(slots=True)
class _Style:
    """What a style says of its paragraphs: level of a heading (1 outermost), list and level of a list."""

    level: int | None = None
    list_id: str | None = None
    list_level: int = 0


def read_docx(data: bytes, name: str, password: str | None = None) -> Document:
    """The blocks of a Word file. Raises `InputError` for one that is damaged or unsafe. Encrypted ones are refused before,
    with or without `password`: they are another format (MS-OFFCRYPTO)."""
    archive = open_archive(data, name)
    root = xml_part(archive, "word/document.xml", name)
    body = root.find(f"{W}body") if root is not None else None
    reader = _Reader(
        _styles(xml_part(archive, "word/styles.xml", name)),
        Numbering.of(xml_part(archive, "word/numbering.xml", name)),
        body is not None and body.find(f".//{W}lastRenderedPageBreak") is not None,
    )
    if body is not None:
        reader.walk(body)
    reader.notes(xml_part(archive, "word/footnotes.xml", name))
    return Document(source=name, sha256="", blocks=blocks_of(reader.lines, name))


def _styles(root: Any) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        id_, title = style.get(f"{W}styleId", ""), style.find(f"{W}name")
        own = _style_of(style.find(f"{W}pPr"))
        named = _HEADING.match(title.get(f"{W}val", "")) if title is not None else None
        if named:
            own.level = int(named[1])
        elif title is not None and title.get(f"{W}val", "").lower() in ("title", "表題"):
            own.level = 1
        base = style.find(f"{W}basedOn")
        if base is not None:
            based[id_] = base.get(f"{W}val", "")
        found[id_] = own
    for id_, style in found.items():
        base_id, depth = based.get(id_), 0
        while base_id in found and depth < 10:
            base_style = found[base_id]
            style.level = style.level if style.level is not None else base_style.level
            style.list_id = style.list_id or base_style.list_id
            base_id, depth = based.get(base_id), depth + 1
    return found


def _style_of(properties: Any) -> _Style:
    """The outline level and list that paragraph properties give."""
    result = _Style()
    if properties is None:
        return result
    outline, numbered = properties.find(f"{W}outlineLvl"), properties.find(f"{W}numPr")
    if outline is not None and number(outline.get(f"{W}val"), 9) < 9:
        result.level = number(outline.get(f"{W}val")) + 1
    if numbered is not None:
        id_, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        result.list_id = id_.get(f"{W}val") if id_ is not None else None
        result.list_level = min(number(level.get(f"{W}val")), 8) if level is not None else 0
    return result


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph being read, and the text boxes that hang on it."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    page: int = 0
    """Where its first text stands."""


class _Reader:
    def __init__(self, styles: dict[str, _Style], numbering: Numbering, paged: bool) -> None:
        self.styles, self.numbering, self.paged = styles, numbering, paged
        self.page = 1
        self.lines: list[Line] = []

    def walk(self, parent: Any) -> None:
        """The paragraphs and tables below an element, in order."""
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
                self.walk(element)

    def notes(self, root: Any) -> None:
        """The footnotes, apart from the text, after it."""
        for note in root.iter(f"{W}footnote") if root is not None else ():
            text = " ".join(filter(None, (self._text(paragraph).strip() for paragraph in note.iter(f"{W}p"))))
            if text and note.get(f"{W}type") not in ("separator", "continuationSeparator"):
                self._put("")
                self._put(f"[^{note.get(f'{W}id')}]: {escaped(text)}")

    def _place(self) -> Place:
        return Place(page=self.page if self.paged else None)

    def _put(self, text: str) -> None:
        self.lines.append(Line(text, self._place()))

    def _paragraph(self, element: Any) -> None:
        begun = _Paragraph()
        self._read(element, begun)
        for text in "".join(begun.text).split("\n"):
            if text.strip():
                self._emit(element, text.strip(), all(begun.bold), begun.page)
        for box in begun.boxes:
            self.walk(box)

    def _emit(self, element: Any, text: str, bold: bool, page: int) -> None:
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.styles.get(named.get(f"{W}val", ""), _Style()) if named is not None else _Style()
        own = _style_of(properties)
        level, list_id = own.level or style.level, own.list_id or style.list_id
        mark = self.numbering.mark(list_id, own.list_level) if list_id and list_id != "0" else ""
        numbered = f"{mark} {text}".strip()
        place = Place(page=page if self.paged else None)
        if level and len(numbered) <= _LONGEST_HEADING:
            self.lines += [
                Line("", place),
                Line(f"{'#' * min(level, _DEEPEST)} {escaped(numbered)}", place),
                Line("", place),
            ]
        elif list_id and list_id != "0" and not (mark and heading_of(numbered, numbered, alone=True)):
            self.lines.append(Line(f"{'  ' * own.list_level}- {escaped(numbered)}", place))
        else:
            label = bold and len(text) <= 16 and not heading_of(numbered, numbered, alone=True)
            written = f"**{escaped(numbered)}**" if label else escaped(numbered)
            self.lines += [Line("", place), Line(written, place), Line("", place)]

    def _text(self, element: Any) -> str:
        begun = _Paragraph()
        self._read(element, begun)
        return "".join(begun.text)

    def _read(self, element: Any, begun: _Paragraph) -> None:
        """The text of an element without what is gone; text boxes are put aside."""
        for child in element:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{W}t":
                begun.page = begun.page or self.page
                begun.text.append(child.text or "")
                begun.bold.append(_is_bold(element))
            elif tag == f"{W}tab":
                begun.text.append("\u3000")
            elif tag in (f"{W}br", f"{W}cr"):
                if child.get(f"{W}type") == "page":
                    self.page += not self.paged
                else:
                    begun.text.append("\n")
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif tag == f"{W}txbxContent":
                begun.boxes.append(child)
            elif tag not in _PROPERTIES:
                self._read(child, begun)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: Any) -> None:
        rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_cells(row)) for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:
            self._box(cells[0][0])
            return
        written: list[list[str]] = []
        places: list[Place] = []
        width = max((sum(_span(cell) for cell in row) for row in cells), default=0)
        for row in cells:
            places.append(self._place())
            spans = [("" if _goes_on(cell) else self._cell(cell), _span(cell)) for cell in row]
            texts = filled(spans)
            written.append([*texts, *[""] * (width - len(texts))])
        self._put("")
        self.lines += table_lines(written, places) if width else []
        self._put("")

    def _box(self, cell: Any) -> None:
        """A table of one cell is a frame around text: its label heads nothing outside it."""
        before = len(self.lines)
        self.walk(cell)
        self.lines[before:] = [Line(f"> {line.text}", line.place) for line in self.lines[before:]]
        self._put("")

    def _cell(self, cell: Any) -> str:
        """The text of a cell, a line for each paragraph; items with their marks, rows of a table inside it as lines."""
        texts = []
        for element in _paragraphs(cell):
            own = _style_of(element.find(f"{W}pPr"))
            text = self._text(element).strip()
            if text:
                mark = self.numbering.mark(own.list_id, own.list_level) if own.list_id else ""
                texts.append(f"{mark or ('・' if own.list_id else '')}{text}")
        return "\n".join(texts)


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "1") not in ("0", "false")


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _paragraphs(parent: Any) -> Iterator[Any]:
    """The paragraphs below an element in order, those of text boxes and inner tables too."""
    for child in parent:
        if child.tag == f"{W}p":
            yield child
        if child.tag not in _GONE:
            yield from _paragraphs(child)


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, min(number(span.get(f"{W}val"), 1), 64)) if span is not None else 1


def _goes_on(cell: Any) -> bool:
    """The cell is the lower part of one merged downwards."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"
