"""Times with both calendars side by side are one."""

from __future__ import annotations

import pytest

from compliance.extract.moments import moments
from compliance.japanese.normalise import normalise


@pytest.mark.parametrize(
    ("text", "dates", "fiscal_years"),
    [
        ("令和5年度(2023年度)", ["2023"], [2023]),
        ("令和5年(2023年)7月", ["2023-07"], [2023]),
        ("令和2年(2020)年9月1日", ["2020-09-01"], [2020]),
        ("令和4(2022)年度~令和7(2025)年度", ["2022", "2025"], [2022, 2025]),
        ("2019年(令和元年)7月", ["2019-07"], [2019]),
        ("令和8年3月31日", ["2026-03-31"], [2025]),
        ("R8までに", ["2026"], [2026]),
        ("令和5~7年度", ["2023", "2025"], [2023, 2025]),
        ("令和4年2月30日", ["2022-02"], [2021]),
        ("2023", ["2023"], [2023]),
        ("該当なし", [], []),
    ],
)
def test_moments(text: str, dates: list[str], fiscal_years: list[int]) -> None:
    found = moments(normalise(text))
    assert [moment.partial_date for moment in found] == dates
    assert [moment.fiscal_year for moment in found] == fiscal_years


def test_two_different_years_stay_two() -> None:
    assert [moment.year for moment in moments(normalise("令和5年度(令和3年度比)、令和7年度(2020年度比)"))] == [
        2023,
        2021,
        2025,
        2020,
    ]
