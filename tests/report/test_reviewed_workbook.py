"""Verdicts that a person wrote into a workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from compliance.errors import InputError
from compliance.report.reviewed_workbook import BY, EVIDENCE, ID, ON, PAGE, PLAN, REASON, VERDICT, corrections_of

HEADER = [ID, "要件", PLAN, VERDICT, REASON, PAGE, BY, ON, EVIDENCE]


def book(folder: Path, *rows: list[Any], header: list[str] = HEADER) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["点検結果"])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    path = folder / "点検.xlsx"
    workbook.save(path)
    return path


def test_rows_that_are_filled_in_are_corrections(tmp_path: Path) -> None:
    found = corrections_of(
        book(
            tmp_path,
            ["STD-01", "移行", "北山市", None, None, None, None, None, "k1"],
            ["SEC-03", "方針", "北山市", "記載あり", "12頁の表", 12, "企画課", datetime(2026, 11, 1), "k2"],
            ["CON-01", "満了", "北山市", "指摘なし", "延長した", None, "企画課", "2026/11/02", None],
        )
    )
    assert [(entry.id, entry.verdict, entry.page, entry.on, entry.evidence) for entry in found] == [
        ("SEC-03", "satisfied", 12, date(2026, 11, 1), "k2"),
        ("CON-01", "clear", None, date(2026, 11, 2), None),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["SEC-03", "", "北山市", "良い", "理由", 1, "課", "2026-11-01", None], "のどれか"),
        (["SEC-03", "", "北山市", "記載あり", None, 1, "課", "2026-11-01", None], "人の判定の理由"),
        (["SEC-03", "", "北山市", "記載あり", "理由", 1, "課", "先週", None], "日付"),
        (["SEC-03", "", "北山市", "記載あり", "理由", "表", "課", "2026-11-01", None], "頁の数"),
    ],
)
def test_a_row_that_is_not_complete_is_named(tmp_path: Path, row: list[Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        corrections_of(book(tmp_path, row))
    [problem] = caught.value.problems
    assert (problem.line, said in problem.ja) == (3, True)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="列がありません"):
        corrections_of(book(tmp_path, header=["a", "b"]))
    other = tmp_path / "x.xlsx"
    other.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="開けません"):
        corrections_of(other)
