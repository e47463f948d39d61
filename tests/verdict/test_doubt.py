"""Which verdicts a person is asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.plan import Likeness, Passage, Plan
from compliance.verdict.doubt import LEAST, LEAST_OF_DUTIES, MOST, doubts


def plan(*likenesses: tuple[str, float, float]) -> Plan:
    return Plan(
        source="計画.md",
        sha256="",
        likenesses=[
            Likeness(requirement=id_, present=present, satisfied=satisfied, at=Passage(line=1))
            for id_, present, satisfied in likenesses
        ],
    )


def test_the_missing_ones_that_say_most_of_what_those_say_that_are_there() -> None:
    ids = [f"AAA-{number:02}" for number in range(1, 11)]
    known = plan(*((id_, LEAST["missing"] + at - 8, 0.0) for at, id_ in enumerate(ids)))
    found = doubts(known, dict.fromkeys(ids, "missing"), {})
    assert list(found) == ["AAA-10", "AAA-09"]


def test_a_statutory_duty_that_is_missing_is_asked_about_later_so_that_the_gate_holds() -> None:
    ids = [f"AAA-{number:02}" for number in range(1, 5)]
    known = plan(*((id_, (LEAST["missing"] + LEAST_OF_DUTIES) / 2, 0.0) for id_ in ids))
    assert list(doubts(known, dict.fromkeys(ids, "missing"), {}, {"AAA-01"})) == ["AAA-02"]
    assert list(doubts(known, dict.fromkeys(ids, "missing"), {})) == ["AAA-01", "AAA-02"]


def test_the_satisfied_ones_that_rest_on_what_says_least_of_what_those_say_that_are() -> None:
    ids = [f"AAA-{number:02}" for number in range(1, 11)]
    known = plan(*((id_, 9.0, 9.0) for id_ in ids))
    evidence = {id_: [[(0.0, 5.0), (0.0, -9.0)], [(0.0, 5.0 - 2 * at)]] for at, id_ in enumerate(ids)}
    assert (
        list(doubts(known, dict.fromkeys(ids, "satisfied"), evidence)) == ids[: -1 - round(10 * MOST["satisfied"]) : -1]
    )


def test_the_partial_ones_that_rest_on_what_says_nothing_of_it() -> None:
    ids = [f"AAA-{number:02}" for number in range(1, 11)]
    known = plan(*((id_, 9.0, 9.0) for id_ in ids))
    evidence = {id_: [[(8.0 - at, 0.0)], []] for at, id_ in enumerate(ids)}
    assert list(doubts(known, dict.fromkeys(ids, "partial"), evidence)) == ids[: -1 - round(10 * MOST["partial"]) : -1]


def test_nothing_speaks_against_a_verdict_that_nothing_resembles() -> None:
    assert (
        doubts(
            plan(*((f"AAA-{at:02}", -9.0, -9.0) for at in range(10))),
            {f"AAA-{at:02}": "missing" for at in range(10)},
            {},
        )
        == {}
    )


def test_a_plan_model_without_likenesses_leaves_all_firm() -> None:
    assert doubts(plan(), {"AAA-01": "missing"}, {}) == {}


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20), st.sampled_from(sorted(MOST))), max_size=40))
def test_no_status_is_asked_about_beyond_its_share(entries: list[tuple[float, float, str]]) -> None:
    statuses = {f"AAA-{at:02}": status for at, (_, _, status) in enumerate(entries)}
    found = doubts(plan(*((f"AAA-{at:02}", one, other) for at, (one, other, _) in enumerate(entries))), statuses, {})
    for status, share in MOST.items():
        total = sum(given == status for given in statuses.values())
        assert sum(statuses[id_] == status for id_ in found) <= share * total + 0.5
