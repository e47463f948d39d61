"""Values stated twice: what is joined, and what must not be."""

from __future__ import annotations

import pytest

from tests.small import checked, titled

TABLE = (
    "## 成果指標\n\n| 指標 | 現状値 | 目標値 | 年度 | 関連する施策 |\n|---|---|---|---|---|\n"
    "| {name} | 18% | 60% | 令和9年度 | 1-1 |"
)


def result(body: str) -> str:
    return checked(titled(body))["CON-14"].result


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("電子申請の利用率を令和9年度までに50%へ引き上げます。", "raised"),
        ("電子申請の利用率を令和9年度までに60%へ引き上げます。", "clear"),
        ("電子申請の利用率を令和8年度までに50%へ引き上げます。", "not_assessable"),
        ("施設予約の利用率を令和9年度までに50%へ引き上げます。", "not_assessable"),
    ],
)
def test_sentence_and_table(sentence: str, expected: str) -> None:
    assert result(f"## 具体的な取組\n\n{sentence}\n\n" + TABLE.format(name="電子申請の利用率")) == expected


@pytest.mark.parametrize(
    ("heading", "expected"), [("### 施策1-1 交付の拡大", "raised"), ("### 施策1-2 交付の拡大", "not_assessable")]
)
def test_shorter_name_needs_a_link(heading: str, expected: str) -> None:
    body = f"## 具体的な取組\n\n{heading}\n\n全交付数に占めるコンビニ交付の割合を、令和9年度に50%とします。\n\n"
    assert result(body + TABLE.format(name="証明書等のコンビニ交付率(全交付数に占める割合)")) == expected


def test_scopes_are_kept_apart() -> None:
    rows = "| 利用率 | 10% | 50% |\n| 利用率(子育て) | 10% | 80% |"
    assert result("## 成果指標\n\n| 指標 | 現状値 | 目標値(R9) |\n|---|---|---|\n" + rows) == "not_assessable"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("計画期間は令和7年度から令和9年度までです。", "raised"),
        ("計画期間は2025年度から2028年度までです。", "clear"),
        ("総合計画の計画期間は令和3年度から令和12年度までです。", "not_assessable"),
        ("前計画の計画期間は令和3年度から令和6年度まででした。", "not_assessable"),
    ],
)
def test_period(other: str, expected: str) -> None:
    assert result(f"## 概要\n\n{other}\n\n## 計画期間\n\n計画期間は令和7年度から令和10年度までとします。") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("令和3年", "raised"),
        ("令和3年度", "clear"),
        ("令和4年", "clear"),
        ("令和4年3月", "clear"),
        ("令和5年3月", "raised"),
    ],
)
def test_date_of_adoption(said: str, expected: str) -> None:
    body = f"## 趣旨\n\n本市では、{said}に策定した「北山市DX推進計画」(以下、「本計画」という。)を改めます。"
    assert checked(titled(body, "令和4年3月31日"))["CON-14"].result == expected


def test_days_are_told_as_a_person_writes_them() -> None:
    body = "## 目的\n\n令和3年に策定した「北山市DX推進計画」(以下「本計画」という。)を進めます。"
    told = checked(titled(body, "令和4年3月31日"))["CON-14"]
    assert told.result == "raised"
    assert told.parts["subjects"] == "「策定時期: 2022年3月31日 / 2021年」"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("来庁予約を令和8年度に導入し、案内を出します。", "raised"),
        ("来庁予約を令和7年度に導入します。", "clear"),
        ("遠隔相談を令和8年度に導入します。", "not_assessable"),
    ],
)
def test_act_of_a_measure(sentence: str, expected: str) -> None:
    body = (
        f"## 具体的な取組\n\n### 施策1-1 予約\n\n{sentence}\n\n## 工程表\n\n| 施策 | 令和7年度 | 令和8年度 |\n|---|"
        f"---|---|\n"
        "| 1-1 予約 | 来庁予約の導入 | 運用 |"
    )
    assert result(body) == expected
