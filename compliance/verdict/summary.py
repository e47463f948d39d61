"""Counts of verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from compliance.assessment import OBLIGATIONS, Finding, Summary

STATUSES = ("satisfied", "partial", "missing", "not_applicable", "waived", "unread")


def summarise(findings: Sequence[Finding]) -> Summary:
    """Counts by status, and status counts by topic and by obligation (not applicable ones left out of those two)."""
    counted = [finding for finding in findings if finding.status != "not_applicable"]
    return Summary(
        by_status=_counts(findings),
        by_topic=_grouped(counted, dict.fromkeys(finding.topic for finding in counted), lambda finding: finding.topic),
        by_obligation=_grouped(
            counted,
            [level for level in OBLIGATIONS if any(f.obligation == level for f in counted)],
            lambda finding: finding.obligation,
        ),
    )


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    counts = Counter(finding.status for finding in findings)
    return {status: counts[status] for status in STATUSES if counts[status]}  # type: ignore[index]


def _grouped(
    findings: Sequence[Finding], keys: Iterable[str], key: Callable[[Finding], str]
) -> dict[str, dict[str, int]]:
    return {name: _counts(finding for finding in findings if key(finding) == name) for name in keys}
