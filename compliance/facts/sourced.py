"""A fact with the passages it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.plan import Passage
from compliance.rules.fact_kinds import Fact


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """`fact`: what the rules test. `passages`: where it stands. `why_not`: why it does not count in full (a commitment's).
    `wording`: the words that were recognised. `element`, `strength`, `likeness`: of a commitment."""

    fact: Fact
    passages: list[Passage] = field(default_factory=list)
    why_not: str = ""
    wording: str | None = None
    element: str | None = None
    strength: str | None = None
    likeness: tuple[float, float] | None = None
