"""`--select` and `--ignore`: by id or topic; the summary counts what is left."""

from __future__ import annotations

import pytest

from compliance.verdict.selection import known_selection, select_findings
from tests.made import assessment, check_finding, finding, small_rules

WHOLE = assessment(
    finding("AAA-01"),
    finding("AAA-02", status="satisfied"),
    finding("BBB-01", status="not_applicable"),
    checks=(check_finding("CON-91"),),
)


def left(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    chosen = select_findings(WHOLE, select, ignore)
    return [entry.id for entry in (*chosen.requirements, *chosen.cross_checks)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["AAA-01", "AAA-02", "BBB-01", "CON-91"]),
        (("AAA",), (), ["AAA-01", "AAA-02"]),
        (("AAA-02", "CON"), (), ["AAA-02", "CON-91"]),
        ((), ("AAA",), ["BBB-01", "CON-91"]),
        (("AAA",), ("AAA-01",), ["AAA-02"]),
        (("AAA-01",), ("AAA",), []),
    ],
)
def test_select_keeps_ignore_takes_away_and_ignore_has_the_last_word(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
) -> None:
    assert left(select, ignore) == expected


def test_the_summary_counts_only_what_is_left() -> None:
    summary = select_findings(WHOLE, ("AAA-02", "BBB"), ()).summary
    assert summary.by_status == {"satisfied": 1, "not_applicable": 1}
    assert summary.by_topic == {"AAA": {"satisfied": 1}}
    assert summary.by_obligation == {"priority": {"satisfied": 1}}


def test_the_whole_assessment_is_left_as_it_was() -> None:
    before = WHOLE.to_json()
    left(("AAA-02",), ("AAA-01",))
    assert WHOLE.to_json() == before


@pytest.mark.parametrize(
    ("value", "known"),
    [("AAA-01", True), ("AAA", True), ("CON-91", True), ("CON", True), ("AAA-09", False), ("AA", False)],
)
def test_only_ids_and_topics_of_the_rules_can_be_named(value: str, known: bool) -> None:
    assert known_selection(small_rules(), value) is known
