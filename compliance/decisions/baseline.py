"""Baseline: the findings a team already knows -> which of an assessment's are new, known, or fixed since.

Keyed by plan, id and evidence (`evidence_key`), never by line: a text that moves stays known, one that is reworded is new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from compliance.assessment import Assessment, CheckFinding, Finding
from compliance.decisions.evidence_key import evidence_key
from compliance.decisions.plan_name import plan_name
from compliance.errors import InputError, Problem

F = TypeVar("F", Finding, CheckFinding)
REPORTED = ("missing", "partial", "raised")
"""The statuses that are kept in a baseline."""


@dataclass(frozen=True, order=True, slots=True)
class Known:
    """A finding that is known: of which plan, its id and the key of its evidence."""

    plan: str
    id: str
    evidence: str


def findings_of(assessment: Assessment) -> set[Known]:
    """The findings of an assessment that a baseline can hold; waived ones are no findings."""
    name = plan_name(assessment.plan)
    findings: list[Finding | CheckFinding] = [*assessment.requirements, *assessment.cross_checks]
    return {Known(name, finding.id, evidence_key(finding)) for finding in findings if finding.status in REPORTED}


def load_baseline(file: Path) -> set[Known]:
    """Raises `InputError` for a file that is no baseline."""
    try:
        return {Known(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))["known"]}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            Problem(
                "ベースラインのファイルではありません。compliance baseline create で作り直してください。",
                "not a baseline; make one by compliance baseline create",
                str(file),
            )
        ) from error


def dump_baseline(known: Iterable[Known]) -> bytes:
    """The baseline as JSON, in order: the same findings give the same bytes."""
    entries = [{"plan": entry.plan, "id": entry.id, "evidence": entry.evidence} for entry in sorted(known)]
    return (json.dumps({"known": entries}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def compare(assessment: Assessment, known: set[Known]) -> tuple[Assessment, list[Known]]:
    """The assessment with each finding marked new or known, and the known findings of its plan that are fixed."""
    name = plan_name(assessment.plan)

    def marked(finding: F) -> F:
        if finding.status not in REPORTED:
            return finding
        state = "known" if Known(name, finding.id, evidence_key(finding)) in known else "new"
        return finding.model_copy(update={"baseline": state})

    update = {
        "requirements": [marked(finding) for finding in assessment.requirements],
        "cross_checks": [marked(check) for check in assessment.cross_checks],
    }
    standing = {entry.id for entry in findings_of(assessment)}
    fixed = sorted(entry for entry in known if entry.plan == name and entry.id not in standing)
    return assessment.model_copy(update=update), fixed
