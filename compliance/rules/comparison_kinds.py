"""The closed list of kinds of comparison that a cross-check may name, with the parameters each needs. What they do stands in
`facts/comparisons`."""

from __future__ import annotations

COMPARISON_KINDS: dict[str, frozenset[str]] = {
    "period_ended": frozenset(),
    "edition_outdated": frozenset(("document", "days_before")),
    "superseded_document": frozenset(),
    "deadline_unexplained": frozenset(("subject", "limit_fy")),
    "count_mismatch": frozenset(("expected", "expected_since")),
    "timetable_coverage": frozenset(),
    "target_not_numeric": frozenset(),
    "target_without_year": frozenset(),
    "deadline_outside_period": frozenset(("without",)),
    "missing_in_timetable": frozenset(),
    "missing_in_text": frozenset(),
    "year_pair": frozenset(),
    "conflicting_values": frozenset(("dates",)),
    "past_deadline": frozenset(),
    "priorities_mismatch": frozenset(("document",)),
}
"""Kind -> names of its parameters."""
