"""Requirements and cross-checks as rules of the forward chaining: conditions in, `chain.Rule`s out.

Facts make tests hold, tests make parts hold, parts make the status, statuses roll up. Counts and shares can't be said
in constant tests: `Count` works them out in Python and the engine gets one fact for each that is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from compliance.assessment import CheckStatus, Status
from compliance.engine.chain import LAST_STAGE, MAX_IN_ALL, FactKey, Match, Node, Rule, any_counting
from compliance.engine.outcome import ROLL_UP
from compliance.engine.shapes import Cell, Pattern, Shapes
from compliance.rules.fact_kinds import Fact
from compliance.rules.models import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    NoneOf,
    RequirementRule,
    ShareOfMeasures,
    Test,
)

CHECK_RESULTS: tuple[CheckStatus, ...] = ("raised", "clear", "not_assessable")


def tests_in(condition: Condition | None) -> Iterator[Test]:
    """Every test that the engine itself has to match (those inside counts and shares are matched in Python)."""
    match condition:
        case Test():
            yield condition
        case AnyOf():
            yield from (test for member in condition.any for test in tests_in(member))
        case AllOf():
            yield from (test for member in condition.all for test in tests_in(member))
        case NoneOf():
            yield from (test for member in condition.none for test in tests_in(member))


def counts_in(condition: Condition | None) -> Iterator[AtLeast | ShareOfMeasures]:
    """Every count and share inside a condition."""
    match condition:
        case AtLeast() | ShareOfMeasures():
            yield condition
        case AnyOf():
            yield from (count for member in condition.any for count in counts_in(member))
        case AllOf():
            yield from (count for member in condition.all for count in counts_in(member))
        case NoneOf():
            yield from (count for member in condition.none for count in counts_in(member))


def conditions_of(rule: RequirementRule) -> list[Condition]:
    """The conditions that decide the status of a requirement."""
    return [part.when for part in rule.parts] + ([rule.partial] if rule.partial is not None else [])


def cell_fact(cell: Cell) -> FactKey:
    """A cell as a fact: its shape, then its classes."""
    return (("k", "s" + cell[0]), *((f"f{position}", number) for position, number in enumerate(cell[1:])))


# --- counts and shares ----------------------------------------------------------------------------------------------


def count_fact(number: int) -> FactKey:
    """A count or share that is reached, as a fact."""
    return ("k", "q"), ("q", str(number))


def counted_patterns(condition: AtLeast | ShareOfMeasures) -> list[Pattern]:
    """The tests of a count or share in canonical form."""
    tests = condition.of if isinstance(condition, AtLeast) else condition.where
    return [Pattern.of(test) for test in tests]


@dataclass(frozen=True)
class Count:
    """A count or share and the cells that it counts."""

    condition: AtLeast | ShareOfMeasures
    cells: tuple[Cell, ...]

    @staticmethod
    def of(condition: AtLeast | ShareOfMeasures, shapes: Shapes) -> Count:
        """The count over the shapes made from its tests among others."""
        measures_only = isinstance(condition, ShareOfMeasures)
        return Count(
            condition,
            tuple(
                dict.fromkeys(
                    cell
                    for pattern in counted_patterns(condition)
                    if pattern.kind == "measure" or not measures_only
                    for cell in shapes.cells(pattern)
                )
            ),
        )

    def reached(self, facts: Sequence[Fact], cells: Mapping[Cell, list[int]], measures: int) -> str:
        """What was counted, in words, when it is enough; otherwise empty."""
        found = sorted({index for cell in self.cells for index in cells.get(cell, ())})
        if isinstance(self.condition, ShareOfMeasures):
            enough = len(found) > self.condition.more_than * measures
            return f"{len(found)} of {measures} measures, more than {self.condition.more_than:g}" if enough else ""
        named = {facts[index][self.condition.distinct] for index in found} - {""}
        enough = len(named) >= self.condition.at_least
        return f"{len(named)} distinct {self.condition.distinct}, at least {self.condition.at_least}" if enough else ""


# --- requirements ---------------------------------------------------------------------------------------------------


@dataclass
class RequirementNetwork:
    """The rules of one requirement. `counts`: `id` of a count or share -> its number among all requirements'."""

    owner: str
    rule: RequirementRule
    shapes: Shapes
    counts: Mapping[int, int]
    rules: list[Rule] = field(default_factory=list)
    _inner: int = 0
    _tests: int = 0

    def build(self) -> list[Rule]:
        """All rules from facts to the status, in the order in which the derivation tells them."""
        parts = [self.part(part.name) for part in self.rule.parts]
        for part, node in zip(self.rule.parts, parts, strict=True):
            self.emit(part.when, node, part.name)
        whole = Node(self.owner, "satisfied")
        self.join(parts, whole, "satisfied: 全ての部分が成り立つ")
        if self.rule.partial is not None:
            self.emit(self.rule.partial, Node(self.owner, "q", counts=True), "partial")
        self.rules.append(
            Rule(
                (any_counting(self.owner), whole.missing()),
                Node(self.owner, "partial"),
                "partial: 一部だけが成り立つ",
                LAST_STAGE,
            )
        )
        # `satisfied` can't hold here: a requirement has at least one part, and parts count.
        self.rules.append(
            Rule(
                (any_counting(self.owner, absent=True),),
                Node(self.owner, "missing"),
                "missing: どの部分も成り立たない",
                LAST_STAGE,
            )
        )
        return self.rules

    def part(self, name: str) -> Node:
        """The node of a part."""
        return Node(self.owner, "p" + name, counts=True)

    def emit(self, condition: Condition, then: Node, where: str) -> int:
        """Add the rules that derive `then` when the condition holds; the stage by which they have."""
        match condition:
            case Test():
                return self._test(condition, then, where)
            case AtLeast() | ShareOfMeasures():
                self.rules.append(Rule((Match(count_fact(self.counts[id(condition)])),), then, where))
                return 0
            case AnyOf():
                return max(self.emit(member, then, where) for member in condition.any)
            case AllOf():
                return self._all(condition, then, where)
            case NoneOf():
                return self._none(condition, then, where)

    def _test(self, test: Test, then: Node, where: str) -> int:
        self._tests += 1
        self.rules += [
            Rule((Match(cell_fact(cell)),), then, f"{where}: {test.fact}", fields=tuple(test.fields), test=self._tests)
            for cell in self.shapes.cells(Pattern.of(test))
        ]
        return 0

    def _all(self, condition: AllOf, then: Node, where: str) -> int:
        if len(condition.all) == 1:
            return self.emit(condition.all[0], then, where)
        members = [self._node() for _ in condition.all]
        stage = max(self.emit(member, node, where) for member, node in zip(condition.all, members, strict=True))
        self.join(members, then, f"{where}: {len(members)} 条件が全て成り立つ")
        return stage

    def _none(self, condition: NoneOf, then: Node, where: str) -> int:
        seen = self._node()
        stage = 1 + max(self.emit(member, seen, where) for member in condition.none)
        self.rules.append(
            Rule((seen.missing(),), then, f"{where}: {len(condition.none)} 条件のどれも成り立たない", stage)
        )
        return stage

    def join(self, members: Sequence[Node], then: Node, why: str) -> None:
        """Derive `then` when all members are derived: a tree where there are more than may stand in one `all`."""
        while len(members) > MAX_IN_ALL:
            chunks = [members[start : start + MAX_IN_ALL] for start in range(0, len(members), MAX_IN_ALL)]
            members = [self._node() for _ in chunks]
            for chunk, node in zip(chunks, members, strict=True):
                self.rules.append(Rule(tuple(member.here() for member in chunk), node))
        self.rules.append(Rule(tuple(member.here() for member in members), then, why))

    def _node(self) -> Node:
        self._inner += 1
        return Node(self.owner, f"i{self._inner}")


# --- cross-checks and roll-ups --------------------------------------------------------------------------------------


def comparison_fact(owner: str, result: str) -> FactKey:
    """The result of a comparison as a fact."""
    return ("k", "c"), ("o", owner), ("r", result)


def check_rules(owners: Iterable[str]) -> list[Rule]:
    """Each cross-check has the result of its comparison; without a comparison it is not assessable."""
    rules = []
    for owner in owners:
        rules += [
            Rule((Match(comparison_fact(owner, result)),), Node(owner, result), f"{result}: 比較の結果による")
            for result in CHECK_RESULTS
        ]
        rules.append(
            Rule(
                (Match(comparison_fact(owner, "")[:2], absent=True),),
                Node(owner, "not_assessable"),
                "not_assessable: nothing to compare",
                LAST_STAGE,
            )
        )
    return rules


def status_fact(owner: str, status: Status) -> FactKey:
    """The status of a requirement of topic `owner`, or of a topic of the plan, as a fact."""
    return ("k", "t"), ("o", owner), ("s", status)


def roll_up_rules(owners: Iterable[str]) -> list[Rule]:
    """Each topic (or the plan) has the first status of `ROLL_UP` that is there; satisfied when there is none at all."""
    return [
        Rule(
            (
                *(Match(status_fact(owner, worse), absent=True) for worse in ROLL_UP[:position]),
                *([Match(status_fact(owner, status))] if status != ROLL_UP[-1] else []),
            ),
            Node(owner, status),
            stage=LAST_STAGE,
        )
        for owner in owners
        for position, status in enumerate(ROLL_UP)
    ]
