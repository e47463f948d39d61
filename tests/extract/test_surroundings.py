"""Where a sentence stands, told by the headings above it: own measures count, glossary, appendix and the nation's do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.document import Block, Place
from compliance.extract.surroundings import SurroundingsReader
from compliance.rules.reading import Surroundings
from tests.small import reading

shipped = SurroundingsReader(reading().surroundings)
own_words = SurroundingsReader(
    Surroundings.model_validate(
        {
            "dominant": {"glossary": ["ことば"], "appendix": ["おまけ"]},
            "exact": {"glossary": ["語"]},
            "places": [
                {"place": "national", "words": ["国のうごき"]},
                {"place": "background", "words": ["いきさつ"]},
                {"place": "vision", "words": [], "ends": ["めあて"]},
                {"place": "measure", "words": ["しごと"]},
            ],
            "labels": {"background": ["いきさつ"], "glossary": ["ことば"]},
            "own_appendix": ["名簿"],
            "national_documents": ["自治体dx推進計画"],
            "contrast": ["わが市"],
            "kpi_headers": ["指標"],
            "national_headers": ["国の項目"],
            "reference_headers": ["該当"],
        }
    )
)


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        ((), "measure"),
        (("第3章 具体的な取組", "1 電子申請"), "measure"),
        (("第2章 現状と課題",), "current"),
        (("第1章 計画の背景",), "background"),
        (("1 国の動向",), "national"),
        (("2 国などの動き",), "national"),
        (("用語",), "glossary"),
        (("用語集", "あ行"), "glossary"),
        (("資料編", "具体的な取組"), "appendix"),
        (("目次",), "contents"),
        (("推進体制",), "organisation"),
        (("工程表",), "timetable"),
        (("成果指標",), "kpi"),
    ],
)
def test_usual_headings(headings: tuple[str, ...], place: str) -> None:
    assert shipped.of_headings(headings) == place


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        (("いきさつ", "しごと"), "background"),
        (("国のうごき", "しごと"), "national"),
        (("いきさつ", "わが市のしごと"), "measure"),
        (("国のうごき", "わが市のしごと"), "measure"),
        (("しごと", "いきさつ"), "background"),
        (("しごと", "あれこれ"), "measure"),
        (("市のめあて",), "vision"),
        (("めあてのほか",), "measure"),
        (("市のめあて", "あれこれ"), "measure"),
        (("おまけ", "しごと"), "appendix"),
        (("しごと", "ことば"), "glossary"),
        (("9 語", "しごと"), "glossary"),
        (("9 語のしごと",), "measure"),
        (("おまけ", "委員の名簿"), "current"),
        (("おまけ", "自治体DX推進計画", "しごと"), "national"),
        (("おまけ", "国のうごき", "しごと"), "national"),
        (("おまけ", "資料4 国が定める業務"), "national"),
        (("自治体DX推進計画", "しごと"), "measure"),
    ],
)
def test_the_innermost_heading_decides_but_for_chapters_that_rule_what_is_below_them(
    headings: tuple[str, ...], place: str
) -> None:
    assert own_words.of_headings(headings) == place


def row(header: tuple[str, ...], heading: str) -> Block:
    return Block("row", "", Place(), (heading,), ("",) * len(header), header)


@pytest.mark.parametrize(
    ("header", "heading", "place"),
    [
        (("しごと", "令和7年度", "令和8年度"), "しごと", "timetable"),
        (("しごと", "令和7年度"), "しごと", "measure"),
        (("指標", "令和7年度", "令和8年度"), "しごと", "kpi"),
        (("名前", "現状", "目標"), "しごと", "kpi"),
        (("国の項目", "該当する頁"), "しごと", "national"),
        (("しごと", "令和7年度", "令和8年度"), "おまけ", "appendix"),
        (("しごと", "令和7年度", "令和8年度"), "国のうごき", "national"),
    ],
)
def test_a_table_is_told_by_its_header_cells(header: tuple[str, ...], heading: str, place: str) -> None:
    assert own_words.of(row(header, heading)) == place


def test_a_footnote_explains_and_promises_nothing() -> None:
    assert own_words.of(Block("footnote", "わが市の説明", Place(), ("しごと",))) == "glossary"


@given(st.lists(st.text(max_size=12) | st.sampled_from(["ことば", "しごと", "わが市のしごと"]), max_size=4))
def test_below_a_glossary_all_is_glossary(headings: list[str]) -> None:
    assert own_words.of_headings(("ことば", *headings)) == "glossary"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("【いきさつ】人が減っています。", "background"),
        ("※【いきさつ】人が減っています。", "background"),
        ("Aとは、Bのこと。【ことば】", "glossary"),
        ("【しごと】窓口を改めます。", None),
        ("窓口【いきさつ】を改めます。", None),
    ],
)
def test_a_sentence_may_say_itself_where_it_stands(text: str, place: str | None) -> None:
    assert own_words.of_label(text) == place
