"""Comparisons of the plan with itself: years in two calendars, one subject with two values."""

from __future__ import annotations

import re
from collections import defaultdict

from compliance.facts.comparisons.comparison import Case, Comparison, day_text, listed, unknown
from compliance.plan import StatedValue

_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def year_pair(case: Case) -> Comparison:
    """A year written in both calendars does not agree with itself (CON-12)."""
    pairs = case.plan.year_pairs
    if not pairs:
        return unknown("元号と西暦を併記した箇所が確認できません")
    wrong = [pair for pair in pairs if not pair.agrees]
    return Comparison(
        "raised" if wrong else "clear",
        {"pairs": listed([pair.written for pair in wrong]), "count": str(len(pairs))},
        [pair.at for pair in wrong],
    )


def conflicting_values(case: Case) -> Comparison:
    """One subject has different values at two places (CON-14)."""
    by_subject: dict[str, list[StatedValue]] = defaultdict(list)
    for value in case.plan.stated_values:
        by_subject[value.subject].append(value)
    repeated = {subject: values for subject, values in by_subject.items() if len(values) > 1}
    if not repeated:
        return unknown("同じ事項を2か所以上に書いた箇所が確認できません")
    # The same passages may have been told apart under two names; one is enough to say.
    wrong = {
        frozenset((value.value, value.at.spot) for value in values): (subject, values)
        for subject, values in reversed(repeated.items())
        if not _agree(subject, values, case.parameters["dates"])
    }
    told = list(reversed(wrong.values()))
    said = [
        f"{subject}: " + " / ".join(dict.fromkeys(_written(value.value) for value in values))
        for subject, values in told
    ]
    return Comparison(
        "raised" if told else "clear",
        {"subjects": listed(said)},
        [value.at for _, values in told for value in _one_each(values)],
    )


def _written(value: str) -> str:
    return day_text(value) if _DAY.fullmatch(value) else value


def _agree(subject: str, values: list[StatedValue], dates: list[str]) -> bool:
    distinct = {value.value for value in values}
    if len(distinct) == 1:
        return True
    return subject in dates and all(_same_time(one, other) for one in distinct for other in distinct)


def _same_time(one: str, other: str) -> bool:
    """Two dates of different precision can mean one day; a fiscal year holds the months from April to March."""
    if one.endswith("年度") or other.endswith("年度"):
        fiscal, day = (one, other) if one.endswith("年度") else (other, one)
        year = int(fiscal.removesuffix("年度"))
        if day.endswith("年度"):
            return fiscal == day
        if len(day) < 7:
            return int(day[:4]) in (year, year + 1)
        return (int(day[:4]) if int(day[5:7]) >= 4 else int(day[:4]) - 1) == year
    return one.startswith(other) or other.startswith(one)


def _one_each(values: list[StatedValue]) -> list[StatedValue]:
    """The first place of every value."""
    first: dict[str, StatedValue] = {}
    for value in values:
        first.setdefault(value.value, value)
    return list(first.values())
