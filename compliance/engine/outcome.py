"""What an engine says about one plan: the status of every requirement and cross-check, the roll-ups and how it got there."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.assessment import CheckStatus, Status

ROLL_UP: tuple[Status, ...] = ("missing", "partial", "satisfied")
"""A topic, and the plan, has the first of these that one of its requirements has."""


@dataclass
class Outcome:
    """Result of one evaluation; two engines agree when `verdicts` are equal.

    `statuses`: requirement id -> satisfied | partial | missing. `parts`: requirement id -> part name -> holds.
    `checks`: cross-check id -> raised | clear | not_assessable. `topics`: topic -> roll-up; `plan`: roll-up of all.
    `derivation`: requirement or cross-check id -> the rules that fired for it, in words, in order.
    """

    statuses: dict[str, Status] = field(default_factory=dict)
    parts: dict[str, dict[str, bool]] = field(default_factory=dict)
    checks: dict[str, CheckStatus] = field(default_factory=dict)
    topics: dict[str, Status] = field(default_factory=dict)
    plan: Status = "satisfied"
    derivation: dict[str, list[str]] = field(default_factory=dict)

    @property
    def verdicts(self) -> tuple[object, ...]:
        """All that must be the same whichever engine evaluated."""
        return self.statuses, self.parts, self.checks, self.topics, self.plan
