"""Pieces of text -> lines: ruby is dropped, raised numbers become note marks, letters set one below the other are one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.read.pdf.characters import Piece

_RUBY = re.compile(r"^[ぁ-ゖァ-ヺー・\s]+$")
_STACKED = re.compile(r"^[぀-ヿ㐀-鿿々ー]$")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"^[*＊※注]?\d{1,3}[)）]?$")
_MARK = re.compile(
    r"^(?:[・･●○◯■□◆◇▪▫◎•‣➢➤▶▷✓☑☆★※＊*\-–]|[(（]?(?:\d{1,2}|[ア-ンa-zA-Z])[)）.．]?|[①-⑳]|"
    r"\d{1,2}(?:[-.]\d{1,2})+|第.{1,3}[章節編])$"
)
_MOST_BELOW = 200
"""Pieces of the following lines that are looked at for each reading."""
_SAME_LINE = 0.75
_AFTER_MARK = 3.2
_STRETCHED = 1.6
_JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿々〇、。]")
_LATIN = re.compile(r"[0-9A-Za-z,.:;]")


@dataclass(slots=True)
class Line:
    """Text on one line of one column. `bold`: how many characters from its start are bold. `dot`: a bullet is drawn before
    it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: int
    pieces: tuple[Piece, ...]
    dot: bool = False

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.base - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.base + 0.14 * self.size


def without_ruby(pieces: list[Piece]) -> list[Piece]:
    """The pieces but for readings in small kana above (or beside) larger letters."""
    largest = max((piece.size for piece in pieces), default=0.0)
    small = [piece for piece in pieces if piece.size <= 0.65 * largest and _RUBY.match(piece.text)]
    if not small:
        return pieces
    ordered = sorted(pieces, key=lambda piece: piece.base)
    bases = [piece.base for piece in ordered]
    dropped = set()
    for ruby in small:
        start = bisect_left(bases, ruby.base)
        if any(_reads(ruby, below) for below in ordered[start : start + _MOST_BELOW]):
            dropped.add(id(ruby))
    return [piece for piece in pieces if id(piece) not in dropped]


def _reads(ruby: Piece, below: Piece) -> bool:
    """The small kana stand just above the letters whose reading they give."""
    return (
        ruby.size <= 0.65 * below.size
        and below.x0 - below.size <= ruby.x0
        and ruby.x1 <= below.x1 + below.size
        and 0.5 * below.size <= below.base - ruby.base <= 1.5 * below.size
    )


def stacked(pieces: list[Piece]) -> list[Piece]:
    """Single letters set one below the other (a sidebar, the head of merged rows) made one upright piece, as are the
    letters of turned text, in the order they were written."""
    result: list[Piece] = []
    column: list[Piece] = []
    for piece in pieces:
        if column and not _below(column[-1], piece):
            result.extend(_one(column))
            column = []
        if not piece.upright or (len(piece.text) == 1 and _STACKED.match(piece.text)):
            column.append(piece)
        else:
            result.append(piece)
    return result + _one(column)


def _below(upper: Piece, lower: Piece) -> bool:
    if upper.upright != lower.upright:
        return False
    if not upper.upright:
        return abs(upper.x0 - lower.x0) < 1.2 * upper.size and abs(upper.base - lower.base) < 3 * upper.size
    aside = abs((upper.x0 + upper.x1) / 2 - (lower.x0 + lower.x1) / 2)
    return (
        aside < 0.3 * upper.size
        and 0.8 * upper.size <= lower.base - upper.base <= 1.4 * upper.size
        and len(lower.text) == 1
    )


def _one(column: list[Piece]) -> list[Piece]:
    """A column of at least three letters as one piece whose place is its upper end, else the pieces as they are."""
    if not column or (column[0].upright and len(column) < 3):
        return column
    first = min(column, key=lambda piece: piece.base)
    text = "".join(piece.text for piece in column)
    x0, x1 = min(piece.x0 for piece in column), max(piece.x1 for piece in column)
    lefts, rights = first.lefts[:0], first.rights[:0]
    for _ in text:
        lefts.append(x0)
        rights.append(x1)
    return [replace(first, text=text, x0=x0, x1=x1, upright=True, bold=0, lefts=lefts, rights=rights)]


def lines_of(pieces: Sequence[Piece], widest: float = _SAME_LINE) -> list[Line]:
    """The lines, from top to bottom and left to right. Pieces further apart than `widest` (in letters) are lines of their
    own: columns are told apart later."""
    result: list[Line] = []
    for row in _rows(pieces):
        row.sort(key=lambda piece: piece.x0)
        current: list[Piece] = []
        reach = max(widest, _STRETCHED) if _is_stretched(row) else widest
        for piece in row:
            if current and not _goes_on(current, piece, reach):
                result.append(_line(current))
                current = []
            current.append(piece)
        result.append(_line(current))
    return result


def _is_stretched(row: list[Piece]) -> bool:
    """A line whose letters were set apart to fill it: pieces of one letter or two."""
    return len(row) >= 5 and sum(len(piece.text) <= 2 for piece in row) >= 0.7 * len(row)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one base line; a smaller piece belongs to the larger one beside it, raised or not."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.x0)):
        for row in reversed(rows[-3:]):
            other = max(row, key=lambda one: one.size)
            size = max(other.size, piece.size)
            even = abs(piece.base - other.base) <= 0.25 * size
            small = min(other.size, piece.size) <= 0.75 * size and min(len(other.text), len(piece.text)) <= 4
            raised = small and abs(piece.base - other.base) <= 0.6 * size and _adjoins(row, piece, size)
            if even or raised:
                row.append(piece)
                break
        else:
            rows.append([piece])
    return rows


def _adjoins(row: list[Piece], piece: Piece, size: float) -> bool:
    return any(-0.3 * size <= max(piece.x0 - one.x1, one.x0 - piece.x1) <= 0.4 * size for one in row)


def _goes_on(current: list[Piece], piece: Piece, widest: float) -> bool:
    last = current[-1]
    size = max(last.size, piece.size)
    gap = piece.x0 - max(one.x1 for one in current)
    if gap <= widest * size:
        return True
    return len(current) == 1 and gap <= _AFTER_MARK * size and bool(_MARK.match(last.text))


def _line(pieces: list[Piece]) -> Line:
    """One line of pieces side by side: what stands apart is parted by a blank."""
    body = max(pieces, key=lambda piece: (len(piece.text), piece.size))
    parts: list[str] = []
    bold, unbroken = 0, True
    end: float | None = None
    for piece in pieces:
        text = piece.text
        raised = piece is not body and piece.size <= 0.8 * body.size and body.base - piece.base > 0.15 * body.size
        if raised and _RAISED.match(text):
            text = text.translate(_DIGITS)
        gap = 0.0 if end is None else piece.x0 - end
        if end is not None and not raised and _parted(parts, text, gap / body.size):
            parts.append(" ")
        if unbroken and piece.bold:
            bold = sum(map(len, parts)) + piece.bold
        unbroken = unbroken and piece.bold == len(piece.text)
        parts.append(text)
        end = max(piece.x1, end or piece.x1)
    return Line(
        "".join(parts), pieces[0].x0, max(piece.x1 for piece in pieces), body.base, body.size, bold, tuple(pieces)
    )


def _parted(parts: list[str], text: str, gap: float) -> bool:
    """A blank stands between pieces this far apart, but not between the letters of a stretched line."""
    if gap > 0.7:
        spread = gap < _STRETCHED and min(len(parts[-1]), len(text)) <= 2
        return not (spread and _JAPANESE.match(parts[-1][-1]) and _JAPANESE.match(text[0]))
    return gap > 0.15 and bool(_LATIN.match(parts[-1][-1]) and _LATIN.match(text[0]))


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph as one text: a blank stands between Latin words only, a hyphen that breaks a word goes."""
    if not before or not after:
        return before + after
    if before[-1] == "-" and len(before) > 1 and before[-2].islower() and after[0].islower() and before[-2].isascii():
        return before[:-1] + after
    latin = before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum()
    return f"{before} {after}" if latin and before[-1].isalpha() and after[0].isalpha() else before + after
