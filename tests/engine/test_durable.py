"""`durable`: agrees with the reference evaluator on generated rules and facts, tells how, and always the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from typing import Any

import pytest

from compliance.engine import durable, reference
from compliance.errors import InputError, InternalError
from compliance.rules.models import RequirementRule
from tests.engine.fuzz import disagreements
from tests.engine.generate import Generator, check, commitment, comparison, requirement


@pytest.mark.parametrize("block", range(8))
def test_both_engines_agree_on_generated_rules_and_facts(block: int) -> None:
    """500 pairs a block; `python -m tests.engine.fuzz` runs as many as wanted."""
    assert [line for number in range(10) for line in disagreements(f"suite/{block}/{number}")] == []


def test_the_generated_pairs_reach_every_status_and_result() -> None:
    seen: set[str] = set()
    for seed in range(30):
        generator = Generator(seed)
        requirements, checks = generator.rules()
        outcome = reference.evaluate(requirements, checks, generator.facts(checks))
        seen |= {*outcome.statuses.values(), *outcome.checks.values()}
    assert seen == {"satisfied", "partial", "missing", "raised", "clear", "not_assessable"}


def test_a_wrong_verdict_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The differential test can fail: an engine that overlooks the last fact is found out."""
    evaluate = durable.evaluate
    monkeypatch.setattr(durable, "evaluate", lambda compiled, facts: evaluate(compiled, facts[:-1]))
    assert any(disagreements(f"mutant/{number}") for number in range(5))


def large_pack(number: int) -> list[RequirementRule]:
    """Requirements with an element of their own each, one for all, a count, and an absence."""
    return [
        requirement(
            f"{chr(65 + index // 2600)}{chr(65 + index // 100 % 26)}A-{index % 100:02d}",
            {"any": [{"element": f"own{index}", "force": ["firm", "weak"]}, {"element": "common"}]},
            {"all": [{"element": f"own{index}"}, {"none": [{"element": f"own{index + 1}", "year": True}]}]},
            {"at_least": 2, "distinct": "object", "of": [{"element": f"own{index}"}]},
        )
        for index in range(number)
    ]


def test_a_thousand_requirements_with_a_thousand_elements() -> None:
    requirements = large_pack(1000)
    compiled = durable.compile_rules(requirements, [])
    draw = random.Random(5)
    for common in ([], [commitment("common")]):
        facts = [
            commitment(
                f"own{draw.randrange(1100)}",
                draw.choice(["firm", "weak", "none"]),
                object=draw.choice("abc"),
                year=draw.random() < 0.5,
            )
            for _ in range(400)
        ] + common
        assert durable.evaluate(compiled, facts).verdicts == reference.evaluate(requirements, [], facts).verdicts


@pytest.mark.parametrize("units", [1, 3, 100])
def test_the_split_into_rulesets_changes_nothing(units: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "UNITS", units)
    requirements, checks = large_pack(12), [check(f"CHK-{number:02d}") for number in range(5)]
    facts = [commitment(f"own{number}", object=str(number % 3), year=number % 4 == 0) for number in range(0, 24, 2)]
    facts += [comparison("CHK-01", "raised"), comparison("CHK-03", "clear")]
    compiled = durable.compile_rules(requirements, checks)
    assert durable.evaluate(compiled, facts).verdicts == reference.evaluate(requirements, checks, facts).verdicts


# --- derivation -----------------------------------------------------------------------------------------------------


def derivation(facts: list[Any], *conditions: dict[str, Any], partial: dict[str, Any] | None = None) -> list[str]:
    """How the one requirement of these conditions got its status."""
    compiled = durable.compile_rules([requirement("ORG-01", *conditions, partial=partial)], [])
    return durable.evaluate(compiled, facts).derivation["ORG-01"]


def test_the_derivation_names_tests_parts_and_status() -> None:
    facts = [commitment("e2", "weak"), commitment("e1", "weak"), commitment("e1", "firm")]
    assert derivation(facts, {"element": "e1", "force": ["firm", "weak"]}, {"any": [{"element": "e3"}]}) == [
        "a: commitment element=e1 force=weak",
        "部分 a が成り立つ",
        "partial: 一部だけが成り立つ",
    ]


def test_the_derivation_names_counts_and_gates() -> None:
    facts = [commitment("e1", object="x"), commitment("e1", object="y")]
    assert derivation(
        facts,
        {
            "all": [
                {"at_least": 2, "distinct": "object", "of": [{"element": "e1"}]},
                {"none": [{"element": "e2"}, {"element": "e3"}]},
            ]
        },
    ) == [
        "a: 2 distinct object, at least 2",
        "a: 2 条件のどれも成り立たない",
        "a: 2 条件が全て成り立つ",
        "部分 a が成り立つ",
        "satisfied: 全ての部分が成り立つ",
    ]


def test_the_derivation_of_nothing_and_of_partial_alone() -> None:
    assert derivation([], {"element": "e1"}) == ["missing: どの部分も成り立たない"]
    assert derivation([commitment("e2")], {"element": "e1"}, partial={"element": "e2"}) == [
        "partial: commitment element=e2",
        "partial: 一部だけが成り立つ",
    ]


def test_the_derivation_quotes_in_one_short_printable_line() -> None:
    steps = derivation(
        [commitment("e1", object="長" * 100 + "\n"), commitment("e1", object="\ud800\n\x00")],
        {"element": "e1", "object": "長" * 100 + "\n"},
        {"element": "e1", "object": "\ud800\n\x00"},
    )
    assert steps[0] == "a: commitment element=e1 object=" + "長" * 39 + "…"
    assert steps[2] == "b: commitment element=e1 object=\ufffd\ufffd\ufffd"


def test_the_derivation_of_a_cross_check() -> None:
    compiled = durable.compile_rules([], [check("CHK-01"), check("CHK-02")])
    assert durable.evaluate(compiled, [comparison("CHK-01", "clear")]).derivation == {
        "CHK-01": ["clear: 比較の結果による"],
        "CHK-02": ["not_assessable: nothing to compare"],
    }


# --- always the same ------------------------------------------------------------------------------------------------

PRINT_OUTCOME = """
from tests.engine.generate import Generator
from compliance.engine import durable
generator = Generator("same")
requirements, checks = generator.rules()
facts = generator.facts(checks)
print(ascii(durable.evaluate(durable.compile_rules(requirements, checks), facts)))
"""


def test_the_outcome_does_not_depend_on_the_hash_seed() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINT_OUTCOME],
            check=True,
            capture_output=True,
            timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


def test_an_evaluation_leaves_nothing_behind_for_the_next() -> None:
    generator = Generator("behind")
    requirements, checks = generator.rules()
    compiled = durable.compile_rules(requirements, checks)
    lists = [generator.facts(checks) for _ in range(20)]
    first = [durable.evaluate(compiled, facts) for facts in lists]
    assert [durable.evaluate(compiled, facts) for facts in reversed(lists)] == first[::-1]


def test_no_thread_is_started() -> None:
    before = set(threading.enumerate())
    compiled = durable.compile_rules([requirement("ORG-01", {"element": "e1"})], [check("CHK-01")])
    durable.evaluate(compiled, [commitment("e1")])
    assert set(threading.enumerate()) == before


def test_threads_may_share_compiled_rules() -> None:
    rule = requirement("ORG-01", {"element": "e1"}, {"none": [{"element": "e2"}]})
    compiled = durable.compile_rules([rule], [])
    found: list[str] = []

    def work(element: str, status: str) -> None:
        for _ in range(50):
            if durable.evaluate(compiled, [commitment(element)]).statuses["ORG-01"] != status:
                found.append(element)

    threads = [threading.Thread(target=work, args=pair) for pair in (("e1", "satisfied"), ("e2", "missing"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == []


# --- what is refused ------------------------------------------------------------------------------------------------


def test_ids_and_names_of_parts_must_not_clash() -> None:
    rule = requirement("ORG-01", {"element": "e1"}, {"element": "e2"})
    clash = rule.model_copy(update={"parts": [rule.parts[0], rule.parts[0]]})
    with pytest.raises(InputError) as error:
        durable.compile_rules([rule, rule, clash], [check("STD-01"), check("STD-01")])
    assert [problem.en for problem in error.value.problems] == [
        "the id ORG-01 is used more than once.",
        "the id STD-01 is used more than once.",
        "requirement ORG-01: the part a is there more than once.",
    ]


def test_every_requirement_that_is_too_large_is_named_with_the_limit() -> None:
    many = {"any": [{"element": f"e{number}"} for number in range(401)]}
    with pytest.raises(InputError) as error:
        durable.compile_rules(
            [requirement("ORG-01", many), requirement("ORG-02", {"element": "e1"}), requirement("ORG-03", many)], []
        )
    assert [problem.en.split(";")[0] for problem in error.value.problems] == [
        f"requirement {id_}: its conditions are too large for the rule engine "
        "(limit: 400 distinct values of one property)"
        for id_ in ("ORG-01", "ORG-03")
    ]
    assert "要件 ORG-01" in error.value.problems[0].ja


@pytest.mark.parametrize(
    "facts",
    [
        [{"fact": "commitment", "element": "e1"}],
        [{"fact": "commitment"}],
        [{"fact": "comparison", "check": "CHK-01", "result": "maybe"}],
    ],
)
def test_malformed_facts_are_our_own_fault(facts: list[Any]) -> None:
    compiled = durable.compile_rules([requirement("ORG-01", {"element": "e1", "force": "firm"})], [check("CHK-01")])
    with pytest.raises(InternalError):
        durable.evaluate(compiled, facts)
