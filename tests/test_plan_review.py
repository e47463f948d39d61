"""A person's corrections are made again on a new extraction, or said to find nothing any more."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.errors import InputError
from compliance.plan import Passage, Plan, ReviewedPoint
from compliance.plan_review import apply_review
from tests.made import commitment

PLAN = Plan(
    title="北山市DX計画",
    source="計画.md",
    sha256="0",
    commitments=[
        commitment(element="AAA.drone_use", at=Passage(line=5)),
        commitment(element="AAA.robot_use", at=Passage(line=5)),
        commitment(element="AAA.robot_use", at=Passage(line=8)),
    ],
)


def point(**values: Any) -> ReviewedPoint:
    return ReviewedPoint.model_validate({"part": "commitments", "action": "change", "why": "読み違い"} | values)


def reviewed(*points: ReviewedPoint) -> Plan:
    return apply_review(PLAN, points, "plans/北山市.yaml")


def stands(plan: Plan) -> list[tuple[str, int | None, str]]:
    return [(entry.element, entry.at.line, entry.strength) for entry in plan.commitments]


def test_a_change_touches_only_the_entry_of_its_line_and_element() -> None:
    plan = reviewed(point(line=5, element="AAA.robot_use", values={"strength": "considered"}))
    assert stands(plan) == [
        ("AAA.drone_use", 5, "committed"),
        ("AAA.robot_use", 5, "considered"),
        ("AAA.robot_use", 8, "committed"),
    ]


def test_without_an_element_all_entries_of_the_line_are_meant() -> None:
    assert stands(reviewed(point(action="drop", line=5))) == [("AAA.robot_use", 8, "committed")]


def test_an_added_commitment_stands_with_its_element() -> None:
    values = {"element": "AAA.drone_use", "strength": "done", "at": {"line": 30}}
    assert stands(reviewed(point(action="add", values=values)))[1] == ("AAA.drone_use", 30, "done")


def test_single_values_of_the_plan_are_replaced() -> None:
    plan = reviewed(point(part="plan", values={"title": "北山市DX推進計画", "adopted": "2025-03"}))
    assert (plan.title, plan.adopted) == ("北山市DX推進計画", "2025-03")


def test_the_corrections_are_kept_in_the_plan_with_their_reason_and_the_extraction_is_untouched() -> None:
    before = PLAN.model_dump_json()
    drop = point(action="drop", line=8)
    assert reviewed(drop).review == [drop]
    assert PLAN.model_dump_json() == before


def test_corrections_that_find_nothing_are_all_named_with_number_and_line() -> None:
    with pytest.raises(InputError) as caught:
        reviewed(point(line=99), point(line=8), point(part="bodies", action="drop", line=7))
    messages = [problem.text() for problem in caught.value.problems]
    assert len(messages) == 2
    assert messages[0].startswith("plans/北山市.yaml: ")
    assert "1 番目" in messages[0]
    assert "commitments 99行" in messages[0]
    assert "3 番目" in messages[1]
    assert "bodies 7行" in messages[1]
