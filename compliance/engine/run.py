"""Both engines on the same facts; a disagreement is our own fault and never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.engine import reference
from compliance.engine.outcome import Outcome
from compliance.errors import InternalError
from compliance.rules.fact_kinds import Fact
from compliance.rules.ruleset import Rules

if TYPE_CHECKING:
    from compliance.engine.durable import Compiled


def run_engine(rules: Rules, facts: Sequence[Fact], engine: str) -> tuple[str, Outcome]:
    """(name of what evaluated, outcome). `engine` durable: durable_rules, checked by the reference evaluator; where
    durable_rules can't be imported, and for `reference`, the reference evaluator alone, said so in the name.

    Raises `InternalError` when the two differ.
    """
    requirements, checks = list(rules.requirements.values()), list(rules.cross_checks.values())
    expected = reference.evaluate(requirements, checks, facts)
    if engine == "reference":
        return "reference", expected
    try:
        compiled = _compiled(rules)
    except ImportError:
        return "reference (durable_rules unavailable)", expected
    from compliance.engine.durable import evaluate

    outcome = evaluate(compiled, distinct(facts))
    if outcome.verdicts != expected.verdicts:
        raise InternalError("durable and reference engines disagree: " + _difference(outcome, expected))
    return "durable+reference", outcome


def distinct(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without commitments that are alike in every field: a plan of 30,000 characters repeats itself a thousand
    times. Other facts are counted, so they all stay."""
    commitments = {tuple(fact.values()): fact for fact in facts if fact["fact"] == "commitment"}
    return [*commitments.values(), *(fact for fact in facts if fact["fact"] != "commitment")]


@cache
def _compiled(rules: Rules) -> Compiled:
    from compliance.engine.durable import compile_rules

    return compile_rules(list(rules.requirements.values()), list(rules.cross_checks.values()))


def _difference(outcome: Outcome, expected: Outcome) -> str:
    wrong = [id_ for id_ in expected.statuses if outcome.statuses.get(id_) != expected.statuses[id_]]
    wrong += [id_ for id_ in expected.checks if outcome.checks.get(id_) != expected.checks[id_]]
    return " ".join(wrong) or "parts or roll-ups"
