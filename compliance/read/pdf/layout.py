"""One open page -> what stands on it: lines, tables, framed parts; or why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.read.pdf.characters import Piece, damage, mended, pieces_of
from compliance.read.pdf.columns import Boxed
from compliance.read.pdf.lines import Line, lines_of, stacked, without_ruby
from compliance.read.pdf.pdfium import OpenPage
from compliance.read.pdf.rulings import Grid, Rulings, rulings
from compliance.read.pdf.tables import Table, has_dot, ruled_table

_IMAGE = 0.2
"""An image that covers this share of a page without text is a scan."""
_CURVES = 30
"""As many outlines on a page without text are letters turned into drawings."""


@dataclass(slots=True)
class Page:
    """A page as laid out. `unread`: why its text could not be read (None: it was)."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    framed: list[Boxed] = field(default_factory=list)
    image_share: float = 0.0
    curves: int = 0
    unread: str | None = None


def laid_out(page: OpenPage, number: int) -> Page:
    """The content of a page; running headers and page numbers are still among its lines."""
    result = Page(number, page.width, page.height)
    drawings = page.drawings
    result.image_share, result.curves = drawings.image_share, drawings.curves
    if damage(mended(page.text)):
        result.unread = "文字の番号から文字が分からない(フォントの対応表が壊れている)ページです。元の文書から PDF を作り直してください。"
        return result
    pieces = stacked(without_ruby(pieces_of(page)))
    ruled = rulings(drawings, page.width, page.height)
    pieces = _tables(result, pieces, ruled)
    pieces = _framed(result, pieces, ruled)
    result.lines = _with_dots(lines_of(pieces), ruled)
    return result


def unread_without_text(page: Page) -> str | None:
    """Why a page on which no text is left could not be read; None for an empty page."""
    if page.lines or page.tables or page.framed:
        return None
    if page.image_share >= _IMAGE:
        return "画像だけで文字のないページです。文字認識(OCR)をかけた PDF を使ってください。"
    if page.curves >= _CURVES:
        return "文字が図形として描かれたページです。元の文書から PDF を作り直してください。"
    return None


def _tables(page: Page, pieces: list[Piece], ruled: Rulings) -> list[Piece]:
    """Make the tables of the page; gives the pieces that stand in none of them."""
    grids = sorted((grid for grid in ruled.grids if grid.cells > 1), key=_area)
    if not grids:
        return pieces
    inside: dict[int, list[Piece]] = {}
    rest: list[Piece] = []
    for piece in pieces:
        index = next((index for index, grid in enumerate(grids) if _holds(grid.box, piece)), None)
        if index is None:
            rest.append(piece)
        else:
            inside.setdefault(index, []).append(piece)
    for index, own in inside.items():
        table = ruled_table(grids[index], own, ruled, page.number)
        if table:
            page.tables.append(table)
    return rest


def _framed(page: Page, pieces: list[Piece], ruled: Rulings) -> list[Piece]:
    """Take out what stands in a frame; a frame around the whole page frames nothing."""
    frames = [grid for grid in ruled.grids if grid.cells == 1 and _area(grid) < 0.6 * page.width * page.height]
    for grid in sorted(frames, key=_area):
        own = [piece for piece in pieces if _holds(grid.box, piece)]
        if own:
            page.framed.append(Boxed(grid.box, _with_dots(lines_of(own), ruled)))
            taken = set(map(id, own))
            pieces = [piece for piece in pieces if id(piece) not in taken]
    return pieces


def _with_dots(lines: list[Line], ruled: Rulings) -> list[Line]:
    if ruled.dots:
        for line in lines:
            line.dot = has_dot(line, ruled.dots)
    return lines


def _area(grid: Grid) -> float:
    x0, y0, x1, y1 = grid.box
    return (x1 - x0) * (y1 - y0)


def _holds(box: tuple[float, float, float, float], piece: Piece) -> bool:
    x0, y0, x1, y1 = box
    return x0 <= (piece.x0 + piece.x1) / 2 <= x1 and y0 <= piece.middle <= y1
