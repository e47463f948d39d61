"""Grids or aligned lines -> tables: rows of cells, with the depth of their header."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from compliance.read.pdf.characters import Piece
from compliance.read.pdf.lines import Line, joined, lines_of
from compliance.read.pdf.pdfium import Shape
from compliance.read.pdf.rulings import Grid, Rulings

_YEAR_HEAD = re.compile(r"年|月|期|[RHＲＨ]\s?[0-9０-９]|[0-9０-９]{2,4}|[1-4１-４]?[QＱ]|フェーズ|ステップ")
_ITEM = re.compile(r"^(?:[・･●○◯■□◆◇▪◎•➢➤▶▷✓※＊]|[①-⑳]|[(（]\d{1,2}[)）])")
_NUMBERED = re.compile(r"^\d{1,2}[.．)）]\s")
_GOES_ON = "→"
_NARROWEST = 12.0
_ENDED = re.compile(r"[。．.!?！？]$")


@dataclass(slots=True)
class Row:
    """One row: its cells from left to right, the page it stands on, the heights it spans. `cut`: the columns whose text
    fills its last line and does not end: a page end may have cut it."""

    cells: list[str]
    page: int
    y0: float
    y1: float
    cut: frozenset[int] = frozenset()


@dataclass(slots=True)
class Table:
    """A table. `xs`: the edges of its columns; `depth`: how many of its rows are header rows; `ruled`: by lines."""

    rows: list[Row]
    xs: list[float]
    box: tuple[float, float, float, float]
    page: int
    depth: int = 1
    ruled: bool = True
    shaded: bool = False
    """Whether the first row, and not the second, stands on a colour of its own."""


@dataclass(slots=True)
class _Fields:
    """The lines and the text of each cell, by its upper left field."""

    pieces: dict[tuple[int, int], list[Piece]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[tuple[int, int], list[Line]] = field(default_factory=dict)
    text: dict[tuple[int, int], str] = field(default_factory=dict)


def ruled_table(grid: Grid, pieces: Sequence[Piece], rulings: Rulings, page: int) -> Table | None:
    """The table of a grid and the pieces that stand in it; None when no cell holds text."""
    fields = _Fields()
    for piece in pieces:
        for at, part in _parts(grid, piece):
            fields.pieces[at].append(part)
    for at, inside in fields.pieces.items():
        fields.lines[at] = _with_dots(lines_of(inside, widest=99), rulings.dots)
        fields.text[at] = cell_text(fields.lines[at], _right_edge(grid, at))
    if not any(fields.text.values()):
        return None
    columns = [column for column in range(len(grid.xs) - 1) if _holds_cells(grid, fields, column)]
    rows = [row for at in range(len(grid.ys) - 1) for row in _rows(grid, fields, at, columns, page)]
    xs = [grid.xs[column] for column in columns] + [grid.xs[-1]]
    table = Table(rows, xs, grid.box, page, _depth(grid, fields, columns))
    _continue_bands(table, grid, fields, columns, rulings.bands)
    table.rows = [row for row in table.rows if any(cell for cell in row.cells)]
    table.shaded = _shaded(grid, rulings.bands)
    return table


def _holds_cells(grid: Grid, fields: _Fields, column: int) -> bool:
    """A column that is no mere gap: cells begin in it, and it is wide enough for a letter or holds text."""
    own = [row for row in range(len(grid.ys) - 1) if grid.origin[row, column][1] == column]
    wide = grid.xs[column + 1] - grid.xs[column] >= _NARROWEST
    return bool(own) and (wide or any(fields.text.get((row, column)) for row in own))


def _parts(grid: Grid, piece: Piece) -> list[tuple[tuple[int, int], Piece]]:
    """The piece, cut where it crosses from one cell into the next."""
    y = min(max(piece.middle, grid.ys[0] + 0.1), grid.ys[-1] - 0.1)
    ends = (grid.field_at(piece.x0 + 0.5, y), grid.field_at(piece.x1 - 0.5, y))
    if ends[0] and ends[1] and grid.origin[ends[0]] == grid.origin[ends[1]]:
        return [(grid.origin[ends[0]], piece)]
    found: list[tuple[tuple[int, int], Piece]] = []
    start, here = 0, None
    for index, (left, right) in enumerate(zip(piece.lefts, piece.rights, strict=True)):
        if piece.text[index] == " ":
            continue
        x = min(max((left + right) / 2, grid.xs[0] + 0.1), grid.xs[-1] - 0.1)
        at = grid.field_at(x, y)
        cell = grid.origin[at] if at else None
        if here is not None and cell != here:
            part = piece.cut(start, index)
            if part:
                found.append((here, part))
            start = index
        here = cell
    part = piece.cut(start, len(piece.text))
    return [*found, (here, part)] if part and here is not None else found


def _right_edge(grid: Grid, at: tuple[int, int]) -> float:
    row, column = at
    while grid.origin.get((row, column + 1)) == at:
        column += 1
    return grid.xs[column + 1]


def _with_dots(lines: list[Line], dots: list[tuple[float, float, float, float]]) -> list[Line]:
    for line in lines:
        line.dot = has_dot(line, dots)
    return lines


def has_dot(line: Line, dots: list[tuple[float, float, float, float]]) -> bool:
    """Whether a bullet is drawn before a line."""
    return any(
        line.x0 - 2.2 * line.size <= x0 and x1 <= line.x0 and line.top <= (y0 + y1) / 2 <= line.bottom
        for x0, y0, x1, y1 in dots
    )


def cell_text(lines: list[Line], right: float) -> str:
    """The lines of a cell as one text: a line that does not reach the cell's edge ends what it says."""
    text = ""
    before: Line | None = None
    for line in lines:
        own = f"・{line.text}" if line.dot else line.text
        if before is None:
            text = own
        elif before.x1 < right - 2.2 * line.size or _ITEM.match(own) or _NUMBERED.match(own):
            text = f"{text} {own}"
        else:
            text = joined(text, own)
        before = line
    return text


def _rows(grid: Grid, fields: _Fields, row: int, columns: list[int], page: int) -> list[Row]:
    """The row of a grid, or its several rows where no lines part them but every cell has the same lines."""
    y0, y1 = grid.ys[row], grid.ys[row + 1]
    own = [fields.lines[row, column] for column in columns if fields.text.get((row, column))]
    bases = [[round(line.base) for line in lines] for lines in own]
    unparted = len(grid.ys) <= 3 and len(own) >= 2 and len(bases[0]) >= 3 and all(base == bases[0] for base in bases)
    if unparted and not any(line.x1 > grid.xs[-1] - 1.5 * line.size for lines in own for line in lines):
        return [
            Row(
                [fields.lines[row, column][index].text if (row, column) in fields.lines else "" for column in columns],
                page,
                y0,
                y1,
            )
            for index in range(len(bases[0]))
        ]
    cut = frozenset(
        index for index, column in enumerate(columns) if _is_cut(fields.lines.get((row, column)), grid, (row, column))
    )
    return [Row([fields.text.get((row, column), "") for column in columns], page, y0, y1, cut)]


def _is_cut(lines: list[Line] | None, grid: Grid, at: tuple[int, int]) -> bool:
    if not lines or _ENDED.search(lines[-1].text):
        return False
    return lines[-1].x1 >= _right_edge(grid, at) - 2.2 * lines[-1].size


def _depth(grid: Grid, fields: _Fields, columns: list[int]) -> int:
    """Rows of the header: where a cell of the first row spans columns, as many as its other cells span rows."""
    first = [grid.origin[0, column] for column in columns]
    spans = len(set(first)) < len(first) and len(set(first)) > 1
    if not spans:
        return 1
    deepest = max(row for (row, column), origin in grid.origin.items() if origin in first) + 1
    return min(deepest, 3)


def _continue_bands(table: Table, grid: Grid, fields: _Fields, columns: list[int], bands: list[Shape]) -> None:
    """Write → where a cell, a band or an arrow goes on through columns of years that hold no text of their own."""
    if len(table.rows) != len(grid.ys) - 1 or len(columns) < 3:
        return
    heads = [" ".join(row.cells[index] for row in table.rows[: table.depth]) for index in range(len(columns))]
    dated = [index for index, head in enumerate(heads) if index and _YEAR_HEAD.search(head)]
    inside = [band for band in bands if _within(band, grid)]
    for row in range(table.depth, len(table.rows)):
        y0, y1 = grid.ys[row], grid.ys[row + 1]
        drawn = [band for band in inside if y0 - 1 <= (band.y0 + band.y1) / 2 <= y1 + 1 and not _whole_row(band, grid)]
        for index in dated:
            column = columns[index]
            origin = grid.origin[row, column]
            if table.rows[row].cells[index] or (origin[0] != row and not drawn):
                continue
            x0, x1 = grid.xs[column], grid.xs[column + 1]
            merged = origin[1] < column and bool(fields.text.get(origin)) and origin[1] >= columns[dated[0]]
            covered = any(min(band.x1, x1) - max(band.x0, x0) >= 0.5 * (x1 - x0) for band in drawn)
            if merged or covered:
                table.rows[row].cells[index] = _GOES_ON


def _within(band: Shape, grid: Grid) -> bool:
    x0, y0, x1, y1 = grid.box
    return band.x0 >= x0 - 2 and band.x1 <= x1 + 2 and band.y0 >= y0 - 2 and band.y1 <= y1 + 2


def _whole_row(band: Shape, grid: Grid) -> bool:
    """The colour of a whole row, or of more than a row: no band."""
    return band.x0 <= grid.xs[1] - 2 or sum(band.y0 + 2 < y < band.y1 - 2 for y in grid.ys) > 0


def _shaded(grid: Grid, bands: list[Shape]) -> bool:
    def on_colour(row: int) -> bool:
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        width = sum(band.x1 - band.x0 for band in bands if _within(band, grid) and band.y0 <= y <= band.y1)
        return width >= 0.8 * (grid.xs[-1] - grid.xs[0])

    return len(grid.ys) > 2 and on_colour(0) and not on_colour(1)


def aligned_table(lines: list[Line], xs: list[float], page: int) -> Table:
    """The table of lines that stand in columns without rulings; `xs` are the left edges of the columns."""
    rows: list[list[list[Line]]] = []
    heights: list[tuple[float, float]] = []
    lines = [part for line in lines for part in _split(line, xs)]
    for group in _row_groups(lines, xs):
        cells: list[list[Line]] = [[] for _ in xs]
        for line in group:
            cells[_column(line, xs)].append(line)
        rows.append(cells)
        heights.append((min(line.top for line in group), max(line.bottom for line in group)))
    rights = [max((line.x1 for cells in rows for line in cells[index]), default=0.0) for index in range(len(xs))]
    made = [
        Row([cell_text(cell, rights[index]) for index, cell in enumerate(cells)], page, *height)
        for cells, height in zip(rows, heights, strict=True)
    ]
    box = (min(xs), min(top for top, _ in heights), max(rights), max(bottom for _, bottom in heights))
    return Table(made, [*xs, max(rights)], box, page, 1, ruled=False)


def _split(line: Line, xs: list[float]) -> list[Line]:
    """A line that fills its cell up to the next one is cut where that begins."""
    crossed = [x for x in xs if line.x0 + line.size < x < line.x1]
    parts: list[Piece] = []
    for piece in line.pieces:
        starts = [0, *(at for at in range(1, len(piece.text)) if _begins(piece, at, crossed)), len(piece.text)]
        parts += [part for start, end in pairwise(starts) if (part := piece.cut(start, end))]
    if not crossed or len(parts) == 1:
        return [line]
    columns: dict[int, list[Piece]] = {}
    for part in parts:
        columns.setdefault(sum(part.x0 >= x - 0.4 * part.size for x in xs), []).append(part)
    return [made for own in columns.values() for made in lines_of(own, widest=99)]


def _begins(piece: Piece, at: int, xs: list[float]) -> bool:
    before = at - 1 if piece.text[at - 1] != " " else max(at - 2, 0)
    gap = piece.lefts[at] - piece.rights[before]
    return gap > 0.2 * piece.size and any(abs(piece.lefts[at] - x) < 0.4 * piece.size for x in xs)


def _column(line: Line, xs: list[float]) -> int:
    return max((index for index, x in enumerate(xs) if line.x0 >= x - line.size), default=0)


def _row_groups(lines: list[Line], xs: list[float]) -> list[list[Line]]:
    """Lines of one row: parted by wider gaps where gaps differ, else by what stands in the first column."""
    ordered = sorted(lines, key=lambda line: (line.base, line.x0))
    steps: list[list[Line]] = []
    for line in ordered:
        if steps and line.base - steps[-1][0].base <= 0.4 * line.size:
            steps[-1].append(line)
        else:
            steps.append([line])
    gaps = [after[0].base - before[0].base for before, after in pairwise(steps)]
    least = min(gaps, default=0.0)
    wide = max(gaps, default=0.0) > 1.2 * least
    groups = [steps[0]] if steps else []
    for step, gap in zip(steps[1:], gaps, strict=True):
        first = any(_column(line, xs) == 0 for line in step)
        if gap > 1.2 * least or (not wide and first):
            groups.append(step)
        else:
            groups[-1] = [*groups[-1], *step]
    return groups
