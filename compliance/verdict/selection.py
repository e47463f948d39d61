"""Some findings of an assessment only: `--select` and `--ignore` by id or topic."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.assessment import Assessment
from compliance.rules.ruleset import Rules
from compliance.verdict.summary import summarise


def known_selection(rules: Rules, value: str) -> bool:
    """Whether a value names a requirement, a cross-check, or a topic."""
    ids = [*rules.requirements, *rules.cross_checks]
    return value in ids or value in {id_[:3] for id_ in ids}


def select_findings(assessment: Assessment, select: Sequence[str], ignore: Sequence[str]) -> Assessment:
    """The assessment with the selected findings; the summary counts those alone."""
    if not select and not ignore:
        return assessment

    def wanted(id_: str) -> bool:
        named = {id_, id_[:3]}
        return (not select or bool(named & set(select))) and not named & set(ignore)

    kept = [finding for finding in assessment.requirements if wanted(finding.id)]
    return assessment.model_copy(
        update={
            "requirements": kept,
            "summary": summarise(kept),
            "cross_checks": [check for check in assessment.cross_checks if wanted(check.id)],
        }
    )
