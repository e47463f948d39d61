"""The cross-checks: what is raised, what is not, and what can't be told; expectations by the catalogue's words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance.facts.comparisons import KINDS, compare, comparison_facts
from compliance.plan import Plan
from compliance.rules.comparison_kinds import COMPARISON_KINDS
from compliance.yaml_source import load_source
from tests.conftest import SAMPLE
from tests.small import AS_OF, checked, cross_checks, plan_of, reference, titled

PERIOD = "## 計画期間\n\n本計画の期間は、令和6年度から令和10年度までとします。\n\n"
RAISED, CLEAR, UNKNOWN = "raised", "clear", "not_assessable"


def result(id_: str, body: str, adopted: str = "", as_of: date = AS_OF) -> str:
    return checked(titled(body, adopted), as_of)[id_].result


# --- the rules themselves -------------------------------------------------------------------------------------------


def test_sixteen_checks_of_known_kinds() -> None:
    assert [check.id for check in cross_checks()] == [f"CON-{number:02d}" for number in range(1, 17)]
    assert {check.kind for check in cross_checks()} == set(KINDS)
    for check in cross_checks():
        assert set(check.parameters) - {"without_basis"} == COMPARISON_KINDS[check.kind], check.id
        assert set(check.messages) == {RAISED, CLEAR, UNKNOWN}
        assert not any("違反" in message for message in check.messages.values())


def test_empty_plan_accuses_of_nothing() -> None:
    plan = Plan(source="計画.md", sha256="0" * 64)
    found = compare(cross_checks(), plan, reference(), AS_OF)
    assert {id_: comparison.result for id_, comparison in found.items() if comparison.result != UNKNOWN} == {
        "CON-03": CLEAR
    }
    assert all(comparison.message for comparison in found.values())
    assert all("{" not in comparison.message for comparison in found.values())


def test_facts() -> None:
    facts = comparison_facts(checked(titled(PERIOD)))
    assert facts[0].fact == {"fact": "comparison", "check": "CON-01", "result": CLEAR}
    assert len(facts) == 16


# --- period and deadlines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("令和5年度から令和7年度まで", date(2026, 3, 31), CLEAR),
        ("令和5年度から令和7年度まで", date(2026, 4, 1), RAISED),
        ("2023年4月から2026年10月まで", date(2026, 10, 31), CLEAR),
        ("2023年4月から2026年10月まで", date(2026, 11, 1), RAISED),
        ("令和5年度から", AS_OF, UNKNOWN),
    ],
)
def test_con_01(text: str, as_of: date, expected: str) -> None:
    assert result("CON-01", f"## 計画期間\n\n計画期間は、{text}とします。", as_of=as_of) == expected


@pytest.mark.parametrize(
    ("text", "con_09", "con_15"),
    [
        ("電子決裁を令和8年度までに導入します。", CLEAR, CLEAR),
        ("電子決裁を令和11年度までに導入します。", RAISED, CLEAR),
        ("電子決裁を令和4年度までに導入します。", RAISED, RAISED),
        ("長期的には、電子決裁を令和12年度までに全庁へ広げます。", CLEAR, CLEAR),
        ("令和4年度までに導入したシステムを、令和8年度までに更新します。", CLEAR, CLEAR),
        ("電子決裁は令和4年度までに導入しました。", CLEAR, CLEAR),
        ("押印は令和4年度までに様式の9割で廃止しており、残る様式も見直します。", CLEAR, CLEAR),
        ("| 取組 | 内容 |\n|---|---|\n| 電子決裁 | 令和11年度までに、全庁の全ての課で電子決裁を始めます。 |", RAISED, CLEAR),
        ("標準準拠システムへの移行を令和7年度までに終えます。", CLEAR, CLEAR),
        ("電子決裁を導入します。", UNKNOWN, UNKNOWN),
        ("2030年までにSDGsの達成を目指します。電子決裁を令和8年度までに導入します。", CLEAR, CLEAR),
    ],
)
def test_con_09_and_15(text: str, con_09: str, con_15: str) -> None:
    found = checked(titled(PERIOD + f"## 具体的な取組\n\n{text}", "令和6年3月"))
    assert (found["CON-09"].result, found["CON-15"].result) == (con_09, con_15)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("令和6年度から実施します。", UNKNOWN), ("令和10年度までとします。", RAISED)],
)
def test_con_09_needs_the_end_of_the_period(period: str, expected: str) -> None:
    body = f"## 計画期間\n\n本計画の期間は、{period}\n\n## 具体的な取組\n\n電子決裁を令和11年度までに導入します。"
    assert result("CON-09", body, "令和6年3月") == expected


def test_con_15_of_a_revised_plan_counts_from_the_revision() -> None:
    body = "改定 令和8年3月\n\n" + PERIOD + "## 具体的な取組\n\n電子決裁を令和6年度までに導入します。"
    assert result("CON-15", body, "令和6年3月") == RAISED


# --- documents ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cited", "adopted", "expected"),
    [
        ("(第3.0版)", "2025年4月26日", CLEAR),
        ("(第3.0版)", "2025年4月27日", RAISED),
        ("(第3.0版)", "2025年4月", CLEAR),
        ("(第3.0版)", "2025年5月", RAISED),
        ("(第2.2版)", "2024年4月", CLEAR),
        ("(第2.0版)", "令和6年3月", RAISED),
        ("(令和2年12月25日策定)", "令和5年3月", RAISED),
        ("(令和2年12月策定、令和4年9月改定)", "令和5年3月", CLEAR),
        ("", "令和5年3月", UNKNOWN),
        ("(第2.0版)", "", UNKNOWN),
        ("(第9.9版)", "令和5年3月", UNKNOWN),
    ],
)
def test_con_02(cited: str, adopted: str, expected: str) -> None:
    assert (
        result("CON-02", f"## 位置付け\n\n本計画は、総務省の自治体DX推進計画{cited}に沿って策定しました。", adopted)
        == expected
    )


def test_con_02_history_is_no_basis() -> None:
    body = (
        "## 国の動向\n\n総務省は令和2年12月に自治体DX推進計画を策定しました。\n\n## 位置付け\n\n"
        "本計画は、国の動きを踏まえます。"
    )
    assert result("CON-02", body, "令和6年3月") == UNKNOWN


def test_con_02_newest_told_beside_the_first_date() -> None:
    body = (
        "## 国の動向\n\n| 年月 | 動き |\n|---|---|\n| 令和5年12月 | 自治体DX推進計画(第2.2版)の公表 |\n\n"
        "## 位置付け\n\n本計画は、令和2年12月に策定された自治体DX推進計画に対応するものです。"
    )
    assert result("CON-02", body, "令和6年3月") == CLEAR


@pytest.mark.parametrize(
    ("text", "adopted", "expected"),
    [
        ("デジタル・ガバメント実行計画に基づき進めます。", "2025年7月", RAISED),
        ("デジタル・ガバメント実行計画に基づき進めます。", "2021年12月", CLEAR),
        ("デジタル・ガバメント実行計画に基づき進めます。", "", UNKNOWN),
        (
            "デジタル・ガバメント実行計画に基づき進めてきましたが、同計画は令和3年12月に廃止されました。"
            "\n\n※デジタル・ガバメント実行計画は廃止",
            "2025年7月",
            CLEAR,
        ),
        ("令和元年に、国はデジタル・ガバメント実行計画を策定しました。", "2025年7月", CLEAR),
        ("デジタル田園都市国家構想総合戦略に基づき進めます。", "2025年10月", CLEAR),
        ("窓口を改めます。", "", CLEAR),
    ],
)
def test_con_03(text: str, adopted: str, expected: str) -> None:
    assert result("CON-03", f"## 具体的な取組\n\n{text}", adopted) == expected


@pytest.mark.parametrize(
    ("cited", "adopted", "expected"),
    [
        ("(令和5年3月版)", "2025年7月", RAISED),
        ("(令和7年3月版)", "2025年7月", CLEAR),
        ("(2022年3月改定)", "2023年3月", CLEAR),
        ("(2022年3月改定)", "2023年4月", RAISED),
        ("", "2025年7月", UNKNOWN),
        ("(令和5年3月版)", "", UNKNOWN),
    ],
)
def test_con_13(cited: str, adopted: str, expected: str) -> None:
    text = (
        f"総務省の「地方公共団体における情報セキュリティポリシーに関するガイドライン{cited}」に準拠して対策を行います。"
    )
    assert result("CON-13", f"## 具体的な取組\n\n{text}", adopted) == expected


def test_con_13_of_a_plan_that_only_tells_of_a_revision_is_clear() -> None:
    text = "総務省は、令和4年3月に「地方公共団体における情報セキュリティポリシーに関するガイドライン」を改定しました。"
    assert result("CON-13", f"## 国の動向\n\n{text}", "2025年7月") == CLEAR


SIX = [
    "フロントヤード改革",
    "情報システムの標準化・共通化",
    "マイナンバーカードの普及",
    "セキュリティ対策",
    "AI・RPAの利用",
    "テレワークの推進",
]


@pytest.mark.parametrize(
    ("edition", "items", "expected"),
    [
        ("第2.2版", SIX, CLEAR),
        ("第2.0版", SIX, RAISED),
        ("第5.0版", SIX, RAISED),
        ("", SIX, UNKNOWN),
        ("第2.2版", [*SIX, "公金収納のeLTAX"], RAISED),
        ("第3.0版", [*SIX, "公金収納のeLTAX"], CLEAR),
        ("第2.2版", SIX[:3], UNKNOWN),
    ],
)
def test_con_16(edition: str, items: list[str], expected: str) -> None:
    body = f"## 国の動向\n\n自治体DX推進計画{edition}は、次を重点取組事項としています。\n\n" + "\n".join(
        f"- {item}" for item in items
    )
    assert result("CON-16", body) == expected


def test_con_16_unverified_composition_is_a_note() -> None:
    body = "## 国の動向\n\n自治体DX推進計画第3.0版は、次を重点取組事項としています。\n\n" + "\n".join(
        f"- {item}" for item in SIX
    )
    found = checked(titled(body))["CON-16"]
    assert (found.result, found.severity) == (RAISED, "note")


@pytest.mark.parametrize(
    "lead",
    [
        "本市の重点取組事項は次のとおりです。",
        "重点取組事項を本市のものとして組み替えました。",
        "重点取組事項のうち次に取り組みます。",
    ],
)
def test_con_16_own_priorities(lead: str) -> None:
    items = "\n".join(f"- {item}" for item in SIX[:4])
    assert result("CON-16", f"## 重点\n\n本計画は自治体DX推進計画(第2.0版)を踏まえます。\n\n{lead}\n\n{items}") == CLEAR


# --- standardisation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "con_04"),
    [
        ("標準準拠システムへの移行を令和8年10月に完了します。", RAISED),
        ("標準準拠システムへの移行を令和8年3月に完了します。", CLEAR),
        ("標準準拠システムへの移行は、開発事業者の都合で遅れ、令和8年10月に完了します。", CLEAR),
        ("国の期限までに標準準拠システムへ移行します。", UNKNOWN),
        ("令和9年度までに新しい財務会計システムへ移行します。", UNKNOWN),
    ],
)
def test_con_04(text: str, con_04: str) -> None:
    assert result("CON-04", f"## 具体的な取組\n\n{text}") == con_04


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("標準化の対象となる20業務を移行します。", CLEAR),
        ("標準化の対象となる17業務を移行します。", RAISED),
        ("標準化の対象となる19業務を移行します。生活保護は県が所管するため除きます。", CLEAR),
        ("住民基本台帳、税等の基幹業務システムを標準化します。", UNKNOWN),
    ],
)
def test_con_05(text: str, expected: str) -> None:
    assert result("CON-05", f"## 具体的な取組\n\n{text}") == expected


def test_con_05_prefecture() -> None:
    text = "# みなせ県DX推進計画\n\n## 具体的な取組\n\n標準化の対象となる3業務を移行します。\n"
    assert checked(text)["CON-05"].result == UNKNOWN


# --- timetable ------------------------------------------------------------------------------------------------------

MEASURES = """## 第4章 施策の展開

### 基本目標1 市民サービス

#### (1) 行政手続のオンライン化

受け付けます。

#### (2) 書かない窓口

改めます。

### 基本目標2 行政運営

#### (1) AI・RPAの活用

導入します。

#### (2) 情報セキュリティ対策の強化

行います。

"""
ROWS = {
    "オンライン申請の拡大": "| オンライン申請の拡大 | 調査 | 導入 | → | → | → |",
    "窓口改革(書かない窓口)": "| 窓口改革(書かない窓口) | | 設計 | 導入 | → | → |",
    "RPA等の導入": "| RPA等の導入 | 実証 | 導入 | → | → | → |",
    "セキュリティ強化": "| セキュリティ強化 | → | → | → | → | → |",
}
HEAD = (
    "## ロードマップ\n\n| 取組項目 | 令和6年度 | 令和7年度 | 令和8年度 | 令和9年度 | 令和10年度 |\n"
    "|---|---|---|---|---|---|\n"
)


def test_other_wordings_are_the_same_measure() -> None:
    found = checked(titled(PERIOD + MEASURES + HEAD + "\n".join(ROWS.values())))
    assert [found[id_].result for id_ in ("CON-06", "CON-10", "CON-11")] == [CLEAR, CLEAR, CLEAR]


@pytest.mark.parametrize("left_out", list(ROWS))
def test_con_10(left_out: str) -> None:
    rows = "\n".join(row for title, row in ROWS.items() if title != left_out)
    assert result("CON-10", PERIOD + MEASURES + HEAD + rows) == RAISED


def test_con_10_of_a_list_of_work_without_years_beside_the_timetable() -> None:
    others = [row for title, row in ROWS.items() if "書かない窓口" not in title]
    beside = "\n\n### 年次を定めない取組\n\n| 番号 | 取組 | 進め方 |\n|---|---|---|\n| 2 | 書かない窓口 | 順次 |\n"
    head = HEAD.replace("\n\n", "\n\n### 年次を定める取組\n\n", 1)
    assert result("CON-10", PERIOD + MEASURES + head + "\n".join(others)) == RAISED
    assert result("CON-10", PERIOD + MEASURES + head + "\n".join(others) + beside) == CLEAR


def test_con_11() -> None:
    rows = "\n".join([*ROWS.values(), "| 水道メーターの無線検針 | 実証 | → | → | → | → |"])
    found = checked(titled(PERIOD + MEASURES + HEAD + rows))
    assert (found["CON-11"].result, found["CON-10"].result) == (RAISED, CLEAR)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("| 施策 | R6 | R7 | R8 | R9 | R10 |", CLEAR),
        ("| 施策 | 2024 | 2025 | 2026 | 2027～ | |", CLEAR),
        ("| 施策 | R6 | R7 | R8 | R9 | 備考 |", RAISED),
        ("| 施策 | R6 | R7 | R9 | R10 | 備考 |", RAISED),
        ("| 施策 | 短期 | 中期 | 長期 | | |", UNKNOWN),
        ("| 施策 | R6～R7 | R8～R10 | | | |", CLEAR),
    ],
)
def test_con_06(header: str, expected: str) -> None:
    assert (
        result(
            "CON-06",
            PERIOD
            + f"## 工程表\n\n{header}\n|---|---|---|---|---|---|\n| 電子申請 | 調査 | 導入 | 運用 | 改善 | 改善 |",
        )
        == expected
    )


def test_con_06_tables_of_two_halves() -> None:
    table = (
        "## 工程表\n\n### 前期\n\n| 施策 | R6 | R7 | R8 |\n|---|---|---|---|\n"
        "| 電子申請 | 調査 | 導入 | 運用 |\n\n### 後期\n\n| 施策 | R9 | R10 |\n|---|---|---|\n"
        "| 電子申請 | 改善 | 運用 |"
    )
    assert result("CON-06", PERIOD + table) == CLEAR


# --- indicators and contradictions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "con_07", "con_08"),
    [
        ("| 指標 | 現状値(R5) | 目標値(R10) |\n|---|---|---|\n| 利用率 | 10% | 50% |", CLEAR, CLEAR),
        ("| 指標 | 現状値(R5) | 目標値(R10) |\n|---|---|---|\n| 利用率 | 10% | 増加 |", RAISED, CLEAR),
        ("| 指標 | 現状値(R5) | 目標値 |\n|---|---|---|\n| 利用率 | 10% | 50% |", CLEAR, RAISED),
        (
            "| KPI | 目標値 | 達成時期 |\n|---|---|---|\n| 指針 | 策定 | 令和8年度末 |\n| 研修 | 年3回 | 毎年度 |",
            CLEAR,
            CLEAR,
        ),
        ("| 項目 | 令和4年度実績 | 令和5年度実績 |\n|---|---|---|\n| 件数 | 10件 | 20件 |", UNKNOWN, UNKNOWN),
    ],
)
def test_con_07_and_08(table: str, con_07: str, con_08: str) -> None:
    found = checked(titled(PERIOD + f"## 成果指標\n\n{table}"))
    assert (found["CON-07"].result, found["CON-08"].result) == (con_07, con_08)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和8年度(2026年度)に始めます。", CLEAR),
        ("令和8年度(2027年度)に始めます。", RAISED),
        ("令和8年度に始めます。", UNKNOWN),
    ],
)
def test_con_12(text: str, expected: str) -> None:
    assert result("CON-12", f"## 具体的な取組\n\n{text}") == expected


# --- whole plans ----------------------------------------------------------------------------------------------------


def test_sample_plan() -> None:
    found = compare(cross_checks(), plan_of(SAMPLE.read_text(encoding="utf-8")), reference(), AS_OF)
    assert {id_ for id_, comparison in found.items() if comparison.result == RAISED} == {
        "CON-02",
        "CON-06",
        "CON-07",
        "CON-12",
        "CON-14",
    }
    assert [passage.line for passage in found["CON-12"].passages] == [388]
    assert [passage.line for passage in found["CON-14"].passages] == [298, 490]


def test_real_plans_as_their_readers_judged_them(shared: Path) -> None:
    for annotation in sorted((shared / "annotations").glob("*.yaml")):
        labels = load_source(annotation).data
        text = (shared / "corpus" / "plans" / f"{annotation.stem}.md").read_text(encoding="utf-8")
        found = compare(cross_checks(), plan_of(text), reference(), date.fromisoformat(str(labels["as_of"])))
        for id_, label in labels["cross_checks"].items():
            assert found[id_].result == label["status"], f"{annotation.stem} {id_}: {found[id_].message}"


def test_the_linter_knows_every_kind_there_is() -> None:
    assert set(COMPARISON_KINDS) == set(KINDS)
