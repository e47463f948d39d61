"""The rules by forward chaining in durable_rules: facts -> tests -> parts -> status -> topic -> plan; and cross-checks.

The only importer of durable_rules, of which 2.0.28 crashes, hangs or silently errs outside narrow bounds. `chain` keeps
rulesets inside them, `shapes` lets nothing but short identifiers in, and this module drives the engine: no timer
threads, never an empty batch, unique ids, a rule that always fires before a state is deleted, no exception swallowed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, TypeVar

import durable_rules_engine
from durable.engine import MessageNotHandledException, MessageObservedException, Ruleset

from compliance.engine.chain import END, FactKey, Match, Rule, breach, conditions, done, groups
from compliance.engine.derivation import told
from compliance.engine.identifiers import SID, identifiers
from compliance.engine.network import (
    CHECK_RESULTS,
    Count,
    RequirementNetwork,
    cell_fact,
    check_rules,
    comparison_fact,
    conditions_of,
    count_fact,
    counted_patterns,
    counts_in,
    roll_up_rules,
    status_fact,
    tests_in,
)
from compliance.engine.outcome import ROLL_UP, Outcome
from compliance.engine.shapes import Pattern, Shapes
from compliance.errors import InputError, InternalError, Problem
from compliance.rules.fact_kinds import Fact
from compliance.rules.models import CrossCheckRule, RequirementRule

UNITS = 25
"""Requirements, cross-checks or topics of one ruleset at most; fewer where a limit would be crossed. Fastest of 6 to
100: the engine looks through all rules for each action, and each further ruleset costs calls."""


Name = TypeVar("Name", bound=str)
Part = TypeVar("Part")


# --- one ruleset ----------------------------------------------------------------------------------------------------


class Chain:
    """One ruleset of durable_rules, registered for good; every `derive` starts from nothing."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = list(rules)
        of_rule, stages = groups(self.rules)
        self._batches = [[done(group) for group in numbers] for numbers in stages.values()]
        self._conditions = conditions(self.rules, of_rule)
        self._tested: dict[str, dict[str, set[str]]] = {}
        for match in (match for rule in self.rules for match in rule.when):
            for name, value in match.pairs:
                self._tested.setdefault(match.pairs[0][1], {}).setdefault(name, set()).add(value)
        self._waited = {match.pairs for rule in self.rules for match in rule.when}
        self._lock = Lock()
        self._ruleset = self._register()

    def _register(self) -> Any:
        # Without a Host there are none of its timer threads. The package asks for `run`; `_Run` calls none.
        return Ruleset(
            "rules",
            None,
            {
                str(number): {"all": [_written(*each) for each in enumerate(condition)], "run": _no_action}
                for number, condition in enumerate(self._conditions)
            },
        )

    def takes(self, fact: FactKey) -> bool:
        """Whether rules test these values at all; whether one rule tests them together, the engine finds out."""
        tested = self._tested.get(fact[0][1])
        return tested is not None and all(value in tested.get(name, ()) for name, value in fact)

    def derive(self, facts: Iterable[FactKey]) -> list[Rule]:
        """Assert the facts, let everything fire that can, and forget all again; the rules that fired, in their order.

        Raises InternalError when durable_rules fails.
        """
        batches = [list(facts), *self._batches, [END]]
        with self._lock:
            run = _Run(self._ruleset, self._derived)
            try:
                for batch in batches:
                    run.flush(batch)
                run.forget()
            except (durable_rules_engine.error, MessageNotHandledException, MessageObservedException) as error:
                raise InternalError(f"durable_rules: {error!r} {getattr(error, 'message', '')}") from error
            finally:
                if not run.forgotten:
                    # A state in which no rule has fired can't be deleted (SIGSEGV); a new ruleset has no state.
                    self._ruleset = self._register()
        return [self.rules[number] for number in sorted(run.fired) if number < len(self.rules)]

    def _derived(self, number: int) -> FactKey | None:
        """The fact that the firing of a rule adds, if any rule waits for it."""
        if number >= len(self.rules):
            return None
        fact = self.rules[number].then.fact
        return fact if fact[:3] in self._waited or (*fact[:2], *fact[3:]) in self._waited else None


def _no_action(_: object) -> None:
    """Stands where the package wants an action."""


def _written(position: int, match: Match) -> dict[str, Any]:
    tests = [{name: value} for name, value in match.pairs]
    name = f"c{position}$not" if match.absent else f"c{position}"
    return {name: tests[0] if len(tests) == 1 else {"$and": tests}}


class _Run:
    """One evaluation in a ruleset: facts asserted, rules fired.

    Drives the C engine itself: `Host` swallows exceptions of actions into the state, and drops all further actions,
    without a word, when the wall clock has moved by ten seconds during one.
    """

    def __init__(self, ruleset: Any, derived: Callable[[int], FactKey | None]) -> None:
        self.fired: set[int] = set()
        self.forgotten = False
        self._ruleset = ruleset
        self._derived = derived
        self._asserted: set[FactKey] = set()

    def flush(self, batch: Iterable[FactKey]) -> None:
        """Assert a batch and whatever follows from it. A fact already there is not asserted twice (MessageObserved), an
        empty batch never (SIGSEGV)."""
        while fresh := [fact for fact in dict.fromkeys(batch) if fact not in self._asserted]:
            ids = identifiers(len(self._asserted) + len(fresh))[len(self._asserted) :]
            self._asserted.update(fresh)
            state = self._ruleset.assert_facts(
                [{**dict(fact), "id": id_, "sid": SID} for fact, id_ in zip(fresh, ids, strict=True)]
            )
            derived = [self._derived(number) for number in self._fire(state)]
            batch = [fact for fact in derived if fact is not None]

    def _fire(self, state: int) -> Iterator[int]:
        started = durable_rules_engine.start_action_for_state(self._ruleset._handle, state)
        message = started[1] if started else None
        while message:
            (name,) = json.loads(message)
            self.fired.add(int(name))
            yield int(name)
            message = durable_rules_engine.complete_and_start_action(self._ruleset._handle, state)

    def forget(self) -> None:
        """Delete the state. Raises InternalError when no rule has fired, not even the one that always does."""
        if not self.fired:
            raise InternalError("durable_rules: the rule on the last fact did not fire")
        self._ruleset.delete_state(SID)
        self.forgotten = True


# --- compiling ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compiled:
    """Rules ready to be evaluated, for as many plans as wanted. Not picklable; a forked process may go on using it."""

    requirements: tuple[RequirementRule, ...]
    checks: tuple[CrossCheckRule, ...]
    topics: tuple[str, ...]
    shapes: Shapes
    counted_shapes: Shapes
    counts: tuple[Count, ...]
    requirement_chains: tuple[Chain, ...]
    check_chains: tuple[Chain, ...]
    topic_chains: tuple[Chain, ...]
    plan_chain: Chain


def compile_rules(requirements: Sequence[RequirementRule], checks: Sequence[CrossCheckRule]) -> Compiled:
    """Requirements and cross-checks as rulesets.

    Raises InputError when ids or names of parts clash, when a value is neither text, whole number nor yes/no, and when
    one requirement alone crosses a limit of the engine; it names each such requirement and the limit.
    """
    _refuse_clashes(requirements, checks)
    shapes = Shapes(_gather(requirements, _patterns))
    counted = [condition for rule in requirements for tree in conditions_of(rule) for condition in counts_in(tree)]
    counted_shapes = Shapes(_gather(requirements, _counted_patterns))
    numbers = {id(condition): number for number, condition in enumerate(counted)}
    owners = {rule.id: str(number) for number, rule in enumerate(requirements)}
    counts = _gather(
        requirements,
        lambda rule: [
            Count.of(condition, counted_shapes) for tree in conditions_of(rule) for condition in counts_in(tree)
        ],
    )
    units = _gather(requirements, lambda rule: [_unit(RequirementNetwork(owners[rule.id], rule, shapes, numbers))])
    topics = tuple(dict.fromkeys(rule.topic for rule in requirements))
    return Compiled(
        tuple(requirements),
        tuple(checks),
        topics,
        shapes,
        counted_shapes,
        tuple(counts),
        _chains(units),
        _chains([check_rules([str(number)]) for number in range(len(checks))]),
        _chains([roll_up_rules([str(number)]) for number in range(len(topics))]),
        Chain(roll_up_rules(["plan"])),
    )


def _gather(requirements: Iterable[RequirementRule], work: Callable[[RequirementRule], Iterable[Part]]) -> list[Part]:
    """What the work makes of each requirement, in one list; all its InputErrors as one, each naming the requirement."""
    made: list[Part] = []
    problems: list[Problem] = []
    for rule in requirements:
        try:
            made.extend(work(rule))
        except InputError as error:
            problems += [
                replace(found, ja=f"要件 {rule.id}: {found.ja}", en=f"requirement {rule.id}: {found.en}")
                for found in error.problems
            ]
    if problems:
        raise InputError(problems)
    return made


def _patterns(rule: RequirementRule) -> list[Pattern]:
    return [Pattern.of(test) for tree in conditions_of(rule) for test in tests_in(tree)]


def _counted_patterns(rule: RequirementRule) -> list[Pattern]:
    return [
        pattern
        for tree in conditions_of(rule)
        for condition in counts_in(tree)
        for pattern in counted_patterns(condition)
    ]


def _unit(network: RequirementNetwork) -> list[Rule]:
    rules = network.build()
    if found := breach(conditions(rules, groups(rules)[0])):
        raise InputError(
            Problem(
                ja=f"条件が大きすぎます(上限: {found[0]} {found[1]})。値を一つの条件にまとめるか、要件を分けてください。",
                en=f"its conditions are too large for the rule engine (limit: {found[1]} {found[0]}); "
                "list the values in one test or split the requirement.",
            )
        )
    return rules


def _chains(units: Sequence[list[Rule]]) -> tuple[Chain, ...]:
    """As few rulesets as `UNITS` and the limits allow; the rules of a unit stay together."""
    if len(units) <= UNITS:
        rules = [rule for unit in units for rule in unit]
        if len(units) <= 1 or not breach(conditions(rules, groups(rules)[0])):
            return (Chain(rules),) if units else ()
    half = min(UNITS, (len(units) + 1) // 2)
    return _chains(units[:half]) + _chains(units[half:])


def _refuse_clashes(requirements: Sequence[RequirementRule], checks: Sequence[CrossCheckRule]) -> None:
    problems = [
        Problem(ja=f"id {id_} が重複しています。", en=f"the id {id_} is used more than once.")
        for id_ in _repeated([*(rule.id for rule in requirements), *(check.id for check in checks)])
    ]
    problems += [
        Problem(
            ja=f"要件 {rule.id} の部分 {name} が重複しています。",
            en=f"requirement {rule.id}: the part {name} is there more than once.",
        )
        for rule in requirements
        for name in _repeated(part.name for part in rule.parts)
    ]
    if problems:
        raise InputError(problems)


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return list(dict.fromkeys(name for name in names if name in seen or seen.add(name)))  # type: ignore[func-returns-value]


# --- evaluating -----------------------------------------------------------------------------------------------------


def evaluate(compiled: Compiled, facts: Sequence[Fact]) -> Outcome:
    """Evaluate the rules over the facts of one plan. Raises InternalError when durable_rules fails or a fact is
    malformed.

    The result depends on nothing else; `derivation` names, for each requirement, the tests that held with the first
    fact that each matched, the parts, and the rule that gave the status.
    """
    outcome = Outcome()
    _requirements(compiled, facts, outcome)
    _checks(compiled, facts, outcome)
    _roll_up(compiled, outcome)
    return outcome


def _requirements(compiled: Compiled, facts: Sequence[Fact], outcome: Outcome) -> None:
    behind: dict[FactKey, int | str] = {
        cell_fact(cell): indexes[0] for cell, indexes in compiled.shapes.project(facts).items()
    }
    behind.update(_counted(compiled, facts))
    fired: dict[str, list[Rule]] = {}
    for chain in compiled.requirement_chains:
        for rule in chain.derive(fact for fact in behind if chain.takes(fact)):
            fired.setdefault(rule.then.owner, []).append(rule)
    for number, requirement in enumerate(compiled.requirements):
        own = fired.get(str(number), [])
        nodes = {rule.then.name for rule in own}
        outcome.parts[requirement.id] = {part.name: "p" + part.name in nodes for part in requirement.parts}
        outcome.statuses[requirement.id] = _one(requirement.id, ROLL_UP, nodes)
        outcome.derivation[requirement.id] = told(own, behind, facts)


def _counted(compiled: Compiled, facts: Sequence[Fact]) -> dict[FactKey, str]:
    """A fact for each count and share that is reached."""
    cells = compiled.counted_shapes.project(facts)
    measures = sum(fact["fact"] == "measure" for fact in facts)
    return {
        count_fact(number): words
        for number, count_ in enumerate(compiled.counts)
        if (words := count_.reached(facts, cells, measures))
    }


def _checks(compiled: Compiled, facts: Sequence[Fact], outcome: Outcome) -> None:
    numbers = {check.id: str(number) for number, check in enumerate(compiled.checks)}
    results = {fact["check"]: fact["result"] for fact in facts if fact["fact"] == "comparison"}
    asserted = [
        comparison_fact(numbers[str(check)], _known(result)) for check, result in results.items() if check in numbers
    ]
    fired: dict[str, list[Rule]] = {}
    for chain in compiled.check_chains:
        for rule in chain.derive(fact for fact in asserted if chain.takes(fact)):
            fired.setdefault(rule.then.owner, []).append(rule)
    for check in compiled.checks:
        own = fired.get(numbers[check.id], [])
        outcome.checks[check.id] = _one(check.id, CHECK_RESULTS, {rule.then.name for rule in own})
        outcome.derivation[check.id] = told(own, {}, facts)


def _known(result: object) -> str:
    if result not in CHECK_RESULTS:
        raise InternalError(f"a comparison has the result {result!r}")
    return str(result)


def _roll_up(compiled: Compiled, outcome: Outcome) -> None:
    numbers = {topic: str(number) for number, topic in enumerate(compiled.topics)}
    statuses = dict.fromkeys(
        status_fact(numbers[rule.topic], outcome.statuses[rule.id]) for rule in compiled.requirements
    )
    fired: dict[str, set[str]] = {}
    for chain in compiled.topic_chains:
        for rule in chain.derive(fact for fact in statuses if chain.takes(fact)):
            fired.setdefault(rule.then.owner, set()).add(rule.then.name)
    outcome.topics = {topic: _one(topic, ROLL_UP, fired.get(number, set())) for topic, number in numbers.items()}
    of_topics = dict.fromkeys(status_fact("plan", status) for status in outcome.topics.values())
    outcome.plan = _one("plan", ROLL_UP, {rule.then.name for rule in compiled.plan_chain.derive(of_topics)})


def _one(owner: str, possible: Sequence[Name], derived: set[str]) -> Name:
    found = [status for status in possible if status in derived]
    if len(found) != 1:
        raise InternalError(f"durable_rules derived {found or 'no status'} for {owner}")
    return found[0]
