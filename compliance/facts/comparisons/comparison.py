"""What a comparison says: raised, clear or not assessable, in words, with the passages compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from compliance.assessment import Severity
from compliance.plan import Deadline, Passage, Plan
from compliance.rules.reference import Reference

Result = Literal["raised", "clear", "not_assessable"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of one cross-check. `parts` fill the rule's message; `message` is the filled one. `severity` where it
    differs from the rule's own (CON-16: the composition of an unverified version is a note)."""

    result: Result
    parts: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    severity: Severity | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What every comparison may look at."""

    plan: Plan
    parameters: Mapping[str, Any]
    reference: Reference
    as_of: date


def unknown(why: str, passages: list[Passage] | None = None) -> Comparison:
    """Not assessable, and why."""
    return Comparison("not_assessable", {"why": why}, passages or [])


def effective_day(plan: Plan) -> date | None:
    """The day of adoption or of the last revision; a month counts as its first day; a bare year is none."""
    day = plan.revised or plan.adopted
    if day is None or len(day) < 7:
        return None
    return date(int(day[:4]), int(day[5:7]), int(day[8:10]) if len(day) == 10 else 1)


def effective_text(plan: Plan) -> str:
    """The same as a person reads it: 2025年6月策定."""
    return day_text(plan.revised or plan.adopted or "") + ("改定" if plan.revised else "策定")


def day_text(day: str) -> str:
    """A day, month or year (2025-06) as a person reads it: 2025年6月."""
    parts = [part.lstrip("0") for part in day.split("-")]
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))


def own_deadlines(plan: Plan, without: str) -> list[Deadline]:
    """Deadlines that are still to come in the plan's words and not excused; those of the subject `without` left out."""
    return [
        deadline
        for deadline in plan.deadlines
        if deadline.planned and not deadline.excused and deadline.subject != without
    ]


def listed(values: list[str], most: int = 3) -> str:
    """「a」「b」「c」ほか2件."""
    shown = "".join(f"「{value[:40]}」" for value in values[:most])
    return shown + (f"ほか{len(values) - most}件" if len(values) > most else "")
