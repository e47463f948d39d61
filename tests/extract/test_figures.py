"""One figure at two places: what is joined, and what must not be."""

from __future__ import annotations

import pytest

from tests.small import checked, titled

KPI = (
    "## 成果指標\n\n| 指標 | 現状値(令和6年度) | 目標値(令和9年度) |\n|---|---|---|\n"
    "| 育成した推進リーダーの人数 | 0人 | 18人 |\n"
)
STATE = "## 現状\n\n| 項目 | 令和5年度末 | 令和6年12月末 |\n|---|---|---|\n| 電子申請で受けられる手続(件) | 31 | 47 |\n"


def result(body: str) -> str:
    return checked(titled(body))["CON-14"].result


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推進リーダーは各課に置きます。令和9年度末までに24人を育成します。", "raised"),
        ("推進リーダーは各課に置きます。令和9年度末までに18人を育成します。", "clear"),
        ("推進リーダーは各課に置きます。令和8年度末までに12人を育成します。", "not_assessable"),
        ("推進リーダーは各課に置きます。令和9年度末までに24人を追加で育成します。", "not_assessable"),
        ("推進リーダーを令和9年度末までに各課2人ずつ育成します。", "not_assessable"),
        ("推進リーダーは、令和9年度に24回の打合せで育成します。", "not_assessable"),
        ("国は、推進リーダーを令和9年度末までに230万人育成します。", "not_assessable"),
        ("相談員を令和9年度末までに24人置きます。", "not_assessable"),
    ],
)
def test_a_sentence_beside_an_indicator(sentence: str, expected: str) -> None:
    assert result(f"## 具体的な取組\n\n{sentence}\n\n{KPI}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("電子申請は、令和6年12月末で52手続が対象です。", "raised"),
        ("電子申請は、令和6年12月末で47手続が対象です。", "clear"),
        ("電子申請は、令和6年11月末で45手続が対象です。", "not_assessable"),
    ],
)
def test_a_sentence_beside_a_table_of_days(sentence: str, expected: str) -> None:
    assert result(f"{STATE}\n## 具体的な取組\n\n{sentence}\n") == expected


def test_two_sentences_of_one_day_one_of_them_in_a_cell() -> None:
    cell = "| 現状 | オンラインで申請できる手続は令和6年3月末時点で58手続ですが、届出の多い分野で未対応のものが残っています。 |"
    prose = "- オンラインで申請できる手続は、令和6年3月末時点で{}手続です。"
    sheet = f"## 具体的な取組\n\n| 施策名 | 手続 |\n|---|---|\n{cell}\n"
    assert result(f"## 現状\n\n{prose.format(62)}\n\n{sheet}") == "raised"
    assert result(f"## 現状\n\n{prose.format(58)}\n\n{sheet}") == "clear"


def test_the_end_of_a_fiscal_year_is_one_day() -> None:
    body = "## 現状\n\nオンラインで申請できる手続は、令和6年度末で{}手続です。\n\n## 具体的な取組\n\n"
    body += "令和6年度末現在、オンラインで申請できる手続は38手続です。\n"
    assert [result(body.format(count)) for count in (42, 38)] == ["raised", "clear"]


def test_a_sentence_in_a_cell_has_the_years_of_its_row_but_not_their_places() -> None:
    table = "| 時期 | 内容 |\n|---|---|\n| 期間の終わりである令和10年度から令和11年 | 24人を育成します。人を増やします。 |\n"
    assert result(f"## 具体的な取組\n\n{table}\n{KPI}") == "not_assessable"
