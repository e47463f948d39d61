"""path -> `Assessment`: the whole flow on one screen."""

from __future__ import annotations

from functools import cache

from compliance.document import Document
from compliance.extract.commitments import CommitmentReader
from compliance.extract.statements import StatementReader
from compliance.facts.commitments import commitment_facts
from compliance.plan import Plan
from compliance.rules.fact_kinds import Fact
from compliance.rules.loading import Rules


def plan_of(document: Document, rules: Rules) -> Plan:
    """Extract the plan model from a document."""
    statements = StatementReader(rules.reading, "municipality", None).read(document)
    commitments, near_misses = _commitment_reader(rules).read(statements)
    return Plan(source=document.source, sha256=document.sha256, commitments=commitments, near_misses=near_misses)


@cache
def _commitment_reader(rules: Rules) -> CommitmentReader:
    """The vocabulary compiled, once per process."""
    return CommitmentReader(rules.concepts, rules.elements)


def facts_of(plan: Plan) -> list[Fact]:
    """The facts of a plan."""
    return [sourced.fact for sourced in commitment_facts(plan.commitments)]
