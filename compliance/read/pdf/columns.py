"""Lines and tables of one page -> reading order: columns one after the other, lines that stand in columns without rulings
as tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from compliance.read.pdf.lines import Line
from compliance.read.pdf.tables import Table, aligned_table

_GUTTER = 1.15
_FULL = 1.6
_ROWS = 4
_SHORT = 7
"""Lines of fewer letters make no column of text."""
_MOST = 400
"""Lines of a page beyond which no columns are looked for: a drawing with labels."""
_NUMBER = re.compile(r"^[0-9０-９]{1,3}$")
_JAPANESE = re.compile(r"^[ぁ-ヿ㐀-鿿々〇]|[ぁ-ヿ㐀-鿿々〇]$")
"""Letters of a stretched line stand apart, but are no words of their own."""
_ITEM = re.compile(r"^(?:[・･●○◯■□◆◇▪▫◎•‣➢➤▶▷✓☑]|\d{1,2}[.．)]\s)")


@dataclass(slots=True)
class Text:
    """A line in its column: `left` and `right` are the column's edges, `column` tells columns of a page apart (0: none);
    `box`: the number of the box it stands in (0: none)."""

    line: Line
    left: float
    right: float
    column: int = 0
    box: int = 0


@dataclass(slots=True)
class Boxed:
    """A framed part of the page and what stands in it."""

    box: tuple[float, float, float, float]
    lines: list[Line]


Item = Text | Table
_Atom = tuple[float, float, float, float, "Line | Table | Boxed"]


class Arranger:
    """Puts the content of one page in order. `right`: where full lines of the document end."""

    def __init__(self, page: int, right: float) -> None:
        self.page, self.right = page, right
        self.columns = self.boxes = 0

    def arrange(self, content: Sequence[Line | Table | Boxed]) -> list[Item]:
        """Everything on the page in reading order."""
        atoms = [_atom(part) for part in content]
        return self._region(atoms, 0, self.right, 0)

    def _region(self, atoms: list[_Atom], column: int, right: float, box: int) -> list[Item]:
        if not atoms:
            return []
        gutter = _gutter(atoms) if _side_by_side(atoms) else None
        if gutter is None:
            return self._plain(atoms, column, right, box)
        result: list[Item] = []
        plain: list[_Atom] = []
        for crossing, band in _bands(atoms, gutter):
            head, body, tail = _trimmed(band, gutter)
            if not body:
                plain.extend(band)
            else:
                result.extend(self._plain([*plain, *head], column, right, box))
                result.extend(self._band(body, gutter, box))
                plain = list(tail)
            plain.extend(crossing)
        return result + self._plain(plain, column, right, box)

    def _band(self, atoms: list[_Atom], gutter: float, box: int) -> list[Item]:
        """Side by side: a table without rulings, or columns of text."""
        left = [atom for atom in atoms if atom[0] < gutter]
        right = [atom for atom in atoms if atom[0] >= gutter]
        lines = [atom[4] for atom in atoms if isinstance(atom[4], Line)]
        if all(isinstance(atom[4], Line) and _NUMBER.match(atom[4].text) for atom in right):
            return self._plain(atoms, 0, self.right, box)
        if len(lines) == len(atoms) and _is_table(left, right):
            return [aligned_table(lines, _starts(lines), self.page)]
        result: list[Item] = []
        for side in (left, right):
            self.columns += 1
            result.extend(self._region(side, self.columns, max(atom[2] for atom in side), box))
        return result

    def _plain(self, atoms: list[_Atom], column: int, right: float, box: int) -> list[Item]:
        """One column: from top to bottom; what stands on one line is one line."""
        if not atoms:
            return []
        left = min(atom[0] for atom in atoms)
        edge = right or max(atom[2] for atom in atoms)
        result: list[Item] = []
        before: Line | None = None
        for atom in sorted(atoms, key=_height):
            part = atom[4]
            if isinstance(part, Boxed):
                self.boxes += 1
                result.extend(self._region([_atom(line) for line in part.lines], 0, part.box[2], self.boxes))
            elif isinstance(part, Table):
                result.append(part)
            elif before is not None and abs(part.base - before.base) <= 0.3 * part.size and part.x0 >= before.x1:
                _append(before, part)
                continue
            else:
                result.append(Text(part, left, edge, column, box))
            before = part if isinstance(part, Line) else None
        return result


def _height(atom: _Atom) -> tuple[float, float]:
    part = atom[4]
    return (round(part.base, 0), part.x0) if isinstance(part, Line) else (atom[1] + 6, atom[0])


def _append(line: Line, other: Line) -> None:
    """A title and its page number are a line of contents; anything else further to the right stands on the same line."""
    gap = (other.x0 - line.x1) / line.size
    spread = gap < 1.5 and min(len(line.pieces[-1].text), len(other.text)) <= 2 and _JAPANESE.search(line.text)
    blank = "" if spread and _JAPANESE.match(other.text) else " " if gap <= 1.5 else "  "
    line.text += ("\t" if gap > 1.5 and _NUMBER.match(other.text) else blank) + other.text
    line.x1 = other.x1
    line.pieces = (*line.pieces, *other.pieces)


def _atom(part: Line | Table | Boxed) -> _Atom:
    if isinstance(part, Line):
        return part.x0, part.top, part.x1, part.bottom, part
    return (*part.box, part)


def _side_by_side(atoms: list[_Atom]) -> bool:
    """At least two pairs of neighbours stand beside each other."""
    if not 4 <= len(atoms) <= _MOST:
        return False
    ordered = sorted(atoms, key=lambda atom: atom[1])
    return sum(after[1] < before[3] - 0.3 * (before[3] - before[1]) for before, after in pairwise(ordered)) >= 2


def _gutter(atoms: list[_Atom]) -> float | None:
    """The side of the blank strip that parts most lines from lines beside them; None without one."""
    ordered = sorted(atoms, key=lambda atom: atom[1])
    best, score = None, 2
    for low, high in _strips(atoms):
        count = left = right = 0
        for atom in [*ordered, None]:
            if atom is None or (atom[0] < high - 0.2 and atom[2] > low):
                count += min(left, right)
                left = right = 0
            elif atom[2] <= low:
                left += 1
            else:
                right += 1
        if count > score:
            best, score = high - 0.2, count
    return best


def _strips(atoms: list[_Atom]) -> list[tuple[float, float]]:
    """Blank strips that may part columns: wide ones behind the end of a line, narrow ones before a side where many begin."""
    size = median(atom[4].size if isinstance(atom[4], Line) else 10.0 for atom in atoms)
    ends = sorted({round(atom[2]) for atom in atoms})
    wide = [(end + 0.6, end + _GUTTER * size) for end in ends]
    begins = Counter(round(atom[0]) for atom in atoms)
    first = min(begins)
    narrow = [
        (begin - 0.5 * size, begin - 0.6)
        for begin in sorted(begins)
        if begin > first + 2 * size and begins[begin - 1] + begins[begin] + begins[begin + 1] >= 3
    ]
    return [strip for strip in wide + narrow if any(atom[0] >= strip[1] for atom in atoms)]


def _bands(atoms: list[_Atom], gutter: float) -> list[tuple[list[_Atom], list[_Atom]]]:
    """From top to bottom: what stands on either side of the gutter, and what then crosses it."""
    result: list[tuple[list[_Atom], list[_Atom]]] = []
    band: list[_Atom] = []
    for atom in sorted(atoms, key=lambda one: one[1]):
        if atom[0] < gutter < atom[2]:
            result.append(([atom], band))
            band = []
        else:
            band.append(atom)
    result.append(([], band))
    return result


def _trimmed(band: list[_Atom], gutter: float) -> tuple[list[_Atom], list[_Atom], list[_Atom]]:
    """What stands above the part where both sides are filled, that part, and what stands below it."""
    left = [atom for atom in band if atom[0] < gutter]
    right = [atom for atom in band if atom[0] >= gutter]
    if len(left) < 2 or len(right) < 2:
        return [], [], []
    upper = max(min(atom[1] for atom in left), min(atom[1] for atom in right))
    lower = min(max(atom[3] for atom in left), max(atom[3] for atom in right))
    head = [atom for atom in band if atom[3] < upper - 2]
    body = [atom for atom in band if atom[3] >= upper - 2 and atom[1] <= lower + 2]
    tail = [atom for atom in band if atom[1] > lower + 2]
    end = max((atom[3] for atom in body), default=0.0)
    while tail and tail[0][1] - end <= 1.0 * (tail[0][3] - tail[0][1]) and not _is_short(tail[0], body):
        end = max(end, tail[0][3])
        body.append(tail.pop(0))
    return head, body, tail


def _is_short(atom: _Atom, body: list[_Atom]) -> bool:
    """It does not reach the edge of the column above it: the column may have ended before it."""
    edge = max((other[2] for other in body if abs(other[0] - atom[0]) < 30), default=0.0)
    return atom[2] < edge - 0.35 * (edge - atom[0])


def _is_table(left: list[_Atom], right: list[_Atom]) -> bool:
    """Lines of both sides stand on the same heights, and one side has no full lines: cells, not columns of text."""
    few, many = sorted((left, right), key=len)
    bases = [atom[3] for atom in many]
    level = sum(any(abs(atom[3] - base) < 2.5 for base in bases) for atom in few) / len(few)
    if min(_full(left), _full(right)) >= 0.5:
        sizes = {round(atom[4].size) for atom in (*left, *right) if isinstance(atom[4], Line)}
        regular = len(few) >= _ROWS and len(sizes) == 1
        return regular and level >= 0.9 and min(_width(left), _width(right)) < _SHORT
    return level >= 0.5


def _width(side: list[_Atom]) -> float:
    """The usual length of its lines, in letters."""
    return median((atom[2] - atom[0]) / (atom[4].size if isinstance(atom[4], Line) else 10.0) for atom in side)


def _full(side: list[_Atom]) -> float:
    edge = max(atom[2] for atom in side)
    size = median(atom[4].size if isinstance(atom[4], Line) else 10.0 for atom in side)
    return sum(atom[2] >= edge - _FULL * size for atom in side) / len(side)


def _starts(lines: list[Line]) -> list[float]:
    """The left edges of the columns that the lines stand in: behind blank strips, and where lines begin again and again
    with another line before them."""
    size = median(line.size for line in lines)
    spans: list[list[float]] = []
    for line in sorted(lines, key=lambda one: one.x0):
        if spans and line.x0 <= spans[-1][1] + 0.6 * size:
            spans[-1][1] = max(spans[-1][1], line.x1)
        else:
            spans.append([line.x0, line.x1])
    starts = [span[0] for span in spans]
    levels = len({round(line.base / 3) for line in lines})
    behind = Counter(
        round(line.x0 / 3)
        for line in lines
        if any(abs(one.base - line.base) < 2.5 and one.x1 <= line.x0 + 0.5 for one in lines)
    )
    for begin, count in sorted(behind.items()):
        near = min(abs(3 * begin - start) for start in starts)
        if count + behind[begin - 1] + behind[begin + 1] >= max(2, 0.25 * levels) and near > 1.5 * size:
            starts.append(min(line.x0 for line in lines if abs(line.x0 - 3 * begin) <= 4.5))
    return sorted(starts)
