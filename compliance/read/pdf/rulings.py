"""The shapes of a page -> its grids (ruled tables and boxes), its bullets drawn as dots, its bands and arrows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from compliance.read.pdf.pdfium import Drawings, Shape

_THIN = 3.0
_NEAR = 2.6
"""Ends this near to a line touch it: borders overlap by half their width."""
_DOT = 8.0
_MOST_LINES = 400
"""A page with more lines is a map or a drawing: no table is looked for in it."""

_MOST_FIELDS = 5_000
"""A grid with more fields is squared paper, no table."""


@dataclass(slots=True)
class Line:
    """A horizontal or vertical line: `at` the height (or the side), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """A ruled table: `xs` and `ys` are the edges of its columns and rows; `origin` gives for (row, column) the upper left
    field of the cell it belongs to."""

    xs: list[float]
    ys: list[float]
    origin: dict[tuple[int, int], tuple[int, int]]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def cells(self) -> int:
        """The number of cells."""
        return len(set(self.origin.values()))

    def field_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of a point; None outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None


@dataclass(slots=True)
class Rulings:
    """What the shapes of a page mean. `bands`: filled boxes and arrows that may span columns; `loose`: lines of no grid."""

    grids: list[Grid] = field(default_factory=list)
    dots: list[tuple[float, float, float, float]] = field(default_factory=list)
    bands: list[Shape] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)


def rulings(drawings: Drawings, width: float, height: float) -> Rulings:
    """Sort the shapes of a page of this width and height."""
    found = Rulings()
    across: list[Line] = []
    down: list[Line] = []
    for shape in drawings.shapes:
        _sort(shape, width * height, found, across, down)
    across, down = _joined(across), _joined(down)
    if len(across) + len(down) > _MOST_LINES:
        return found
    arrows = [line for line in across if _floats(line, down)]
    found.bands.extend(Shape(line.start, line.at - 1, line.end, line.at + 1, None, True) for line in arrows)
    across = [line for line in across if line not in arrows]
    used: set[int] = set()
    for rows, columns in _groups(across, down):
        grid = _grid(rows, columns)
        if grid:
            found.grids.append(grid)
            used |= {id(line) for line in rows}
    found.loose = [line for line in (*across, *arrows) if id(line) not in used]
    return found


def _sort(shape: Shape, area: float, found: Rulings, across: list[Line], down: list[Line]) -> None:
    width, height = shape.x1 - shape.x0, shape.y1 - shape.y0
    if shape.lines:
        for x0, y0, x1, y1 in shape.lines:
            _line(x0, y0, x1, y1, across, down)
        if shape.filled and shape.filled != (255, 255, 255):
            found.bands.append(shape)
    elif max(width, height) <= _DOT:
        found.dots.append((shape.x0, shape.y0, shape.x1, shape.y1))
        if min(width, height) <= _THIN:
            _line(shape.x0, shape.y0, shape.x1, shape.y1, across, down)
    elif min(width, height) <= _THIN:
        _line(shape.x0, shape.y0, shape.x1, shape.y1, across, down)
    elif width * height < 0.8 * area:
        if shape.stroked:
            for edge in (
                (shape.x0, shape.y0, shape.x1, shape.y0),
                (shape.x0, shape.y1, shape.x1, shape.y1),
                (shape.x0, shape.y0, shape.x0, shape.y1),
                (shape.x1, shape.y0, shape.x1, shape.y1),
            ):
                _line(*edge, across, down)
        if shape.filled and shape.filled != (255, 255, 255):
            found.bands.append(shape)


def _line(x0: float, y0: float, x1: float, y1: float, across: list[Line], down: list[Line]) -> None:
    if x1 - x0 >= y1 - y0:
        across.append(Line((y0 + y1) / 2, x0, x1))
    else:
        down.append(Line((x0 + x1) / 2, y0, y1))


def _joined(lines: list[Line]) -> list[Line]:
    """Lines on one height that touch or overlap made one."""
    result: list[Line] = []
    for line in sorted(lines, key=lambda one: (round(one.at / 1.5), one.start)):
        last = result[-1] if result else None
        touching = last and line.start <= last.end + _NEAR and line.end >= last.start - _NEAR
        if last and touching and abs(last.at - line.at) <= 1.6:
            last.start, last.end = min(last.start, line.start), max(last.end, line.end)
        else:
            result.append(Line(line.at, line.start, line.end))
    return [line for line in result if line.end - line.start > 4.0]


def _floats(line: Line, down: list[Line]) -> bool:
    """An arrow or an underline: both ends stand away from every vertical line, and it stands between two of them."""
    beside = [one for one in down if one.start - _NEAR <= line.at <= one.end + _NEAR]
    left = any(one.at < line.start - _NEAR for one in beside)
    right = any(one.at > line.end + _NEAR for one in beside)
    touched = any(min(abs(one.at - line.start), abs(one.at - line.end)) <= _NEAR for one in beside)
    return left and right and not touched


def _groups(across: list[Line], down: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that hang together by crossing or touching."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down):
            if (
                row.start - _NEAR <= column.at <= row.end + _NEAR
                and column.start - _NEAR <= row.at <= column.end + _NEAR
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for i, row in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(column)
    return list(groups.values())


def _clustered(values: list[float]) -> list[float]:
    """Edges nearer to each other than a letter is high made one: the mean of each cluster."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= _NEAR:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _grid(rows: list[Line], columns: list[Line]) -> Grid | None:
    """The grid that crossing lines make, or None: an open side is closed where its lines end (a table cut by a page end, a
    table without side lines)."""
    if not rows or not columns:
        return None
    left, right = min(row.start for row in rows), max(row.end for row in rows)
    upper, lower = min(column.start for column in columns), max(column.end for column in columns)
    xs = _clustered([column.at for column in columns])
    ys = _clustered([row.at for row in rows])
    xs = [*([left] if xs[0] - left > 8 else []), *xs, *([right] if right - xs[-1] > 8 else [])]
    ys = [*([upper] if ys[0] - upper > 4 else []), *ys, *([lower] if lower - ys[-1] > 4 else [])]
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    return Grid(xs, ys, _cells(xs, ys, rows, columns))


def _cells(
    xs: list[float], ys: list[float], rows: list[Line], columns: list[Line]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field the upper left field of its cell: fields without a line between them are one cell."""
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        walls = [column.at for column in columns if column.start <= middle <= column.end]
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            open_left = column > 0 and not any(abs(wall - xs[column]) <= _NEAR for wall in walls)
            open_above = row > 0 and not any(
                abs(line.at - ys[row]) <= _NEAR and line.start <= centre <= line.end for line in rows
            )
            if open_left:
                origin[row, column] = origin[row, column - 1]
            elif open_above:
                origin[row, column] = origin[row - 1, column]
            else:
                origin[row, column] = (row, column)
    return origin
