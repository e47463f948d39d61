"""What the reports for people fill their templates with: the findings by obligation, the gate in words."""

from __future__ import annotations

from typing import Any

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Finding
from compliance.japanese.normalise import without_markup
from compliance.report.formats import Options
from compliance.report.places import decision, marks, where
from compliance.report.words import Words, words_for
from compliance.verdict.gate import failing

STATUSES = ("missing", "partial", "satisfied", "waived", "unread")


def values(assessment: Assessment, options: Options) -> dict[str, Any]:
    """The values of a template for a harmless assessment."""
    words = words_for(options.lang)
    failed = failing(assessment, options.fail_on, options.fail_on_partial)
    requirements = sorted(
        (finding for finding in assessment.requirements if finding.status != "not_applicable"), key=_rank
    )
    gaps = [finding for finding in requirements if finding.status in ("missing", "partial", "unread")]
    levels = [(level, [finding for finding in gaps if finding.obligation == level]) for level in OBLIGATIONS]
    return {
        "assessment": assessment,
        "plan": assessment.plan,
        "words": words,
        "lang": options.lang,
        "failed": failed,
        "gate": gate_sentence(assessment, failed, options, words),
        "requirements": requirements,
        "levels": [(level, own) for level, own in levels if own],
        "raised": [check for check in assessment.cross_checks if check.status == "raised"],
        "statuses": [status for status in STATUSES if assessment.summary.by_status.get(status)],
        "obligations": [level for level in OBLIGATIONS if level in assessment.summary.by_obligation],
        "marks": lambda finding: marks(finding, words),
        "decision": lambda finding: decision(finding, words),
        "where": lambda entry: where(entry, words),
        "plain": lambda quote: without_markup(quote or ""),
    }


def _rank(finding: Finding) -> tuple[bool, int, int, str]:
    """Gaps first, by obligation; what is met after them."""
    gap = finding.status in ("missing", "partial", "unread")
    order = STATUSES.index(finding.status) if finding.status in STATUSES else len(STATUSES)
    return not gap, OBLIGATIONS.index(finding.obligation), order, finding.id


def gate_sentence(assessment: Assessment, failed: list[Finding | CheckFinding], options: Options, words: Words) -> str:
    """Whether the plan passes, and what fails it."""
    if not assessment.gating:
        return words["no_gate"]
    level = words.obligation(options.fail_on)
    if not failed:
        return words.text("gate_open", level=level)
    return words.text("gate_closed", level=level, count=len(failed), ids=" ".join(finding.id for finding in failed))
