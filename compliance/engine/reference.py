"""The rules in plain Python, written independently of `durable.py`: the check after every assessment, and the engine
where durable_rules can't be imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance.assessment import Status
from compliance.engine.outcome import ROLL_UP, Outcome
from compliance.rules.fact_kinds import Fact
from compliance.rules.models import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    CrossCheckRule,
    NoneOf,
    RequirementRule,
    ShareOfMeasures,
    Test,
)


def matches(test: Test, fact: Fact) -> bool:
    """Whether the fact is of the test's kind and each tested field has one of the allowed values (of the same type)."""
    if fact["fact"] != test.fact:
        return False
    for name, allowed in test.allowed:
        value = fact[name]
        if not isinstance(value, (str, int)) or (type(value), value) not in allowed:
            return False
    return True


class Facts(list[Fact]):
    """The facts of one plan, found by kind and, for commitments, by element: a rule set asks a thousand times."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        super().__init__(facts)
        self._by_kind: dict[str, list[int]] = {}
        self._by_element: dict[tuple[type, str | int], list[int]] = {}
        for index, fact in enumerate(self):
            kind, element = fact["fact"], fact.get("element")
            if isinstance(kind, str):
                self._by_kind.setdefault(kind, []).append(index)
            if kind == "commitment" and isinstance(element, (str, int)):
                self._by_element.setdefault((type(element), element), []).append(index)

    def candidates(self, test: Test) -> list[int]:
        """Indexes of all facts the test could match, in order."""
        elements = test.fields.get("element")
        if elements is None or test.fact != "commitment":
            return self._by_kind.get(test.fact, [])
        return sorted({index for element in elements for index in self._by_element.get((type(element), element), ())})


def matching(tests: Iterable[Test], facts: Facts) -> list[int]:
    """Indexes of the facts that at least one of the tests matches, in order."""
    return sorted({index for test in tests for index in facts.candidates(test) if matches(test, facts[index])})


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition holds over the facts of one plan."""
    match condition:
        case Test():
            return any(matches(condition, facts[index]) for index in facts.candidates(condition))
        case AnyOf():
            return any(holds(member, facts) for member in condition.any)
        case AllOf():
            return all(holds(member, facts) for member in condition.all)
        case NoneOf():
            return not any(holds(member, facts) for member in condition.none)
        case AtLeast():
            values = {facts[index][condition.distinct] for index in matching(condition.of, facts)}
            return len(values - {""}) >= condition.at_least
        case ShareOfMeasures():
            measures = Facts(fact for fact in facts if fact["fact"] == "measure")
            return bool(measures) and len(matching(condition.where, measures)) > condition.more_than * len(measures)


def elements_of(rule: RequirementRule) -> list[str]:
    """The elements of the vocabulary a requirement asks for, whole or in part."""
    conditions = (*(part.when for part in rule.parts), rule.partial)
    tests = (test for condition in conditions for test in tests_of(condition))
    return list(dict.fromkeys(str(element) for test in tests for element in test.fields.get("element", ())))


def tests_of(condition: Condition | None) -> list[Test]:
    """Every test inside a condition that speaks for it (the members of `none` speak against it and are left out)."""
    match condition:
        case None | NoneOf():
            return []
        case Test():
            return [condition]
        case AnyOf():
            return [test for member in condition.any for test in tests_of(member)]
        case AllOf():
            return [test for member in condition.all for test in tests_of(member)]
        case AtLeast():
            return list(condition.of)
        case ShareOfMeasures():
            return list(condition.where)


def status_of(rule: RequirementRule, parts: dict[str, bool], facts: Facts) -> Status:
    """All parts hold: satisfied; some, or the rule's own `partial` condition: partial; none: missing."""
    if all(parts.values()):
        return "satisfied"
    if any(parts.values()) or (rule.partial is not None and holds(rule.partial, facts)):
        return "partial"
    return "missing"


def evaluate(
    requirements: Sequence[RequirementRule], checks: Sequence[CrossCheckRule], facts: Sequence[Fact]
) -> Outcome:
    """Evaluate all rules over the facts of one plan. No comparison fact for a cross-check: it is not assessable."""
    outcome = Outcome()
    facts = facts if isinstance(facts, Facts) else Facts(facts)
    for rule in requirements:
        parts = {part.name: holds(part.when, facts) for part in rule.parts}
        outcome.parts[rule.id] = parts
        outcome.statuses[rule.id] = status_of(rule, parts, facts)
    compared = {str(fact["check"]): fact["result"] for fact in facts if fact["fact"] == "comparison"}
    for check in checks:
        outcome.checks[check.id] = compared.get(check.id, "not_assessable")  # type: ignore[assignment]
    for topic in dict.fromkeys(rule.topic for rule in requirements):
        outcome.topics[topic] = roll_up(status for id_, status in outcome.statuses.items() if id_[:3] == topic)
    outcome.plan = roll_up(outcome.topics.values())
    return outcome


def roll_up(statuses: Iterable[Status]) -> Status:
    """The worst of the statuses; of none at all: satisfied."""
    present = set(statuses)
    return next((status for status in ROLL_UP if status in present), "satisfied")
