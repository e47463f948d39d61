"""Titles that name the same thing, and the index that finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.japanese.normalise import normalise
from compliance.japanese.titles import TitleIndex, content_words, core, number_of, same


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("施策1-1 行政手続のオンライン化", "1-1", "行政手続のオンライン化"),
        ("(2) 書かない窓口", "2", "書かない窓口"),
        ("2.3 研修", "2-3", "研修"),
        ("取組3 防災", "3", "防災"),
        ("電子申請", None, "電子申請"),
        ("令和7年度の取組", None, "令和7年度の取組"),
    ],
)
def test_number(title: str, number: str | None, rest: str) -> None:
    assert number_of(normalise(title)) == (number, normalise(rest))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-1 書かない窓口の導入", "1-1 窓口改革"),
        ("(2) AI・RPAの利用促進【重点】", "AI・RPAの導入促進"),
        ("フロントヤード改革の推進", "フロントヤード改革"),
        ("書かない窓口", "窓口改革(書かない窓口)"),
        ("電子決裁導入", "電子決裁の導入"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert same(normalise(one), normalise(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 電子申請", "1 職員研修"),
        ("電子申請", "電子決裁"),
        ("職員研修の実施", "公共施設の予約"),
        ("窓口", "会議"),
    ],
)
def test_not_same(one: str, other: str) -> None:
    assert not same(normalise(one), normalise(other))


def test_core_and_words() -> None:
    assert core(normalise("(3) マイナンバーカードの普及促進【重点】")) == "マイナンバーカード"
    assert content_words(normalise("行政手続のオンライン化の推進")) == {"オンライン"}
    assert content_words(normalise("業務改革の推進")) == frozenset()
    assert content_words(normalise("在宅勤務等及び遠隔会議の運用")) == {"在宅勤務", "遠隔会議"}


titles = st.lists(
    st.text(alphabet="窓口電子申請決裁の導入推進1-2(）研修", min_size=1, max_size=12).map(normalise).filter(bool),
    max_size=12,
)


@given(titles, titles)
def test_index_finds_what_comparing_each_finds(known: list[str], asked: list[str]) -> None:
    index = TitleIndex(known)
    for title in asked:
        assert index.find(title) == next((other for other in known if same(title, other)), None)
