"""Rules of the forward chaining, in the few shapes that durable_rules 2.0.28 is known to evaluate rightly, and the
audit that keeps a ruleset inside its limits. Knows nothing of requirements and imports nothing of durable_rules.

A *fact* is a tuple of (property, value) pairs. A *rule* waits for facts, all of constant values; when they are there it
derives a node, and the node becomes a fact that other rules wait for. What waits for the absence of a fact waits for
`done` as well: `stage` n rules are tried when everything that stages below n can derive has been derived.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Pair = tuple[str, str]
FactKey = tuple[Pair, ...]

LAST_STAGE = 1000
"""The stage after all stages of conditions."""

MAX_RULES = 2000
"""Rules of a ruleset (measured: 4,096, then error 106)."""
MAX_VALUES = 400
"""Values tested below one test (measured: 511, then assert hangs). All properties share that table."""
MAX_WAITING = 200
"""Rules whose condition ends on the same test (measured: 255, then SIGSEGV or an unrelated rule fires)."""
MAX_IN_ALL = 12
"""Conditions joined by `all`, `done` included (measured: 16, then error 304)."""
MAX_TESTS = 30
"""Fields of one test (measured: 252 properties of a fact, then error 302)."""


class Match(NamedTuple):
    """Waits for a fact that has all these pairs; when `absent`, for there being none."""

    pairs: FactKey
    absent: bool = False


class Node(NamedTuple):
    """What a rule derives: `name` of `owner`. Where `counts`, any one of the owner's makes it at least partial."""

    owner: str
    name: str
    counts: bool = False

    @property
    def fact(self) -> FactKey:
        """The node as a fact."""
        mark: FactKey = (("p", "1"),) if self.counts else ()
        return (("k", "n"), ("o", self.owner), ("n", self.name), *mark)

    def here(self) -> Match:
        """Waits for the node."""
        return Match(self.fact[:3])

    def missing(self) -> Match:
        """Waits for the node's absence."""
        return Match(self.fact[:3], absent=True)


def any_counting(owner: str, *, absent: bool = False) -> Match:
    """Waits for any node of the owner that counts, or for there being none."""
    return Match((("k", "n"), ("o", owner), ("p", "1")), absent)


class Rule(NamedTuple):
    """When everything in `when` is so, `then` is derived.

    `why` is what the derivation says (nothing when empty), followed by the `fields` of the fact that matched. Of the
    rules of one `test` (0: of none) only one is told.
    """

    when: tuple[Match, ...]
    then: Node
    why: str = ""
    stage: int = 0
    fields: tuple[str, ...] = ()
    test: int = 0


def done(group: int) -> FactKey:
    """The fact that lets the rules of a group of one stage go."""
    return ("k", "d"), ("d", str(group))


END: FactKey = (("k", "end"),)
"""The last fact of every evaluation; a rule without further condition waits for it."""

NEVER: FactKey = (("k", "never"),)
"""A fact that is never asserted."""


def groups(rules: Sequence[Rule]) -> tuple[list[int], dict[int, list[int]]]:
    """For each rule the number of its `done` group (0: none), and for each stage, in order, its groups.

    At most `MAX_WAITING` rules share a group: each waits for the same test.
    """
    of_rule = []
    by_stage: dict[int, list[int]] = {}
    waiting: Counter[int] = Counter()
    number = 0
    for rule in rules:
        if not rule.stage:
            of_rule.append(0)
            continue
        open_groups = by_stage.setdefault(rule.stage, [])
        if not open_groups or waiting[open_groups[-1]] == MAX_WAITING:
            number += 1
            open_groups.append(number)
        waiting[open_groups[-1]] += 1
        of_rule.append(open_groups[-1])
    return of_rule, dict(sorted(by_stage.items()))


def catch_alls(kinds: Iterable[str]) -> list[tuple[Match, ...]]:
    """For each kind of fact a condition that takes any fact of it and never fires: an unhandled fact in a batch keeps
    every action from running (MessageNotHandledException)."""
    return [
        (Match((("k", kind),)), Match((*NEVER, ("g", str(number // MAX_WAITING)))))
        for number, kind in enumerate(dict.fromkeys(kinds))
    ]


def breach(conditions: Iterable[tuple[Match, ...]]) -> tuple[str, int] | None:
    """The first limit a ruleset of these conditions would cross, in words, and its value; None when it is safe."""
    conditions = list(conditions)
    below: dict[FactKey, set[Pair]] = {}
    ending: Counter[FactKey] = Counter()
    for condition in conditions:
        for match in condition:
            ending[match.pairs] += 1
            for depth, pair in enumerate(match.pairs):
                below.setdefault(match.pairs[:depth], set()).add(pair)
    if max((len(pairs) for pairs in ending), default=0) > MAX_TESTS:
        return "fields of one test", MAX_TESTS
    if len(conditions) > MAX_RULES:
        return "rules in one ruleset", MAX_RULES
    if max(map(len, conditions), default=0) > MAX_IN_ALL:
        return "conditions in one `all`", MAX_IN_ALL
    if max(map(len, below.values()), default=0) > MAX_VALUES:
        return "distinct values of one property", MAX_VALUES
    if max(ending.values(), default=0) > MAX_WAITING:
        return "rules ending on one test", MAX_WAITING
    return None


def conditions(rules: Sequence[Rule], of_rule: Sequence[int]) -> list[tuple[Match, ...]]:
    """What durable_rules gets, by number: the condition of each rule, led by `done` of its group where it has one; a
    catch-all per kind of fact; last the condition that always fires."""
    kinds = [match.pairs[0][1] for rule in rules for match in rule.when]
    return [
        *((Match(done(group)), *rule.when) if group else rule.when for rule, group in zip(rules, of_rule, strict=True)),
        *catch_alls([*kinds, "d"]),
        (Match(END),),
    ]
