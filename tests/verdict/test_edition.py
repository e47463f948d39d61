"""Which edition binds a plan, and when a duty is due (design: Time is explicit)."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.errors import InputError
from compliance.rules.ruleset import Rules
from compliance.verdict.edition import choose_edition, due

AS_OF = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("adopted", "expected"),
    [
        ("2023-07", "2.0"),
        ("2023-12-10", "2.2"),  # 2.1 of 2023-11-10 is assessed as 2.2
        ("2023-12-09", "2.0"),
        ("2024-05-23", "2.2"),  # 3.0 came out 29 days before
        ("2024-05-24", "3.0"),
        ("2025-04-27", "4.0"),
        ("2025-04", "3.0"),  # a month counts as its first day
        ("2026-03-31", "5.0"),
    ],
)
def test_the_newest_edition_published_thirty_days_before_adoption(rules: Rules, adopted: str, expected: str) -> None:
    assert choose_edition(rules.editions, "auto", adopted, AS_OF).edition.edition == expected


def test_a_draft_is_judged_as_if_adopted_on_the_as_of_date(rules: Rules) -> None:
    assert choose_edition(rules.editions, "auto", None, date(2026, 1, 15)).edition.edition == "4.0"
    assert choose_edition(rules.editions, "auto", None, date(2026, 1, 16)).edition.edition == "5.0"


def test_a_plan_older_than_all_editions_is_shown_the_first_one_and_does_not_gate(rules: Rules) -> None:
    choice = choose_edition(rules.editions, "auto", "2021-03", AS_OF)
    assert choice.edition.edition == "2.0"
    assert not choice.gating


def test_latest_is_the_newest_of_the_as_of_date(rules: Rules) -> None:
    assert choose_edition(rules.editions, "latest", "2023-07", date(2025, 3, 31)).edition.edition == "4.0"
    assert choose_edition(rules.editions, "latest", "2023-07", AS_OF).edition.edition == "5.0"


def test_an_edition_we_do_not_hold_is_refused_with_those_we_do(rules: Rules) -> None:
    with pytest.raises(InputError, match=r"2\.0、2\.2、3\.0、4\.0、5\.0"):
        choose_edition(rules.editions, "9.9", None, AS_OF)


@pytest.mark.parametrize(
    ("as_of", "status", "expected"),
    [
        (date(2026, 3, 31), "missing", "upcoming"),
        (date(2026, 4, 1), "missing", "current"),
        (date(2027, 3, 31), "missing", "current"),
        (date(2027, 4, 1), "missing", "overdue"),
        (date(2027, 4, 1), "partial", "overdue"),
        (date(2027, 4, 1), "satisfied", "current"),
    ],
)
def test_sec_03_starts_and_ends_with_fiscal_2026(rules: Rules, as_of: date, status: str, expected: str) -> None:
    assert due(rules.requirements["SEC-03"], status, as_of) == expected  # type: ignore[arg-type]
