"""Excel books -> blocks: every sheet that shows something, in order; rows with the cell they begin at.

A row with one filled cell is a line of text (a title, a note); rows with several are tables, the first one their header.
Rows of a label and a value merged over the columns beside it (施策シート) are a table of their own with two columns.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import warnings
from typing import Any

from compliance.document import Document, Place
from compliance.errors import InputError, Problem
from compliance.read.archive import damaged, open_archive
from compliance.read.lines import Line, blocks_of, escaped, filled, table_lines
from compliance.read.ooxml import xml_part

MOST_ROWS, MOST_COLUMNS = 20_000, 256
"""A sheet beyond this is data, no plan."""
MOST_MERGED = 500_000
"""Cells of a book that are merged with others: a plan has some thousands."""
_LONGEST_LABEL = 12


def read_xlsx(data: bytes, name: str, password: str | None = None) -> Document:
    """The blocks of a book, each at its sheet and cell. Formulas count by their last value; hidden sheets are left out;
    macros are never looked at. Raises `InputError` for a book that is damaged, unsafe or too large."""
    from openpyxl import load_workbook

    archive = open_archive(data, name)
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            # openpyxl reads entities where lxml is not used, and makes an object of every merged cell: refuse them first
            _refuse_endless_merges(xml_part(archive, part, name), name)
    lines: list[Line] = []
    try:
        with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
            # openpyxl warns of what it drops on writing, and prints what it makes of damaged styles
            for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets:
                if sheet.sheet_state == "visible":
                    lines += _sheet(sheet, name)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # openpyxl has no error of its own: a damaged part ends in any of Python's
        raise damaged(name) from error
    return Document(source=name, sha256="", blocks=blocks_of(lines, name))


def _refuse_endless_merges(root: Any, name: str) -> None:
    from openpyxl.utils import range_boundaries

    cells = 0
    for merged in root.iter("{*}mergeCell"):
        try:
            left, top, right, bottom = map(int, range_boundaries(merged.get("ref")))  # type: ignore[arg-type]
        except (ValueError, TypeError) as error:  # a whole column has no top
            raise damaged(name) from error
        cells += (right - left + 1) * (bottom - top + 1)
    if cells > MOST_MERGED:
        raise InputError(
            Problem(
                f"結合されたセルが多すぎます({cells} 個)。計画の表だけを残してください。",
                f"too many merged cells ({cells})",
                name,
            )
        )


def _sheet(sheet: Any, name: str) -> list[Line]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise InputError(
            Problem(
                f"シート「{sheet.title}」が大きすぎます({sheet.max_row} 行、{sheet.max_column} 列)。計画の表だけを残してください。",
                f"sheet {sheet.title!r} is too large",
                name,
            )
        )
    merged = {(area.min_row, area.min_col): area.max_col - area.min_col + 1 for area in sheet.merged_cells.ranges}
    covered = {
        (area.min_row, column)
        for area in sheet.merged_cells.ranges
        for column in range(area.min_col + 1, min(area.max_col, MOST_COLUMNS) + 1)
    }
    top = Place(sheet=sheet.title, cell="A1")
    lines = [Line("", top), Line(f"# {escaped(sheet.title)}", top), Line("", top)]
    table: list[tuple[list[str], Place]] = []
    labelled = False
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [
            (_written(cell), merged.get((number, index), 1), cell.coordinate)
            for index, cell in enumerate(row, 1)
            if (number, index) not in covered
        ]
        texts = [(text, coordinate) for text, _, coordinate in cells if text]
        if len(texts) >= 2:
            spans = [(text, span) for text, span, _ in cells]
            sheet_row = (labelled or not table) and _is_label_and_value(spans)  # below a wide row it is a band of years
            if sheet_row != labelled:
                lines += _rows(table)
                table, labelled = [], sheet_row
            spans = [(text, 1) for text, _ in texts] if sheet_row else spans
            table.append((filled(spans), Place(sheet=sheet.title, cell=texts[0][1])))
            continue
        lines += _rows(table)
        table, labelled = [], False
        for text, coordinate in texts:
            place = Place(sheet=sheet.title, cell=coordinate)
            lines += [line for part in text.split("\n") for line in (Line("", place), Line(escaped(part), place))]
            lines.append(Line("", place))
    return lines + _rows(table)


def _is_label_and_value(cells: list[tuple[str, int]]) -> bool:
    """A row of (text, columns) with nothing but a label and, merged over several columns, its value."""
    said = [(text, columns) for text, columns in cells if text]
    return len(said) == 2 and said[1][1] > 1 and len(said[0][0]) <= _LONGEST_LABEL


def _rows(table: list[tuple[list[str], Place]]) -> list[Line]:
    """The lines of a table without the columns that are empty in all its rows."""
    if not table:
        return []
    width = max(len(cells) for cells, _ in table)
    rows = [[*cells, *[""] * (width - len(cells))] for cells, _ in table]
    used = [index for index in range(width) if any(row[index] for row in rows)]
    places = [place for _, place in table]
    written = [[row[index] for index in used] for row in rows]
    return [Line("", places[0]), *table_lines(written, places), Line("", places[-1])]


def _written(cell: Any) -> str:
    """The value as the sheet shows it: percentages, whole numbers, Japanese dates."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return f"{round(value * 100, 2):g}%"
        return f"{value:,}" if "," in (cell.number_format or "") and isinstance(value, int) else f"{value:.10g}"
    return str(value).strip()
