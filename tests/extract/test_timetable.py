"""Timetables in the layouts towns use, and tables of years that are none."""

from __future__ import annotations

import pytest

from compliance.plan import Timetable
from tests.small import plan_of, titled


def timetable(body: str) -> Timetable | None:
    return plan_of(titled(body)).timetable


@pytest.mark.parametrize(
    ("header", "years"),
    [
        ("| 施策 | 令和7年度 | 令和8年度 | 令和9年度 |", [2025, 2026, 2027]),
        ("| 施策 | R7 | R8 | R9 |", [2025, 2026, 2027]),
        ("| 施策 | 2025 | 2026 | 2027 |", [2025, 2026, 2027]),
        ("| 施策 | 令和7年度 | 8年度 | 9年度 |", [2025, 2026, 2027]),
        ("| 施策 | 2025年度(令和7年度) | 2026年度 (令和8年度) | 2027年度 |", [2025, 2026, 2027]),
        ("| 施策 | 令和7年度(2025) | 令和8年度(2026) | 令和9年度(2027) |", [2025, 2026, 2027]),
        ("| 施策 | R7 | R8～R9 | R10 |", [2025, 2026, 2027, 2028]),
        ("| 施策 | R7 | | R8 |", [2025, 2026]),
    ],
)
def test_headers(header: str, years: list[int]) -> None:
    found = timetable(f"## 工程表\n\n{header}\n|---|---|---|---|\n| 電子申請の拡大 | 調査 | 導入 | → |")
    assert found is not None
    assert found.fiscal_years == years


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| No | 施策 | 担当 | R7 | R8 |", "| 1 | 電子申請の拡大 | 市民課 | 調査 | 導入 |"),
        ("| 事業名 | 内容 | 所管課 | R7 | R8 |", "| 電子申請の拡大 | 対象を増やす | 市民課 | 調査 | 導入 |"),
        ("| 取組事項 | | R7 | R8 |", "| 重点 | 電子申請の拡大 | 調査 | 導入 |"),
        ("| 分類 | 電子化 | 担当課 | R7 | R8 |", "| 窓口 | 電子申請の拡大 | 市民課 | 調査 | 導入 |"),
    ],
)
def test_a_row_is_called_by_the_column_that_names_the_work(header: str, row: str) -> None:
    rule = "|" + "---|" * (header.count("|") - 1)
    found = timetable(f"## 工程表\n\n{header}\n{rule}\n{row}")
    assert found is not None
    assert [entry.title for entry in found.rows] == ["電子申請の拡大"]


def test_open_end() -> None:
    found = timetable("## 工程表\n\n| 施策 | 令和7年度 | 令和8年度以降 |\n|---|---|---|\n| 電子申請 | 調査 | 導入 |")
    assert found is not None
    assert found.open_end


def test_rows_and_group_columns() -> None:
    found = timetable(
        "## 工程表\n\n| 柱 | 施策 | R7 | R8 |\n|---|---|---|---|\n| 市民 | 電子申請 | 調査 | 導入 |\n| |"
        " 書かない窓口 | | 導入 |\n| | | 検証 | |"
    )
    assert found is not None
    assert [(row.title, row.fiscal_years) for row in found.rows] == [
        ("電子申請", [2025, 2026]),
        ("書かない窓口", [2026]),
        ("書かない窓口", [2025]),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## 3 現状\n\n| 項目 | 令和3年度 | 令和4年度 |\n|---|---|---|\n| 人口 | 10,000人 | 9,900人 |",
        "## 取組の効果\n\n| 項目 | 令和3年度 | 令和4年度 |\n|---|---|---|\n| 申請件数 | 100件 | 300件 |",
        "## 計画期間\n\n| 項目 | 令和7年度 | 令和8年度 |\n|---|---|---|\n| 本計画の期間 | → | → |",
        "## 成果指標\n\n| 指標 | 令和7年度 | 令和8年度 |\n|---|---|---|\n| 利用率 | 10% | 20% |",
        "## 資料編\n\n### 国の工程表\n\n| 国の取組 | 令和7年度 | 令和8年度 |\n|---|---|---|\n| 手順書の改定 | 案 |"
        " 公表 |",
        "## 具体的な取組\n\n### 1 電子申請\n\n広げます。\n\n### 2 窓口\n\n| 内容 | R7 | R8 |\n|---|---|---|\n| 試行 |"
        " ○ | |\n\n### 3 研修\n\n行います。\n\n### 4 会議\n\n改めます。",
    ],
)
def test_no_timetable(body: str) -> None:
    assert timetable(body) is None


def test_phases_without_years() -> None:
    found = timetable(
        "## 工程表\n\n| 施策 | 短期 | 中期 | 長期 |\n|---|---|---|---|\n| 電子申請 | 選定 | 開始 | 拡大 |"
    )
    assert found is not None
    assert found.fiscal_years == []


def test_phases_in_one_column() -> None:
    found = timetable("## 取組の一覧\n\n| 取組 | 実施時期 |\n|---|---|\n| 電子申請 | 短期 |\n| 電子決裁 | 中期 |")
    assert found is not None
    assert [(row.title, row.fiscal_years) for row in found.rows] == [("電子申請", []), ("電子決裁", [])]


def test_what_was_done_before_is_no_timetable() -> None:
    assert timetable("## 前計画の実績\n\n| 取組 | 実施時期 |\n|---|---|\n| 電子申請 | R5 |\n| 電子決裁 | R6 |") is None


def test_list_below_years() -> None:
    found = timetable("## 年ごとの主な動き\n\n- 令和7年度\n  - 電子申請の調査\n- 令和8年度\n  - 電子申請の開始")
    assert found is not None
    assert [(row.title, row.fiscal_years) for row in found.rows] == [
        ("電子申請の調査", [2025]),
        ("電子申請の開始", [2026]),
    ]


def test_list_by_year() -> None:
    found = timetable("## ロードマップ\n\n- 令和7年度:電子申請の調査\n- 令和8年度:電子申請の開始")
    assert found is not None
    assert found.fiscal_years == [2025, 2026]


def test_pillars_are_not_measures() -> None:
    found = timetable(
        "## 具体的な取組\n\n### 施策1 書かない窓口の導入\n\n導入します。\n\n### 施策2 電子決裁の導入\n\n加えます。"
        "\n\n## 工程表\n\n"
        "| 柱 | R7 | R8 |\n|---|---|---|\n| 柱1 住民サービスの向上 | 準備 | 実施 |\n| 柱2 行政運営の効率化 | 準備 |"
        " 実施 |"
    )
    assert found is not None
    assert not found.by_measure


def test_a_first_column_of_results_leaves_a_timetable_one() -> None:
    body = "## 年度別の予定\n\n| 施策 | 令和4〜6年度(実績) | 令和7年度 | 令和8年度 |\n|---|---|---|---|\n"
    body += "| 窓口の改善 | 試行 | 設計 | 開始 |\n"
    found = plan_of(titled(body)).timetable
    assert found is not None
    assert {2025, 2026} <= set(found.fiscal_years)


def test_one_column_may_tell_when_the_work_of_each_row_is_done() -> None:
    body = "## 取組一覧\n\n| 番号 | 取組 | 担当 | 年度 |\n|---|---|---|---|\n"
    found = timetable(body + "| 1 | 電子申請の拡大 | 市民課 | R7～R9 |\n| 2 | 窓口の改修 | 市民課 | R8 |")
    assert found is not None
    assert found.fiscal_years == [2025, 2026, 2027]
    assert [row.fiscal_years for row in found.rows] == [[2025, 2026, 2027], [2026]]


def test_a_table_of_targets_with_the_year_they_are_due_is_none() -> None:
    assert timetable("## 指標\n\n| 取組 | 目標値 | 年度 |\n|---|---|---|\n| 電子申請の拡大 | 50% | R9 |") is None


def test_a_table_of_the_plans_beside_this_one_is_none() -> None:
    assert timetable("## 位置付け\n\n| 計画名 | 期間 |\n|---|---|\n| 総合計画 | R3~R12 |\n| 行革大綱 | R4~R8 |") is None


def test_a_note_on_results_of_the_years_gone_by_leaves_a_timetable_one() -> None:
    table = "| 事業名 | R5 | R6 | R7 |\n|---|---|---|---|\n| 電子申請の拡大 | 検討 | ○ | → |"
    assert timetable(f"## 事業一覧\n\n※R5~R6は実績、R7は予定。\n\n{table}") is not None
    assert timetable(f"## 事業一覧\n\n※R5~R7の実績。\n\n{table}") is None
