"""Deadlines of the plan's own, and when its migration to standard systems ends."""

from __future__ import annotations

import pytest

from compliance.extract.deadlines import MIGRATION
from compliance.plan import Deadline
from tests.small import plan_of, titled


def deadlines(text: str, heading: str = "具体的な取組") -> list[Deadline]:
    return plan_of(titled(f"## {heading}\n\n{text}")).deadlines


@pytest.mark.parametrize(
    ("text", "year", "planned"),
    [
        ("電子決裁を令和8年度末までに導入します。", 2026, True),
        ("2024年3月までに基幹システムの更新を完了する。", 2023, True),
        ("令和7年度を目途に、全ての支所へ広げます。", 2025, True),
        ("令和5年度末までに全ての支所へ光回線を引くこととし、予定どおり完了しました。", 2023, False),
        ("残る様式の押印は、令和8年度末までに廃止します。", 2026, True),
    ],
)
def test_own(text: str, year: int, planned: bool) -> None:
    assert [(deadline.fiscal_year, deadline.planned) for deadline in deadlines(text)] == [(year, planned)]


@pytest.mark.parametrize(
    "text",
    [
        "令和4年度までに導入した機器を更新します。",
        "令和12年度までの総合計画に合わせて進めます。",
        "コンビニ交付は令和2年度に始めました。",
        "国は令和7年度までに窓口を改めるとしています。",
        "「令和12年度までに実現する社会」を掲げます。",
    ],
)
def test_none(text: str) -> None:
    assert deadlines(text) == []


def test_current_state_and_national_chapter() -> None:
    assert deadlines("2040年までに人口が半減すると見込まれます。", "現状と課題") == []
    assert deadlines("令和7年度末までに移行することとされています。", "国の動向") == []


@pytest.mark.parametrize(
    "text", ["SDGsの達成を2030年度までに目指します。", "長期的には、令和15年度までに全ての手続を改めます。"]
)
def test_excused(text: str) -> None:
    assert all(deadline.excused for deadline in deadlines(text))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("全ての対象業務について、令和7年度末までに標準準拠システムへの移行を完了します。", {2025}),
        ("標準準拠システムへの移行完了:令和7年度", {2025}),
        ("標準準拠システムへは令和8年3月までに移り終えます。", {2025}),
        ("基幹業務システムの標準準拠システムへの移行(令和9年度完了)", {2027}),
        ("標準準拠システムへの移行は、18業務を令和7年度に完了し、2業務は令和9年度に完了します。", {2025, 2027}),
        ("町の基幹系システムは、令和7年度末に標準仕様のシステムへの切替えを済ませます。", {2025}),
        ("標準準拠システムは、令和8年1月に全業務で稼働した。", {2025}),
        (
            "基幹業務システムは令和7年12月に標準準拠システムへの移行を完了し、令和8年度は運用経費の点検を行います。",
            {2025},
        ),
        ("基幹業務システムは、国の期限までに標準準拠システムへ移行します。", set()),
        ("令和9年度までに新しい財務会計システムへ移行します。", set()),
        ("令和9年度までに業務手順の標準化を進めます。", set()),
        ("令和8年度以降は、標準準拠システムの安定運用を行います。", set()),
    ],
)
def test_migration(text: str, years: set[int]) -> None:
    assert {deadline.fiscal_year for deadline in deadlines(text) if deadline.subject == MIGRATION} == years


def test_migration_below_its_name() -> None:
    found = deadlines("### ① 標準準拠システムへの移行\n\n全17業務を令和7年度末までに移行。")
    assert {deadline.fiscal_year for deadline in found if deadline.subject == MIGRATION} == {2025}


def test_migration_in_a_timetable() -> None:
    table = (
        "| 取組 | R5 | R6 | R7 | R8 |\n|---|---|---|---|---|\n"
        "| システムの標準化 | 調査 | データ移行 | 移行 | 運用・最適化 |"
    )
    assert {deadline.fiscal_year for deadline in deadlines(table) if deadline.subject == MIGRATION} == {2025}


@pytest.mark.parametrize(
    "why",
    [
        "戸籍システムは、特定移行支援システムに該当すると認められています。",
        "開発事業者の技術者が足りず、期限内の移行が困難なためです。",
    ],
)
def test_explained_anywhere(why: str) -> None:
    found = deadlines(f"戸籍システムは、令和9年度に標準準拠システムへの移行を完了します。\n\n{why}")
    assert all(deadline.excused for deadline in found if deadline.subject == MIGRATION)


def test_glossary_explains_nothing() -> None:
    found = deadlines(
        "戸籍システムは、令和9年度に標準準拠システムへの移行を完了します。"
        "\n\n## 用語集\n\n特定移行支援システム:移行が困難なシステム"
    )
    assert not any(deadline.excused for deadline in found if deadline.subject == MIGRATION)


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("命令簿は、令和5年10月から電子決裁に切り替える予定です。", [True]),
        ("命令簿は、令和5年10月から電子決裁に切り替えています。", []),
    ],
)
def test_a_start_that_is_planned_is_a_deadline(text: str, planned: list[bool]) -> None:
    assert [deadline.planned for deadline in deadlines(text)] == planned
