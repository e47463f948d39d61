"""Years in both calendars."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.japanese.normalise import normalise
from compliance.japanese.years import years


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("令和5年度(2023年度)から令和7年度(2025年度)まで", [2023, 2023, 2025, 2025]),
        ("令和5～7年度", [2023, 2025]),
        ("R7.4", [2025]),
        ("令和8年3月", [2025]),
        ("令和元年12月20日", [2019]),
        ("平成31年4月", [2019]),
        ("1,2025円と2,000人", []),
        ("２０２６年度", [2026]),
    ],
)
def test_fiscal_years(written: str, expected: list[int]) -> None:
    assert [year.fiscal_year for year in years(normalise(written))] == expected


@given(st.integers(1, 60))
def test_reiwa_and_western_agree(number: int) -> None:
    assert [year.year for year in years(f"令和{number}年度({2018 + number}年度)")] == [2018 + number] * 2


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_fiscal_year_begins_in_april(day: date) -> None:
    fiscal_year = years(f"{day.year}年{day.month}月")[0].fiscal_year
    assert date(fiscal_year, 4, 1) <= day <= date(fiscal_year + 1, 3, 31)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for year in years(normalise(text)):
        assert 1926 <= year.year <= 2100
        assert year.partial_date
        assert year.last_day
