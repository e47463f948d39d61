"""Only a firm verdict gates (design, Promises)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.assessment import OBLIGATIONS, Obligation
from compliance.verdict.gate import failing
from tests.made import assessment, check_finding, finding

findings = st.builds(
    finding,
    status=st.sampled_from(["satisfied", "partial", "missing", "not_applicable", "waived", "unread"]),
    due=st.sampled_from(["overdue", "current", "upcoming"]),
    obligation=st.sampled_from(OBLIGATIONS),
    needs_review=st.booleans(),
    inferred=st.booleans(),
)
checks = st.builds(
    check_finding,
    status=st.sampled_from(["raised", "clear", "not_assessable", "waived"]),
    severity=st.sampled_from(["error", "warning", "note"]),
    needs_review=st.booleans(),
)


def test_a_firm_missing_requirement_fails() -> None:
    assert [entry.id for entry in failing(assessment(finding("AAA-01")))] == ["AAA-01"]


@pytest.mark.parametrize(
    "changes",
    [
        {"needs_review": True},
        {"inferred": True},
        {"due": "upcoming"},
        {"status": "waived"},
        {"status": "unread"},
        {"status": "not_applicable"},
        {"status": "satisfied"},
        {"status": "partial"},
        {"obligation": "foundation"},
    ],
)
def test_what_is_doubtful_inferred_upcoming_waived_or_weaker_than_asked_does_not(changes: dict[str, Any]) -> None:
    assert failing(assessment(finding(**changes))) == []


@pytest.mark.parametrize("fail_on", OBLIGATIONS)
def test_fail_on_names_the_lowest_obligation_that_fails(fail_on: Obligation) -> None:
    one_of_each = [finding(f"AAA-0{number}", obligation=level) for number, level in enumerate(OBLIGATIONS)]
    failed = [entry.obligation for entry in failing(assessment(*one_of_each), fail_on)]  # type: ignore[union-attr]
    assert failed == list(OBLIGATIONS[: OBLIGATIONS.index(fail_on) + 1])


def test_partial_fails_only_when_asked() -> None:
    case = assessment(finding(status="partial"))
    assert failing(case) == []
    assert len(failing(case, partial=True)) == 1


def test_an_overdue_requirement_fails() -> None:
    assert len(failing(assessment(finding(due="overdue")))) == 1


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 1),
        ({"severity": "warning"}, 0),
        ({"needs_review": True}, 0),
        ({"status": "waived"}, 0),
        ({"status": "clear"}, 0),
    ],
)
def test_raised_cross_checks_of_severity_error_fail(changes: dict[str, Any], count: int) -> None:
    assert len(failing(assessment(checks=(check_finding(**changes),)), "statutory")) == count


@given(st.lists(findings, max_size=6), st.lists(checks, max_size=3), st.sampled_from(OBLIGATIONS), st.booleans())
def test_an_edition_that_does_not_gate_fails_nothing(
    requirements: list[Any], raised: list[Any], level: Obligation, partial: bool
) -> None:
    assert failing(assessment(*requirements, checks=tuple(raised), gating=False), level, partial) == []


@given(st.lists(findings, max_size=6), st.lists(checks, max_size=3))
def test_asking_for_more_never_fails_less(requirements: list[Any], raised: list[Any]) -> None:
    case = assessment(*requirements, checks=tuple(raised))
    for stronger, weaker in pairwise(OBLIGATIONS):
        for partial in (False, True):
            strict = failing(case, weaker, True)
            assert all(entry in strict for entry in failing(case, stronger, partial))
