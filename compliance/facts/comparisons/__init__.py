"""`Plan` -> results of the cross-checks: the closed list of kinds of comparison, and their facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from compliance.facts.comparisons.citation import edition_outdated, priorities_mismatch, superseded_document
from compliance.facts.comparisons.comparison import Case, Comparison, Result
from compliance.facts.comparisons.contradiction import conflicting_values, year_pair
from compliance.facts.comparisons.indicator import target_not_numeric, target_without_year
from compliance.facts.comparisons.period import deadline_outside_period, past_deadline, period_ended
from compliance.facts.comparisons.standardisation import count_mismatch, deadline_unexplained
from compliance.facts.comparisons.timetable import missing_in_text, missing_in_timetable, timetable_coverage
from compliance.facts.sourced import SourcedFact
from compliance.plan import Plan
from compliance.rules.models import CrossCheckRule
from compliance.rules.reference import Reference

__all__ = ["KINDS", "Comparison", "Result", "compare", "comparison_facts"]

KINDS: dict[str, Callable[[Case], Comparison]] = {
    "period_ended": period_ended,
    "edition_outdated": edition_outdated,
    "superseded_document": superseded_document,
    "deadline_unexplained": deadline_unexplained,
    "count_mismatch": count_mismatch,
    "timetable_coverage": timetable_coverage,
    "target_not_numeric": target_not_numeric,
    "target_without_year": target_without_year,
    "deadline_outside_period": deadline_outside_period,
    "missing_in_timetable": missing_in_timetable,
    "missing_in_text": missing_in_text,
    "year_pair": year_pair,
    "conflicting_values": conflicting_values,
    "past_deadline": past_deadline,
    "priorities_mismatch": priorities_mismatch,
}
"""Kind of comparison -> its function. A new check of a known kind is YAML; a new kind is a line here."""


def compare(checks: Iterable[CrossCheckRule], plan: Plan, reference: Reference, as_of: date) -> dict[str, Comparison]:
    """Id -> comparison, with the rule's message filled in, for every check."""
    return {check.id: _compared(check, plan, reference, as_of) for check in checks}


def _compared(check: CrossCheckRule, plan: Plan, reference: Reference, as_of: date) -> Comparison:
    comparison = KINDS[check.kind](Case(plan, check.parameters, reference, as_of))
    return replace(comparison, message=check.messages[comparison.result].format_map(comparison.parts))


def comparison_facts(comparisons: Mapping[str, Comparison]) -> list[SourcedFact]:
    """One fact of kind `comparison` for each check."""
    return [
        SourcedFact({"fact": "comparison", "check": id_, "result": comparison.result}, comparison.passages)
        for id_, comparison in comparisons.items()
    ]
