"""Which verdicts a person should confirm before they are used: where the reading is uncertain, said openly."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.assessment import Finding
from compliance.facts.sourced import SourcedFact
from compliance.plan import Plan
from compliance.rules.models import RequirementRule


def doubtful(rule: RequirementRule, finding: Finding, plan: Plan, decided_by: Sequence[SourcedFact]) -> bool:
    """Whether the verdict is for a person to confirm."""
    return False
