"""The whole of it: nothing in a document can make it fail or hang."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small import checked, plan_of, titled

pieces = st.sampled_from(
    [
        "# 計画\n\n",
        "## 具体的な取組\n\n",
        "### (1) 電子申請\n\n",
        "| 施策 | R7 | R8 |\n|---|---|---|\n",
        "| 電子申請 | 導入 |\n",
        "| | | |\n",
        "令和7年度(",
        "2025年度)",
        "計画期間は",
        "から",
        "まで",
        "(((",
        "「「",
        "総合計画(",
        "標準準拠システムへの移行を令和99年度に",
        "重点取組事項\n\n",
        "- 標準化\n",
        "| 指標 | 目標値 |\n|---|---|\n",
        "| 利用率 | |\n",
        "自治体DX推進計画(第",
        "版)",
        "。",
        "\n\n",
        "20業務",
        "DX推進本部",
        "令和0年",
        "平成64年(1000年)",
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_document_can_be_read(text: str) -> None:
    assert len(checked(text)) == 16


@pytest.mark.parametrize(
    "piece",
    [
        "計画(",
        "総合計画の期間(令和3年度",
        "令和7年度(",
        "「計画",
        "会議部会",
        "標準化の移行を",
        "、(2020年)",
        "目標は1%を",
        "の推進",
        "|",
    ],
)
def test_long_hostile_lines_take_linear_time(piece: str) -> None:
    start = time.process_time()
    plan_of(titled("## 計画期間\n\n計画期間は" + piece * 4000))
    assert time.process_time() - start < 5


def test_same_text_same_plan() -> None:
    text = titled(
        "## 計画期間\n\n令和7年度から令和9年度まで。\n\n## 具体的な取組\n\n### 1 電子申請\n\n令和8年度までに広げます。"
    )
    assert plan_of(text) == plan_of(text)
