"""Years in both calendars: every 令和 and 平成 year, and the units that may differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.year_pairs import pairs_of
from compliance.japanese.normalise import normalise

ERAS = {"令和": (2018, 30), "平成": (1988, 31)}
era_years = st.sampled_from([(era, n) for era, (_, last) in ERAS.items() for n in range(1, last + 1)])
forms = st.sampled_from(
    [
        "{era}{n}年度({w}年度)",
        "{era}{n}年({w}年)",
        "{w}年度({era}{n}年度)",
        "{w}年（{era}{n}年）",
        "{era}{n}({w})年度",
        "{w}({era}{n})年",
        "{era}{n}年度/{w}年度",
        "{era}{n}年 （ {w} 年 ）",
        "{era}{n}年({w}年)3月",
        "{era}{n}年度末(西暦{w}年度末)",
    ]
)


def results(text: str) -> list[bool]:
    return [agrees for _, agrees in pairs_of(normalise(text))]


def written(n: int) -> str:
    return "元" if n == 1 else str(n)


@given(era_years, forms)
def test_right_pairs_agree(era_year: tuple[str, int], form: str) -> None:
    era, n = era_year
    assert results("本市は" + form.format(era=era, n=written(n), w=ERAS[era][0] + n) + "に行う。") == [True]


@given(era_years, forms, st.sampled_from([-11, -1, 1, 2, 12]))
def test_wrong_pairs_do_not(era_year: tuple[str, int], form: str, off: int) -> None:
    era, n = era_year
    assert results(form.format(era=era, n=written(n), w=ERAS[era][0] + n + off)) == [False]


@given(era_years, st.integers(1, 12))
def test_a_month_of_the_fiscal_year_agrees(era_year: tuple[str, int], month: int) -> None:
    era, n = era_year
    year = ERAS[era][0] + n + (1 if month <= 3 else 0)
    assert results(f"{era}{written(n)}年度({year}年{month}月)") == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成31年(2019年)と令和元年(2019年)", [True, True]),
        ("令和7年度末(2026年3月)", [True]),
        ("令和7年度末(2025年3月)", [False]),
        ("令和8年3月(2025年度)", [True]),
        ("令和8年3月(2026年度)", [False]),
        ("令和7年度(2026年)", [True]),
        ("令和7年12月(2026年1月)", [False]),
        ("R7(2025)、H30/2018", [True, True]),
        ("令和2年（2020）年9月1日", [True]),
        ("令和5年(2022年度比20%増)", []),
        ("令和5年度(2022年調査)", []),
        ("令和5年度に2023件", []),
        ("第5(2023)", []),
    ],
)
def test_units_and_what_is_no_pair(text: str, expected: list[bool]) -> None:
    assert results(text) == expected
