"""The plan's own period, and no other plan's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.small import plan_of, titled


def span(body: str) -> tuple[int | None, int | None]:
    period = plan_of(titled(body)).period
    return period.start_fy, period.end_fy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本計画の期間は、令和7年度から令和11年度までの5年間とします。", (2025, 2029)),
        ("計画期間：2025年4月〜2028年3月", (2025, 2027)),
        ("計画期間は5年間（令和7～令和11年度）です。", (2025, 2029)),
        ("この戦略は令和7年4月に始まり、令和10年3月に終わります。", (2025, 2027)),
        ("本計画は令和7年度にスタートし、令和11年度をゴールとします。", (2025, 2029)),
        ("いつまで：2028年3月", (None, 2027)),
        ("本計画は、令和8年度を初年度とし、令和10年度を最終年度とする。", (2026, 2028)),
        ("令和５年度(２０２３年度)から令和７年度(２０２５年度)の３年間とします。", (2023, 2025)),
        ("本計画の期間は、令和6（2024）年度から令和10（2028）年度までの5か年とします。", (2024, 2028)),
        ("R4年度～R8年度", (2022, 2026)),
        ("令和４～８年度の５年間", (2022, 2026)),
        ("令和6年度を初年度とする5か年計画とします。", (2024, 2028)),
        (
            "計画期間は、第2次総合計画(令和3年度～令和12年度)との整合を図り、令和6年度(2024年度)からの5年間とする。",
            (2024, 2028),
        ),
        ("計画期間は、総合計画後期基本計画の計画期間と同じく令和6年度から令和10年度までとします。", (2024, 2028)),
        (
            "期間は、前計画(令和4年度～令和7年度)の構成を踏まえ、令和8年度から令和11年度までの4年間とします。",
            (2026, 2029),
        ),
        (
            "第1期計画は令和3年度から令和6年度まででした。第2期となる本計画は、"
            "令和7年度から令和11年度までを計画期間とします。",
            (2025, 2029),
        ),
        ("計画期間は、前期を令和4年度から令和6年度、後期を令和7年度から令和8年度とします。", (2022, 2026)),
        ("本計画の期間は、令和10年度までとする。", (None, 2028)),
        ("本計画の開始年度は令和7年度です。", (2025, None)),
        ("計画期間は2年間とし、令和7年度末を終期とする。", (None, 2025)),
        ("計画期間は、第6次総合計画と同じ期間とします。", (None, None)),
        ("総合計画の計画期間は令和3年度から令和12年度です。", (None, None)),
        ("国の計画は2021年1月から2026年3月までを対象期間としている。", (None, None)),
    ],
)
def test_below_its_heading(text: str, expected: tuple[int | None, int | None]) -> None:
    assert span(f"## 計画の期間\n\n{text}") == expected


def test_table_row() -> None:
    assert span("## 計画の概要\n\n| 項目 | 内容 |\n|---|---|\n| 計画期間 | 令和4年度～令和8年度 |") == (2022, 2026)


def test_band_over_years() -> None:
    table = (
        "| 計画 | R4 | R5 | R6 | R7 | R8 |\n|---|---|---|---|---|---|\n| 総合計画 | → | → | → | → | → |\n"
        "| DX推進計画 | | → | → | → | |"
    )
    assert span(f"## 計画期間\n\n{table}") == (2023, 2025)


def test_heading_that_says_it() -> None:
    assert span("## 3 計画期間(令和5年度~令和9年度)\n\n毎年度見直します。") == (2023, 2027)


def test_cover_alone() -> None:
    assert span("令和7年度(2025年度)〜令和11年度(2029年度)\n\n## 1 目的\n\n目的です。") == (2025, 2029)


def test_a_labelled_line_of_the_cover_may_give_one_end() -> None:
    assert span("- 策定:令和5年12月\n- 期限:令和10年度(2028年度)末まで\n\n## 1 目的\n\n目的です。") == (None, 2028)


def test_months_give_the_last_day() -> None:
    assert plan_of(titled("## 計画期間\n\n2023年4月から2026年10月までとする。")).period.last_day == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("extension", "end"),
    [
        ("計画期間を令和9年度まで延長します。", 2027),
        ("令和8年3月の改定により、計画期間を2年間延長しました。", 2027),
        ("必要に応じて計画期間を延長する場合があります。", 2025),
        ("国は計画の期間を令和12年度まで延長しました。", 2025),
    ],
)
def test_extension(extension: str, end: int) -> None:
    assert span(f"## 計画期間\n\n計画期間は令和3年度から令和7年度までとする。\n\n{extension}")[1] == end


def test_national_chapter() -> None:
    assert span("## 国の動向\n\n### 計画期間\n\n計画期間は令和3年度から令和7年度までとされている。") == (None, None)


def test_the_period_as_revised_counts_wherever_it_stands() -> None:
    assert span(
        "## 改定の趣旨\n\n### 改定に至る経過\n\n北山市デジタル化計画(以下「本計画」という。)は、令和4年度から令和7年度までの4年間を"
        "期間として策定した。\n\n### 計画の期間\n\n改定後の計画期間は、令和4年度から令和9年度までの6年間とする。\n\n"
        "| 区分 | 始期 | 終期 |\n|---|---|---|\n| 当初の計画 | 令和4年度 | 令和7年度 |\n| 改定後の計画 | 令和4年度 | 令和9年度 |"
    ) == (2022, 2027)
