"""Comparisons of the plan's period and deadlines with the as-of date, with each other and with the date of adoption."""

from __future__ import annotations

from datetime import date

from compliance.facts.comparisons.comparison import (
    Case,
    Comparison,
    effective_day,
    effective_text,
    own_deadlines,
    unknown,
)
from compliance.plan import Deadline


def period_ended(case: Case) -> Comparison:
    """The plan ended before the as-of date (CON-01). A fiscal year ends on 31 March, a month on its last day."""
    period = case.plan.period
    if period.end_fy is None and period.last_day is None:
        return unknown("計画の終期が年度・年月で確認できません", period.at)
    last = period.last_day or date((period.end_fy or 0) + 1, 3, 31)
    parts = {"end": f"{last.year}年{last.month}月{last.day}日", "as_of": case.as_of.isoformat()}
    return Comparison("raised" if last < case.as_of else "clear", parts, period.at)


def deadline_outside_period(case: Case) -> Comparison:
    """A deadline or a KPI's year after the end or before the start of the plan (CON-09)."""
    start, end = case.plan.period.start_fy, case.plan.period.end_fy
    if end is None:
        return unknown("計画の終期が確認できません", case.plan.period.at)
    if not case.plan.deadlines:
        return unknown("期限の記載が確認できません")
    outside = [
        deadline
        for deadline in own_deadlines(case.plan, case.parameters["without"])
        if deadline.fiscal_year > end or (start is not None and deadline.fiscal_year < start)
    ]
    period = f"{start}年度〜{end}年度" if start is not None else f"{end}年度まで"
    parts = {"period": period, "deadlines": _years(outside)}
    return Comparison(
        "raised" if outside else "clear", parts, [deadline.at for deadline in outside] or case.plan.period.at
    )


def past_deadline(case: Case) -> Comparison:
    """A deadline that had passed when the plan was adopted, worded as still to come (CON-15)."""
    day = effective_day(case.plan)
    if day is None:
        return unknown("計画の策定(改定)日が確認できません")
    if not case.plan.deadlines:
        return unknown("自団体の期限の記載が確認できません")
    fiscal_year = day.year if day.month >= 4 else day.year - 1
    past = [
        deadline
        for deadline in own_deadlines(case.plan, "")
        if deadline.end < day and deadline.fiscal_year < fiscal_year
    ]
    parts = {"adopted": effective_text(case.plan), "deadlines": _years(past)}
    return Comparison("raised" if past else "clear", parts, [deadline.at for deadline in past])


def _years(deadlines: list[Deadline]) -> str:
    return "、".join(f"{year}年度" for year in sorted({deadline.fiscal_year for deadline in deadlines}))
