"""One finding explained whole: what is asked, what decided, or what was searched in vain."""

from __future__ import annotations

from compliance.assessment import Evidence, Near, Part
from compliance.report.explanation import render
from tests.made import assessment, check_finding, finding, small_rules

RULES = small_rules()
FOUND = finding(
    status="partial",
    inferred=True,
    parts=[Part(name="a", holds=True), Part(name="b", holds=False)],
    evidence=[Evidence(quote="__橋__にドローンを導入します。", line=5, element="AAA.drone_use", strength="committed")],
    derivation=["部分 a が成り立つ"],
)
ABSENT = finding(
    needs_review=True,
    searched=["ドローン", "無人機"],
    nearest=[Near(quote=None, line=9, why_not="用語の説明です")],
)


def explained(*findings: object, id_: str = "AAA-01", lang: str = "ja") -> list[str]:
    case = assessment(*findings, checks=(check_finding(evidence=[Evidence(quote="令和7年(2024年)", line=2)]),))  # type: ignore[arg-type]
    return [line.strip() for line in render(case, RULES, id_, lang).splitlines()]


def test_the_head_says_what_was_assessed_by_which_edition_and_when() -> None:
    assert explained(FOUND)[0] == "計画.md  照らした国の計画の版: 2.0 (指定された版)  基準日: 2026-11-20"


def test_the_criterion_stands_there_as_the_rule_words_it() -> None:
    lines = explained(FOUND)
    assert {"記載あり: 両方を使う。", "一部記載: 一方だけ。", "これだけでは足りない記載: 用語の説明だけ。"} <= set(
        lines
    )


def test_an_inferred_clause_is_said_to_be_inferred() -> None:
    assert "国の計画の条項: 3.1(1) (推定)" in explained(FOUND)
    assert "国の計画の条項: 3.1(1)" in explained(ABSENT)


def test_every_part_is_named_with_whether_it_holds() -> None:
    lines = explained(FOUND)
    assert "a ドローンを使う: 記載あり" in lines
    assert "b ロボットを使う: 記載が確認できない" in lines


def test_what_decided_it_is_quoted_with_place_element_and_strength() -> None:
    lines = explained(FOUND)
    assert "5行: 「橋にドローンを導入します。」 (ドローンを使う、行う)" in lines
    assert "部分 a が成り立つ" in lines


def test_absence_is_proved_by_what_was_searched_and_what_came_near() -> None:
    lines = explained(ABSENT)
    assert "AAA-01 ドローンの活用: 記載が確認できない [要確認]" in lines
    assert "探した語: ドローン、無人機" in lines
    assert "9行: 「(原文がないため引用を省く)」 → 用語の説明です" in lines
    assert not any(line.startswith("根拠") for line in lines)


def test_a_cross_check_is_explained_by_what_it_compares() -> None:
    lines = explained(FOUND, id_="CON-91")
    assert "CON-91 年の併記: 指摘あり (重要)" in lines
    assert "指摘あり: 年が食い違う。" in lines
    assert "2行: 「令和7年(2024年)」" in lines
    assert "改善: 年を直してください。" in lines


def test_the_frame_is_in_english_on_demand() -> None:
    assert "AAA-01 ドローンの活用: partial" in explained(FOUND, lang="en")
