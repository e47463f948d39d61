"""KPIs in tables of any layout, in bullets and in sentences."""

from __future__ import annotations

import pytest

from compliance.extract.indicators import is_judgeable
from compliance.japanese.normalise import normalise
from tests.small import plan_of, titled

KPI = "## 成果指標(KPI)\n\n"


def kpis(body: str) -> list[tuple[str, str | None, bool, int | None]]:
    return [(kpi.name, kpi.target, kpi.numeric, kpi.fiscal_year) for kpi in plan_of(titled(body)).indicators]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| 指標 | 現状値(令和6年度) | 目標値(令和10年度) |\n|---|---|---|\n| 利用率 | 10% | 50% |",
            ("利用率", "50%", True, 2028),
        ),
        (
            "| 達成年度 | 指標名 | 目標値 | 現状値 |\n|---|---|---|---|\n| 2027年度 | 利用率 | 60% | 18% |",
            ("利用率", "60%", True, 2027),
        ),
        (
            "| No. | KPI | 現状 | 目標 | 時期 |\n|---|---|---|---|---|\n| 1 | 公開数 | 3件 | 50件 | 令和8年度末 |",
            ("公開数", "50件", True, 2026),
        ),
        (
            "| 指標 | R5 | R6 | R7 | R8 |\n|---|---|---|---|---|\n| 利用率 | 10% | 20% | 30% | 40% |",
            ("利用率", "40%", True, 2026),
        ),
        (
            "| 指標 | 現状値 | 目標値 |\n|---|---|---|\n| | 令和5年度 | 令和9年度 |\n| 利用率 | 10% | 20% |",
            ("利用率", "20%", True, 2027),
        ),
        (
            "| 指標 | 現状 | 目標 |\n|---|---|---|\n| 利用率 | 10% | 50%(令和9年度) |",
            ("利用率", "50%(令和9年度)", True, 2027),
        ),
        (
            "| 指標 | 現状 | 目標 |\n|---|---|---|\n| 利用率 | 10% | 50% |\n\n※現状は令和5年度、目標は令和10年度",
            ("利用率", "50%", True, 2028),
        ),
        (
            "目標年度は令和9年度とします。\n\n| 指標 | 現状 | 目標 |\n|---|---|---|\n| 利用率 | 10% | 50% |",
            ("利用率", "50%", True, 2027),
        ),
        ("| 指標 | 現状値(令和6年度) | 目標値 |\n|---|---|---|\n| 利用率 | 10% | 50% |", ("利用率", "50%", True, None)),
        (
            "| 指標 | 現状値 | 目標値 | 年度 |\n|---|---|---|---|\n| 満足度 | 52% | 向上 | 令和9年度 |",
            ("満足度", "向上", False, 2027),
        ),
        (
            "| 項目 | 現状値 | 目標値(R9) |\n|---|---|---|\n| 電子決裁 | 未導入 | 導入完了 |",
            ("電子決裁", "導入完了", True, 2027),
        ),
    ],
)
def test_tables(table: str, expected: tuple[str, str | None, bool, int | None]) -> None:
    assert kpis(KPI + table) == [expected]


def test_last_year_of_the_plan() -> None:
    body = (
        "## 計画期間\n\n令和6年度から令和10年度までとします。\n\n"
        + KPI
        + "| 指標 | 現状 | 目標(最終年度) |\n|---|---|---|\n| 利用率 | 10% | 50% |"
    )
    assert kpis(body) == [("利用率", "50%", True, 2028)]


def test_a_bullet_that_tells_from_where_to_where_is_a_kpi_wherever_it_stands() -> None:
    assert kpis("## 施策1 申請の電子化\n\n- 申請の電子化率 20%(令和5年度)→60%(令和9年度)\n- 電子化→手続の見直し") == [
        ("申請の電子化率", "60%(令和9年度)", True, 2027)
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("- 電子申請の利用率：12％（令和6年度）→ 40％（令和9年度）", 2027),
        ("- 推進リーダー認定者数 現状0人 → 令和9年度末 30人", 2027),
        ("- KPI：オンライン申請の利用割合 令和9年度 50%(現状 12%)", 2027),
        ("職員のデジタル研修の受講率を、2028年度に90％とする。", 2028),
        ("基礎研修の受講率を、令和6年度の54%から令和11年度(2029年度)までに100%とします。", 2029),
    ],
)
def test_bullets_and_sentences(text: str, year: int) -> None:
    [found] = kpis(KPI + text)
    assert found[2:] == (True, year)


@pytest.mark.parametrize(
    "body",
    [
        "## これまでの実績\n\n| 項目 | 令和4年度実績 | 令和5年度実績 |\n|---|---|---|\n| 申請件数 | 10件 | 20件 |",
        "## 国の動向\n\n国は、令和7年度末までに全国の行政手続のオンライン化率を80％とする。",
        "## 具体的な取組\n\n電子申請を使える手続を増やします。",
        "## 具体的な取組\n\n貸出用の端末を40台から100台に増やし、令和10年度までに全ての課を対象とします。",
        "## 用語集\n\n| 指標 | 目標値 |\n|---|---|\n| KPI | 成果を測る値 |",
    ],
)
def test_no_kpi(body: str) -> None:
    assert kpis(body) == []


@pytest.mark.parametrize(
    ("value", "judgeable"),
    [
        ("60%", True),
        ("8,000人", True),
        ("全課", True),
        ("半減", True),
        ("ゼロ", True),
        ("導入完了", True),
        ("実施", True),
        ("策定", True),
        ("現状維持", True),
        ("増加", False),
        ("向上", False),
        ("検討中", False),
        ("未定", False),
        ("今後設定", False),
        ("", False),
        ("―", False),
        ("↗", False),
        ("令和9年度までに増加", False),
        ("令和9年度末に完了", True),
        ("5割以上", True),
        ("さらなる充実", False),
    ],
)
def test_judgeable(value: str, judgeable: bool) -> None:
    assert is_judgeable(normalise(value)) is judgeable


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| 指標 | 予約の利用件数　現状 0件 → 目標 6,000件 |", [("予約の利用件数", "目標6,000件", True, None)]),
        (
            "| 指標 | 時間外勤務(職員1人当たり月平均)　現状 13.6時間 → 令和11年度 10.0時間 |",
            [("時間外勤務(職員1人当たり月平均)", "令和11年度10.0時間", True, 2029)],
        ),
        (
            "| 指標 | ・受講率　現状41% → 令和9年度100% ・講座数　現状2回 → 令和9年度6回 |",
            [("受講率", "令和9年度100%", True, 2027), ("講座数", "令和9年度6回", True, 2027)],
        ),
        (
            "| KPI | 扱う申請の種類 現状値:31種類(R6) 目標値:60種類 |",
            [("扱う申請の種類", "目標値:60種類", True, None)],
        ),
        (
            "| KPI | 扱う申請の種類 現状値:31種類(R6) 目標値(R9):60種類 |",
            [("扱う申請の種類", "目標値(r9):60種類", True, 2027)],
        ),
        ("| 備考 | 予約の利用件数　現状 0件 → 目標 6,000件 |", []),
    ],
)
def test_the_row_of_a_sheet(row: str, expected: list[tuple[str, str, bool, int | None]]) -> None:
    assert kpis(f"## 施策の展開\n\n### 施策1-1\n\n| 施策名 | 窓口 |\n|---|---|\n{row}\n| 担当課 | 市民課 |") == expected


def test_headers_in_plain_words() -> None:
    table = (
        "## 成果のものさし\n\n| ものさし | いま | めざす値(2027年度) |\n|---|---|---|\n| 受講した人の割合 | 6% | 40% |"
    )
    assert kpis(table) == [("受講した人の割合", "40%", True, 2027)]


def test_a_dotted_list_of_goals_takes_its_year_from_the_item_above() -> None:
    body = (
        "## 進み具合の確認\n\n1. 目標(いずれも令和9年度末)\n   - 電子決裁の割合……0%(令和5年度)→ 95%\n"
        "   - 窓口に来た人の満足度……向上\n2. 見直し\n   - 電子決裁の割合……別に定める\n"
    )
    assert kpis(body) == [("電子決裁の割合", "95%", True, 2027), ("窓口に来た人の満足度", "向上", False, 2027)]
