"""Comparisons of KPIs: a target that can't be judged, a target without a year."""

from __future__ import annotations

import re

from compliance.facts.comparisons.comparison import Case, Comparison, listed, unknown

_EVERY_YEAR = re.compile(r"毎年|各年度|毎月|年間|常時|継続")
_NONE = "指標として掲げたものが確認できません"


def target_not_numeric(case: Case) -> Comparison:
    """A KPI whose target is neither a number nor a state that is reached or not (CON-07)."""
    if not case.plan.indicators:
        return unknown(_NONE)
    vague = [indicator for indicator in case.plan.indicators if not indicator.numeric]
    names = [f"{indicator.name}: {indicator.target or '空欄'}" for indicator in vague]
    return Comparison(
        "raised" if vague else "clear", {"indicators": listed(names)}, [indicator.at for indicator in vague]
    )


def target_without_year(case: Case) -> Comparison:
    """A KPI without a year in its row, in the header or in a note of the table (CON-08)."""
    if not case.plan.indicators:
        return unknown(_NONE)
    undated = [
        indicator
        for indicator in case.plan.indicators
        if indicator.fiscal_year is None
        and not _EVERY_YEAR.search(indicator.at.quote or indicator.name + (indicator.target or ""))
    ]
    return Comparison(
        "raised" if undated else "clear",
        {"indicators": listed([indicator.name for indicator in undated])},
        [indicator.at for indicator in undated],
    )
