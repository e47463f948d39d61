"""`reference`: the meaning of tests, conditions, statuses and roll-ups, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.engine import reference
from compliance.engine.reference import Facts, evaluate, holds, matches, roll_up
from compliance.rules.models import AtLeast, NoneOf, ShareOfMeasures, Test
from tests.engine.generate import check, commitment, comparison, requirement

HERE = {"element": "e1", "force": "firm"}
ABSENT = {"element": "e9"}


def of(condition: dict[str, Any]) -> Any:
    """A condition as the rules hold it."""
    return requirement("ORG-01", condition).parts[0].when


def measure(office: bool) -> dict[str, str | bool | int]:
    """A measure with or without a responsible office."""
    return {"fact": "measure", "title": "t", "office": office, "other_office": False, "scheduled": True}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"element": "e1"}, True),
        ({"element": ["e0", "e1"]}, True),
        ({"element": []}, False),
        ({"element": "e1", "force": "weak"}, False),
        ({"year": False}, True),
        ({"year": 0}, False),
        ({"year": "False"}, False),
        ({"fact": "measure"}, False),
    ],
)
def test_a_test_holds_for_a_fact_with_an_allowed_value_of_the_same_type_in_each_field(
    fields: dict[str, Any], expected: bool
) -> None:
    assert matches(Test.model_validate(fields), commitment("e1")) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"any": [ABSENT, HERE]}, True),
        ({"any": [ABSENT, ABSENT]}, False),
        ({"all": [HERE, HERE]}, True),
        ({"all": [HERE, ABSENT]}, False),
        ({"none": [ABSENT]}, True),
        ({"none": [ABSENT, HERE]}, False),
        ({"all": [HERE, {"none": [{"any": [ABSENT]}]}]}, True),
    ],
)
def test_conditions(condition: dict[str, Any], expected: bool) -> None:
    assert holds(of(condition), Facts([commitment("e1")])) is expected


def test_at_least_counts_distinct_values_that_are_not_empty() -> None:
    facts = [commitment("e1", object=name) for name in ("a", "a", "b", "", "c")] + [commitment("e2", object="d")]
    assert holds(of({"at_least": 3, "distinct": "object", "of": [HERE]}), Facts(facts))
    assert not holds(of({"at_least": 4, "distinct": "object", "of": [HERE]}), Facts(facts))


def test_a_share_is_of_measures_and_must_be_exceeded() -> None:
    share = of({"more_than": 0.5, "where": [{"fact": "measure", "office": True}]})
    assert not holds(share, Facts([]))
    assert not holds(share, Facts([measure(True), measure(False), commitment("e1")]))
    assert holds(share, Facts([measure(True), measure(True), measure(False)]))


def test_tests_of_leaves_out_what_speaks_against() -> None:
    condition = of(
        {
            "any": [
                HERE,
                {"all": [ABSENT, {"none": [HERE]}]},
                {"at_least": 2, "distinct": "object", "of": [HERE]},
                {"more_than": 0.1, "where": [{"fact": "measure"}]},
            ]
        }
    )
    assert [test.fact for test in reference.tests_of(condition)] == 3 * ["commitment"] + ["measure"]
    assert reference.tests_of(None) == []
    assert isinstance(of({"none": [HERE]}), NoneOf)
    assert isinstance(condition.any[2], AtLeast)
    assert isinstance(condition.any[3], ShareOfMeasures)


@pytest.mark.parametrize(
    ("elements", "status"),
    [
        (["e1", "e2"], "satisfied"),
        (["e1"], "partial"),
        (["e3"], "partial"),
        ([], "missing"),
        (["e1", "e2", "e3"], "satisfied"),
    ],
)
def test_the_status_follows_from_the_parts_or_the_condition_for_partial(elements: list[str], status: str) -> None:
    rule = requirement("ORG-01", {"element": "e1"}, {"element": "e2"}, partial={"element": "e3"})
    outcome = evaluate([rule], [], [commitment(element) for element in elements])
    assert outcome.statuses == {"ORG-01": status}
    assert outcome.parts == {"ORG-01": {"a": "e1" in elements, "b": "e2" in elements}}


def test_topics_and_the_plan_have_their_worst_status() -> None:
    rules = [
        requirement("ORG-01", {"element": "e1"}),
        requirement("ORG-02", {"element": "e2"}),
        requirement("STD-01", {"element": "e1"}),
    ]
    outcome = evaluate(rules, [], [commitment("e1")])
    assert outcome.topics == {"ORG": "missing", "STD": "satisfied"}
    assert outcome.plan == "missing"
    assert roll_up([]) == "satisfied"
    assert roll_up(["satisfied", "partial"]) == "partial"


def test_a_cross_check_has_the_result_of_its_comparison_or_is_not_assessable() -> None:
    facts = [comparison("CHK-01", "clear"), comparison("CHK-01", "raised"), comparison("CHK-09", "raised")]
    assert evaluate([], [check("CHK-01"), check("CHK-02")], facts).checks == {
        "CHK-01": "raised",
        "CHK-02": "not_assessable",
    }
