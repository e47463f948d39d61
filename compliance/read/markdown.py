"""Markdown and plain text -> blocks.

Plans reach us as Markdown made by PDF converters: headings with the wrong number of `#` or none, sentences cut by page
ends, HTML inside table cells, tables of tabs. A CommonMark parser gives up what we need there (see docs/decisions.md),
so lines are read one by one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from compliance.document import Block, BlockKind, Document, Place
from compliance.japanese.normalise import without_markup
from compliance.read.headings import Heading, HeadingStack, heading_of, looks_like_contents, names_text

_BULLET = re.compile(
    r"^\s*(?:[-*+]\s+)?(?P<mark>[・･●○◯〇■□◆◇▪▫◎◦•‣➢➤▶▷►✓✔☑☆★→※＊]|[①-⑳㉑-㉟]|[(（](?:\d{1,2}|[ア-ンa-zａ-ｚ])[)）]|[-*+]\s|\d{1,2}[.)．）]\s)\s*(?P<rest>.*)$"
)
_MARKS = "・◇◆●○■□➢ 　"
_INNER_BULLET = re.compile(r"(?<=[。\s])[◇◆●○■□・➢](?=[^\s・])")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-－―ー]?\s*\d{1,3}\s*[-－―ー]?|p\.?\s*\d{1,3})\s*$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^\d+\]:|[*＊]\d{1,2}\s|注\s?\d{1,2}[ :：)）])")
_RULE_ROW = re.compile(r"^\s*\|?\s*(?::-+:?|-+:|-{2,})\s*(?:\|\s*(?::-+:?|-+:|-{2,})\s*)*\|?\s*$")
_THEMATIC = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_TAG = re.compile(r"</?(?:span|p|div|font|a|img|ruby|rb|center)\b[^<>]*>|<(?:b|i|u|em|strong)\s[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</?(?:ul|ol)\b[^<>]*>|</li>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"<li\b[^<>]*>\s*[・◇◆●○■□]?", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_RUN_IN = re.compile(
    r"^\s*(?:[^\w\s*<_|#>・]{1,3}\s*)?(?:\*\*|<b>|__)(?P<label>[^*_<。]{1,16})(?:\*\*|</b>|__)[:：\s]\s*(?P<rest>[^|\t]+)$"
)
_LABEL = re.compile(
    r"^\s*(?:[^\w\s*<_|#>・]{1,3}\s*)?(?:\*\*|<b>|__)(?P<label>[^*_<。、]{2,12}[^*_<。、てをのにはがで])(?:\*\*|</b>|__)[:：]?(?P<rest>)\s*$"
)
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|<b>|__)[^*_<]+(?:\*\*|</b>|__)\s*$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_SENTENCE_END = re.compile(r"[。．.!?！？」』)）】:：]\s*$")


def read_markdown(text: str, name: str) -> Document:
    """Blocks of a Markdown or plain text. `name`: the file's name. Never fails: any text has blocks."""
    return Document(source=name, sha256="", blocks=_Reader(text.split("\n")).read())


def plain(text: str) -> str:
    """The line without markup that stands for structure: `<br>` and `<li>` as spaces and bullets, links and images as
    their text, entities resolved. Emphasis stays: a quote must stand in the source."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _LIST_ITEM.sub(" ・", text)))
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return html.unescape(text).strip() if "&" in text else text.strip()


def split_cells(line: str) -> list[str]:
    """The cells of a table row written with pipes or tabs, without markup."""
    if "\t" in line and not line.lstrip().startswith("|"):
        return [plain(cell) for cell in line.split("\t")]
    return [plain(cell) for cell in re.split(r"(?<!\\)[|｜]", line.strip().strip("|｜"))]


def row_text(line: str, cells: list[str]) -> str:
    """The row as it is quoted: its cells joined as the source joins them, from the first cell whose beginning stands so in
    the source (a list inside a cell is written otherwise there)."""
    joint = "  " if "\t" in line else " | "
    filled = [cell for cell in cells if cell]
    source = _squeezed(line)
    texts = [
        text
        for first in range(len(filled))
        for text in (joint.join(filled[first:]), joint.join(filled[first:]).lstrip("・ "))
    ]
    return next((text for text in texts if _squeezed(text)[:15] in source), joint.join(filled))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _indent(line: str) -> int:
    """The width of the blanks before a bullet, in columns."""
    return sum(2 if mark == "　" else 1 for mark in line.expandtabs(4)[: -len(line.expandtabs(4).lstrip())])


@dataclass
class _Open:
    """The paragraph or list item being collected; none while it has no parts."""

    kind: BlockKind = "paragraph"
    indent: int = 0
    parts: list[str] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, line: int) -> None:
        self.lines.append((self.length, line))
        self.parts.append(text)
        self.length += len(text)


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.stack = HeadingStack()
        self.open = _Open()
        self.items: list[tuple[int, str]] = []
        """The list items that the next one may be nested in: their indent and text."""
        self.before_box: list[Heading] | None = None
        self.at = 0

    def read(self) -> list[Block]:
        while self.at < len(self.lines):
            self._line()
            self.at += 1
        self._close()
        return self.blocks

    def _line(self) -> None:
        self._box()
        line = self.lines[self.at]
        if not line.strip():
            self._blank()
        elif line.lstrip().startswith("```"):
            self._close()
        elif _THEMATIC.match(line) or _PAGE_NUMBER.match(line):
            return
        elif self._starts_table():
            self._table()
        elif looks_like_contents(line):
            self._single("paragraph", plain(line))
        elif _FOOTNOTE.match(line):
            self._single("footnote", plain(line), keep_open=True)
        else:
            self._text_line(line)

    def _box(self) -> None:
        """Enter or leave a block quote: a boxed column, whose label heads nothing outside it."""
        line = self.lines[self.at]
        inside = line.lstrip().startswith(">")
        if inside:
            self.lines[self.at] = _QUOTE.sub("", line)
        if inside and self.before_box is None:
            self._close()
            self.before_box = self.stack.snapshot()
        elif not inside and self.before_box is not None:
            self._close()
            self.stack.restore(self.before_box)
            self.before_box = None

    def _text_line(self, line: str) -> None:
        text = plain(line)
        if not text:
            return
        label = _RUN_IN.match(line) or (_LABEL.match(line) if self._heads_something() else None)
        if label:
            self._run_in(label["label"], label["rest"])
            return
        set_off = self._alone() or bool(_BOLD_LINE.match(line)) or self._names_text(text)
        heading = heading_of(line, without_markup(text), alone=set_off)
        following = self._next_text().lstrip()
        if (
            heading
            and heading.style == "■"
            and not heading.hashes
            and (not following or following[0] in ("#", text[0]))
        ):
            heading = None  # a bullet at the end of a section, or before another bullet, heads nothing
        bullet = None if heading else _BULLET.match(text if "<li" in line.lower() else line)
        if heading:
            self._close()
            self.items = []
            headings, level = self.stack.push(heading)
            written = text.lstrip("#").strip() if "*" in text else None
            self.blocks.append(Block("heading", heading.text, self._place(), headings, level=level, written=written))
        elif bullet:
            self._close()
            mark = text[:1]
            self.stack.leave(mark)
            self.open = _Open("item", 2 * _indent(line) + (mark == "・"))
            self.open.add(plain(bullet["rest"]) or text, self.at + 1)
        else:
            if not self.open.parts:
                self.open = _Open("paragraph")
                self.items = []
            self.open.add(text, self.at + 1)

    def _run_in(self, label: str, rest: str) -> None:
        """A bold label before the text of its paragraph (**現状** 本市では…) heads it."""
        self._close()
        headings, level = self.stack.push(Heading(label.strip(), "太字", 0))
        self.blocks.append(Block("heading", label.strip(), self._place(), headings, level=level))
        self.open = _Open()
        if rest:
            self.open.add(plain(rest), self.at + 1)

    def _heads_something(self) -> bool:
        """Text that is no heading and no further label follows: a bold line alone may be a slogan."""
        following = self._next_text()
        return bool(following) and not following.lstrip().startswith(("#", "**", "<b>", "__"))

    def _blank(self) -> None:
        """A blank line ends a block, unless it is a long paragraph cut in mid-sentence (a page end stands there)."""
        text = "".join(self.open.parts)
        following = self._next_text()
        cut = (
            self.open.kind == "paragraph"
            and len(text) > 25
            and not _SENTENCE_END.search(text)
            and following
            and not _BULLET.match(following)
            and "\t" not in following
            and "|" not in following
            and not heading_of(following, without_markup(plain(following)), alone=True)
            and _SENTENCE_END.search(plain(following))
        )
        if not cut:
            self._close()

    def _next_text(self) -> str:
        for line in self.lines[self.at + 1 : self.at + 8]:
            if line.strip() and not any(mark.match(line) for mark in (_PAGE_NUMBER, _FOOTNOTE, _THEMATIC)):
                return line
        return ""

    def _alone(self) -> bool:
        """The line has a blank line or the end of the file before and after it."""
        before = self.at == 0 or not self.lines[self.at - 1].strip()
        after = self.at + 1 >= len(self.lines) or not self.lines[self.at + 1].strip()
        return before and after

    def _names_text(self, text: str) -> bool:
        """A name that begins a block and stands right above a text, in no list that something is nested in."""
        before = self.lines[self.at - 1].rstrip() if self.at else ""
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        around = [*self.items, (self.open.indent, "")] if self.open.kind == "item" else self.items
        own = 2 * _indent(self.lines[self.at])
        return (
            (not before or bool(_SENTENCE_END.search(before)))
            and all(indent >= own for indent, _ in around)
            and names_text(text, plain(below))
            and not _BULLET.match(below)
            and not {"|", "｜", "\t"} & set(below)
        )

    def _place(self, line: int | None = None) -> Place:
        return Place(line=line or self.at + 1)

    def _single(self, kind: BlockKind, text: str, keep_open: bool = False) -> None:
        if not keep_open:
            self._close()
        self.blocks.append(Block(kind, text, self._place(), self.stack.path))

    def _close(self) -> None:
        """Finish the open paragraph or item; an item that holds several inline bullets becomes several."""
        if self.open.parts:
            text, lines = "".join(self.open.parts), tuple(self.open.lines)
            item = self.open.kind == "item"
            self.items = [entry for entry in self.items if item and entry[0] < self.open.indent]
            starts = [0, *(m.start() for m in _INNER_BULLET.finditer(text))] if item else [0]
            for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
                own = tuple((max(offset - start, 0), line) for offset, line in lines if offset < end)
                place = self._place(max((line for offset, line in lines if offset <= start), default=lines[0][1]))
                self.blocks.append(
                    Block(
                        self.open.kind,
                        text[start:end].strip().lstrip(_MARKS),
                        place,
                        self.stack.path,
                        lines=own,
                        parents=tuple(parent for _, parent in self.items),
                    )
                )
            if item:
                self.items.append((self.open.indent, self.blocks[-1].text))
        self.open = _Open()

    def _starts_table(self) -> bool:
        line = self.lines[self.at]
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        if line.lstrip().startswith("|"):
            return True
        if line.count("|") >= 1 and _RULE_ROW.match(following) and "|" in following:
            return True
        return " | " in line or "\t" in line or line.count("|") + line.count("｜") >= 2

    def _table(self) -> None:
        self._close()
        start = self.at
        separators = "\t" if "\t" in self.lines[start] else "|｜"
        end = start
        while (
            end < len(self.lines)
            and self.lines[end].strip()
            and (any(mark in self.lines[end] for mark in separators) or _RULE_ROW.match(self.lines[end]))
        ):
            end += 1
        rows = [
            (number, split_cells(self.lines[number]))
            for number in range(start, end)
            if not _RULE_ROW.match(self.lines[number])
        ]
        ruled = any(_RULE_ROW.match(self.lines[number]) for number in range(start, end))
        self._rows(rows, ruled)
        self.at = end - 1

    def _rows(self, rows: list[tuple[int, list[str]]], ruled: bool) -> None:
        header: tuple[str, ...] = ()
        for index, (number, cells) in enumerate(rows):
            first = index == 0 and len(rows) > 1 and (ruled or all(len(cell) <= 25 for cell in cells))
            if first and _is_header(cells, rows[1][1], ruled):
                header = tuple(cells)
            text = row_text(self.lines[number], cells)
            if text:
                self.blocks.append(
                    Block("row", text, self._place(number + 1), self.stack.path, tuple(cells), () if first else header)
                )


_SENTENCE_LIKE = re.compile(r"。|(?:する|ます|した|おり|である)(?:。|$)|[0-9０-９]+[%％人件]|^\s*[→○]")


def _is_header(cells: list[str], below: list[str], ruled: bool) -> bool:
    """A first row is a header when it is ruled off, or its cells are labels and wider rows follow."""
    if ruled:
        return True
    return not any(_SENTENCE_LIKE.search(cell) for cell in cells) and len(cells) >= min(len(below), 3)
