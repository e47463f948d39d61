"""Excel books: rows at their sheet and cell."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from compliance.document import Block
from compliance.errors import InputError
from compliance.read.xlsx import read_xlsx


def blocks(book: Workbook) -> list[Block]:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_xlsx(buffer.getvalue(), "計画.xlsx").blocks


def test_titles_tables_and_places_of_every_visible_sheet() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPI"
    sheet["B2"] = "成果指標の一覧です。"
    for row in (["", "指標", "現状", "目標"], ["", "利用率", 0.18, 0.6], ["", "研修", 12, "令和9年度"]):
        sheet.append(row)
    sheet["C4"].number_format = sheet["D4"].number_format = "0%"
    book.create_sheet("工程").append(["施策", datetime.date(2026, 4, 1)])
    hidden = book.create_sheet("控え")
    hidden.append(["見えない", "見えない"])
    hidden.sheet_state = "hidden"
    found = blocks(book)
    assert [(block.kind, block.place.sheet, block.place.cell) for block in found] == [
        ("heading", "KPI", "A1"),
        ("paragraph", "KPI", "B2"),
        ("row", "KPI", "B3"),
        ("row", "KPI", "B4"),
        ("row", "KPI", "B5"),
        ("heading", "工程", "A1"),
        ("row", "工程", "A1"),
    ]
    assert found[3].cells == ("利用率", "18%", "60%")
    assert found[3].header == ("指標", "現状", "目標")
    assert found[6].cells == ("施策", "2026年4月1日")


def test_merged_cells_stand_in_each_column_and_once_per_row() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["施策", "令和7年度", "令和8年度"], ["窓口", "改善", None], [None, "点検", "点検"]):
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("A2:A3")
    assert [block.cells for block in blocks(book) if block.kind == "row"][1:] == [
        ("窓口", "改善", "改善"),
        ("", "点検", "点検"),
    ]


def test_labels_with_merged_values_are_a_table_of_two_columns_above_the_indicators() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["施策名", "窓口の改善"],
        ["担当課", "市民課"],
        ["指標", "現状値", "目標値"],
        ["待ち時間", "30分", "10分"],
    ):
        sheet.append(row)
    for row_number in (1, 2):
        sheet.merge_cells(start_row=row_number, start_column=2, end_row=row_number, end_column=3)
    rows = [block for block in blocks(book) if block.kind == "row"]
    assert [row.cells for row in rows] == [
        ("施策名", "窓口の改善"),
        ("担当課", "市民課"),
        ("指標", "現状値", "目標値"),
        ("待ち時間", "30分", "10分"),
    ]
    assert rows[3].header == ("指標", "現状値", "目標値")


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A:C", "nowhere"])
def test_a_merged_area_without_end_is_refused_before_it_is_built(area: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["施策", "内容"])
    sheet.merge_cells("A1:B1")
    buffer, changed = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'"A1:B1"', f'"{area}"'.encode()))
    with pytest.raises(InputError):
        read_xlsx(changed.getvalue(), "計画.xlsx")


def test_formulas_of_a_book_are_never_computed() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指標", "=1+1", "=cmd|' /C calc'!A0"])
    assert [block.text for block in blocks(book) if block.kind == "row"] == []
