"""Seeded random rules and facts for the differential tests: the same seed gives the same pairs on every machine.

Rules nest `any`, `all`, `none`, counts and shares, test several fields with lists of values, and use odd texts; facts
are drawn from the same small pools, so that rules and facts meet often.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from compliance.rules.fact_kinds import FACT_KINDS, Fact
from compliance.rules.models import CrossCheckRule, RequirementRule

ODD_TEXTS = (
    "",
    " ",
    "a",
    "A",
    "e1",
    "e2",
    "e3",
    "1",
    "0",
    "true",
    "True",
    "None",
    "null",
    "1e-05",
    "NaN",
    "庁内連携",
    "標準化\u3000対象",
    "😀",
    "e\u0301",
    "é",
    '"',
    "'",
    "\\",
    '\\"',
    "a\x00b",
    "a\x00c",
    "\x00",
    "\n",
    "{",
    "}",
    "$and",
    "k",
    "id",
    "sid",
    "\ud800",
    "x" * 70_000,
    "x" * 65_536,
    "x" * 65_537,
    "$s",
    "m",
    "[1]",
    "a,b",
    "{}",
    "\x7f",
)
INTS = (0, 1, -1, 5, 10, 2**31, 2**63, 10**30)
TOPICS = ("ORG", "STD", "FYD")
CRITERION = {"satisfied": "-", "partial": "-", "not_enough": "-"}
EXAMPLES = {"satisfied": ["-"], "missing": ["-"]}


class Generator:
    """Rules and facts from one source of randomness."""

    def __init__(self, seed: int | str) -> None:
        self.random = Random(seed)
        self.texts = ("", *self.random.sample(ODD_TEXTS[1:], self.random.randint(1, 8)))
        self.kinds = self.random.sample(sorted(set(FACT_KINDS) - {"comparison"}), self.random.randint(1, 3))

    def value(self, kind: str, field: str) -> str | bool | int:
        """A value that a fact may have there."""
        allowed = FACT_KINDS[kind][field]
        if isinstance(allowed, tuple):
            return self.random.choice(allowed[:4] or self.texts)
        return self.random.random() < 0.5 if allowed is bool else self.random.choice(INTS)

    # --- rules ---

    def tested(self, kind: str, field: str) -> Any:
        """A value or list of values that a test may name there, now and then of a type that no fact has."""
        if self.random.random() < 0.04:
            return self.random.choice([True, False, 1, 0, "1", "True", "", *INTS])
        if self.random.random() < 0.6:
            return self.value(kind, field)
        return [self.value(kind, field) for _ in range(self.random.randint(0, 4))]

    def test(self, kind: str | None = None) -> dict[str, Any]:
        """A test of none to four fields."""
        kind = kind or self.random.choice(self.kinds)
        names = sorted(FACT_KINDS[kind])
        fields = self.random.sample(names, min(len(names), self.random.choice([0, 1, 1, 2, 2, 3, 4])))
        return {"fact": kind, **{field: self.tested(kind, field) for field in fields}}

    def condition(self, depth: int = 2) -> dict[str, Any]:
        """A condition that nests at most `depth` deep."""
        choice = self.random.random()
        if depth and choice < 0.5:
            key = self.random.choice(["any", "all", "none"])
            size = self.random.choice([1, 2, 2, 3, 3, 5, 14])
            return {key: [self.condition(depth - 1) for _ in range(size)]}
        if choice < 0.6:
            kind = self.random.choice(self.kinds)
            return {
                "at_least": self.random.randint(1, 4),
                "distinct": self.random.choice(sorted(FACT_KINDS[kind])),
                "of": [self.test(kind) for _ in range(self.random.choice([1, 1, 2, 3]))],
            }
        if choice < 0.66:
            return {
                "more_than": self.random.choice([0, 0.1, 0.25, 0.5, 0.58, 0.9]),
                "where": [
                    self.test(self.random.choice(["measure", "measure", None]))
                    for _ in range(self.random.randint(1, 2))
                ],
            }
        return self.test()

    def requirement(self, id_: str) -> RequirementRule:
        """A requirement of one to four parts, with or without a condition of its own for partial."""
        names = self.random.sample("abcdefgz", self.random.choice([1, 1, 2, 2, 3, 4]))
        return RequirementRule.model_validate(
            {
                "id": id_,
                "title": "-",
                "applies_to": ["municipality"],
                "criterion": CRITERION,
                "remedy": "-",
                "examples": EXAMPLES,
                "partial": self.condition(1) if self.random.random() < 0.4 else None,
                "parts": [
                    {"name": name, "title": "-", "when": self.condition(self.random.choice([0, 1, 2, 3]))}
                    for name in names
                ],
            }
        )

    def rules(self) -> tuple[list[RequirementRule], list[CrossCheckRule]]:
        """None to six requirements and none to three cross-checks."""
        possible = [f"{topic}-{number:02d}" for topic in TOPICS for number in range(4)]
        ids = self.random.sample(possible, self.random.randint(0, 6))
        checks = [check(f"CHK-{number:02d}") for number in range(self.random.randint(0, 3))]
        return [self.requirement(id_) for id_ in ids], checks

    # --- facts ---

    def fact(self, kind: str) -> Fact:
        """A well-formed fact of the kind."""
        return {"fact": kind, **{field: self.value(kind, field) for field in FACT_KINDS[kind]}}

    def facts(self, checks: Sequence[CrossCheckRule] = ()) -> list[Fact]:
        """None to thirty facts, mostly of the kinds that the rules test, and comparisons for some of the checks."""
        number = self.random.choice([0, 1, 2, 5, 10, 20, 30])
        found = [self.fact(self.random.choice(self.kinds)) for _ in range(number)]
        if self.random.random() < 0.3:
            found += [self.fact("measure") for _ in range(self.random.randint(1, 5))]
        for rule in checks:
            for _ in range(self.random.choice([0, 1, 1, 2])):
                found.append(comparison(rule.id, str(self.value("comparison", "result"))))
        self.random.shuffle(found)
        return found


def requirement(id_: str, *conditions: dict[str, Any], partial: dict[str, Any] | None = None) -> RequirementRule:
    """A requirement with these conditions as parts a, b, ..."""
    return RequirementRule.model_validate(
        {
            "id": id_,
            "title": "-",
            "applies_to": ["municipality"],
            "criterion": CRITERION,
            "remedy": "-",
            "examples": EXAMPLES,
            "partial": partial,
            "parts": [
                {"name": chr(ord("a") + number), "title": "-", "when": condition}
                for number, condition in enumerate(conditions)
            ],
        }
    )


def check(id_: str) -> CrossCheckRule:
    """A cross-check of that id."""
    return CrossCheckRule.model_validate(
        {
            "id": id_,
            "title": "-",
            "kind": "period",
            "severity": "warning",
            "raised_when": "-",
            "remedy": "-",
            "not_assessable_when": "-",
            "messages": {"raised": "-", "clear": "-", "not_assessable": "-"},
        }
    )


def commitment(element: str, force: str = "firm", **fields: str | bool | int) -> Fact:
    """A commitment; what is not said has its usual value."""
    usual: Fact = {
        "object": "",
        "strength": "committed",
        "actor": "own",
        "place": "measure",
        "form": "sentence",
        "year": False,
        "number": False,
        "frequency": False,
    }
    return {"fact": "commitment", "element": element, "force": force, **usual, **fields}


def comparison(id_: str, result: str) -> Fact:
    """The result of a cross-check's comparison."""
    return {"fact": "comparison", "check": id_, "result": result}
