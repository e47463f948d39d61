"""Lines and tables in reading order -> paragraphs and tables: lines are joined over line ends, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from compliance.read.pdf.columns import Item, Text
from compliance.read.pdf.lines import Line, joined
from compliance.read.pdf.tables import Table

SENTENCE_END = re.compile(r"[。．.!?！？」』)）】:：]\s*$")
OPENS = re.compile(
    r"^(?:[・･●○◯〇■□▪▫◆◇◎◦•‣➢➤▶▷►✓✔☑☆★※＊]|[①-⑳㉑-㉟]|[(（](?:\d{1,2}|[ア-ンa-zａ-ｚ])[)）]|[【〔《]|第[0-9０-９一二三四五六七八九十]+[章節編部])"
)
"""What begins a paragraph of its own, whatever stands before it."""
NUMBERED = re.compile(
    r"^(?:[0-9０-９]{1,2}(?:[-－‐.．][0-9０-９]{1,2})*[.．、]?[\s　]|[ア-ン][\s　.．)）]|\d{1,2}[.)．）])"
)
FOOTNOTE = re.compile(r"^\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*＊]\d{1,2}[\s　]|注\s?\d{1,2}[\s　:：)）])")
_FULL = 1.7
_WORD = re.compile(r"[!-~]+")
_LONG = 15
_CUT = 25
"""A longer text without an end, before a text with one, was cut in two."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `starts`: (offset in the text, page) of its lines; `alone`: blank space stands around
    it; `bold`: how many characters from its start are bold; `note`: it is a footnote."""

    text: str
    starts: list[tuple[int, int]]
    first: Text
    last: Text
    page: int
    bold: int
    note: bool = False
    above: float = 99.0
    below: float = 99.0
    indents: list[float] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.first.line.size

    @property
    def last_page(self) -> int:
        """The page of its last line."""
        return self.starts[-1][1]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document: the size of its letters and the step from line to line, in sizes."""

    size: float
    step: float


def measures(pages: Iterable[list[Item]]) -> Measures:
    """The usual size (of most letters) and the usual step between lines of that size."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for items in pages:
        before: Line | None = None
        for item in items:
            if not isinstance(item, Text):
                before = None
                continue
            line = item.line
            sizes[round(line.size * 4) / 4] += len(line.text)
            if before and 0 < line.base - before.base < 3 * line.size and abs(line.size - before.size) < 0.3:
                steps[round((line.base - before.base) / line.size, 1)] += len(before.text)
            before = line
    size = min(sizes, key=lambda one: (-sizes[one], one)) if sizes else 10.0
    step = min(steps, key=lambda one: (-steps[one], one)) if steps else 1.6
    return Measures(size, step)


def paragraphs(pages: list[tuple[int, list[Item]]], usual: Measures) -> list[Paragraph | Table]:
    """Paragraphs and tables in reading order; a footnote stands where it is printed and parts nothing."""
    return _Joiner(usual).join(pages)


class _Joiner:
    def __init__(self, usual: Measures) -> None:
        self.usual = usual
        self.result: list[Paragraph | Table] = []
        self.body: Paragraph | None = None
        self.note: Paragraph | None = None
        self.parted = False
        """A footnote stands between the open paragraph and what comes next."""

    def join(self, pages: list[tuple[int, list[Item]]]) -> list[Paragraph | Table]:
        for page, items in pages:
            self.note = None
            for item in items:
                if isinstance(item, Table):
                    self.body = self.note = None
                    self.result.append(item)
                else:
                    self._text(item, page)
        return self.result

    def _text(self, text: Text, page: int) -> None:
        if FOOTNOTE.match(text.line.text) and len(text.line.text) > 4:
            self.note = self._open(text, page, note=True)
            self.parted = True
        elif self.note and self._next_line(self.note, text, page) and self._follows(self.note, text):
            self._add(self.note, text, page)
        else:
            self.note = None
            body = self.body
            near = body is not None and self._next_line(body, text, page)
            if body and (self._follows(body, text) if near else self._goes_on(body, text, page)):
                self._add(body, text, page)
            else:
                self._space(body, text, page)
                self.body = self._open(text, page)
            self.parted = False

    def _open(self, text: Text, page: int, note: bool = False) -> Paragraph:
        line = text.line
        made = Paragraph(line.text, [(0, page)], text, text, page, line.bold, note, indents=[line.x0])
        if self.body and not note and self.body.last_page == page and self.body.last.column == text.column:
            made.above = max((line.base - self.body.last.line.base) / line.size, 0.0)
        self.result.append(made)
        return made

    def _space(self, body: Paragraph | None, text: Text, page: int) -> None:
        if body and body.last_page == page and body.last.column == text.column:
            body.below = max((text.line.base - body.last.line.base) / max(body.size, text.line.size), 0.0)

    def _add(self, paragraph: Paragraph, text: Text, page: int) -> None:
        before = paragraph.text
        whole = joined(before, text.line.text)
        if paragraph.bold == len(before) and text.line.bold:
            paragraph.bold = len(whole) - len(text.line.text) + text.line.bold
        paragraph.starts.append((len(whole) - len(text.line.text), page))
        paragraph.text, paragraph.last = whole, text
        paragraph.indents.append(text.line.x0)

    def _next_line(self, paragraph: Paragraph, text: Text, page: int) -> bool:
        """The line stands directly below the paragraph's last one."""
        last = paragraph.last
        if paragraph.last_page != page or last.column != text.column or last.box != text.box:
            return False
        step = text.line.base - last.line.base
        return 0 < step <= max(1.22 * self.usual.step, 1.3) * max(last.line.size, text.line.size)

    def _follows(self, paragraph: Paragraph, text: Text) -> bool:
        """The line below belongs to the paragraph: its last line is full, and nothing begins a new one."""
        last, line = paragraph.last.line, text.line
        if not _alike(last, line) or text.line.dot or OPENS.match(line.text):
            return False
        if not _full(paragraph.last, line):
            return False
        ended = bool(SENTENCE_END.search(last.text))
        if NUMBERED.match(line.text) and (ended or line.x0 < paragraph.indents[0] - 0.4 * line.size):
            return False
        usual = paragraph.indents[-1] if len(paragraph.indents) > 1 else paragraph.indents[0]
        return not (ended and line.x0 > usual + 0.6 * line.size and not OPENS.match(paragraph.text))

    def _goes_on(self, paragraph: Paragraph, text: Text, page: int) -> bool:
        """A text cut by a page end, a column end, a footnote or a blank line goes on here."""
        last, line = paragraph.last.line, text.line
        if SENTENCE_END.search(paragraph.text) or not _alike(last, line) or text.box != paragraph.last.box:
            return False
        if line.dot or OPENS.match(line.text) or abs(line.size - self.usual.size) > 0.12 * self.usual.size:
            return False
        moved = paragraph.last_page != page or paragraph.last.column != text.column or self.parted
        if moved:
            return _full(paragraph.last, line) or (len(paragraph.text) > _CUT and not NUMBERED.match(line.text))
        marked = any(OPENS.match(one) or NUMBERED.match(one) for one in (paragraph.text, line.text))
        plain = not marked and not paragraph.first.line.dot
        return plain and len(paragraph.text) > _CUT and bool(SENTENCE_END.search(line.text) or _full(text, line))


def _alike(one: Line, other: Line) -> bool:
    """Of one size and one weight."""
    if abs(one.size - other.size) > 0.07 * max(one.size, other.size):
        return False
    return (one.bold == len(one.text)) == (other.bold == len(other.text))


def _full(text: Text, following: Line) -> bool:
    """The line ends where the column does, or what follows would not have fitted into the rest of it."""
    line = text.line
    word = _WORD.match(following.text)
    room = max(_FULL, 0.6 * min(len(word[0]), 30) + 0.7 if word else 0.0)
    return line.x1 >= text.right - room * line.size


def right_edges(pages: list[list[Line]]) -> list[float]:
    """For each page where its full lines end: the right edge that most of its long lines share, or, where a page has few,
    those of the document."""
    whole = _edge([line for lines in pages for line in lines]) or 0.0
    return [_edge(lines) or whole for lines in pages]


def _edge(lines: list[Line]) -> float | None:
    edges: Counter[int] = Counter()
    for line in lines:
        if len(line.text) >= _LONG:
            edges[round(line.x1 / 4)] += 1
    if not edges:
        return None
    best = max(edges, key=lambda edge: (edges[edge - 1] + edges[edge] + edges[edge + 1], edge))
    near = [line.x1 for line in lines if len(line.text) >= _LONG and abs(round(line.x1 / 4) - best) <= 1]
    return median(near) if len(near) >= 3 else None
