"""Whether an assessment passes: only a firm verdict gates."""

from __future__ import annotations

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Finding, Obligation


def failing(
    assessment: Assessment, fail_on: Obligation = "priority", partial: bool = False
) -> list[Finding | CheckFinding]:
    """The findings that fail the gate: `missing` (with `partial` also partial) of obligation `fail_on` or stronger, and
    raised cross-checks of severity error. Never: needs_review, 推定, upcoming, waived, known from a baseline, or an edition that
    does not gate."""
    if not assessment.gating:
        return []
    strong = OBLIGATIONS[: OBLIGATIONS.index(fail_on) + 1]
    statuses = ("missing", "partial") if partial else ("missing",)
    gaps = [
        finding
        for finding in assessment.requirements
        if finding.status in statuses
        and finding.obligation in strong
        and finding.due != "upcoming"
        and not finding.needs_review
        and not finding.inferred
        and finding.baseline != "known"
    ]
    raised = [
        check
        for check in assessment.cross_checks
        if check.status == "raised"
        and check.severity == "error"
        and not check.needs_review
        and check.baseline != "known"
    ]
    return [*gaps, *raised]
