"""GitLab code quality: a list of issues, each with a fingerprint that does not change while the words stay the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from compliance.assessment import Assessment, CheckFinding, Evidence, Finding, Near
from compliance.decisions.evidence_key import evidence_key
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.words import words_for
from compliance.verdict.gate import failing


def render(assessments: Sequence[Assessment], options: Options) -> str:
    """The report: `blocker` what fails the gate on a statutory duty, `critical` what fails, `major` other firm gaps, `minor`
    partial ones, `info` what a person has to confirm. Known findings of a baseline and waived ones are left out."""
    issues = [issue for assessment in assessments for issue in _issues(harmless(assessment), options)]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issues(assessment: Assessment, options: Options) -> Iterator[dict[str, Any]]:
    words = words_for(options.lang)
    failed = {finding.id for finding in failing(assessment, options.fail_on, options.fail_on_partial)}
    findings: list[Finding | CheckFinding] = [*assessment.requirements, *assessment.cross_checks]
    for finding in findings:
        if finding.status not in ("missing", "partial", "raised") or finding.baseline == "known":
            continue
        entries: list[Evidence] | list[Near] = finding.evidence
        if not entries and isinstance(finding, Finding):
            entries = finding.nearest
        place = entries[0] if entries else None
        source = (place.file if place else None) or assessment.plan.source
        key = f"{assessment.plan.source}\0{finding.id}\0{evidence_key(finding)}"
        yield {
            "description": f"{finding.id} {words[finding.status]}: {finding.title}。{words['remedy']}: {finding.remedy}",
            "check_name": finding.id,
            "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
            "severity": _severity(finding, finding.id in failed),
            "location": {"path": source, "lines": {"begin": (place.line if place else None) or 1}},
        }


def _severity(finding: Finding | CheckFinding, fails: bool) -> str:
    if fails:
        return "blocker" if isinstance(finding, Finding) and finding.obligation == "statutory" else "critical"
    if finding.needs_review:
        return "info"
    return "minor" if finding.status == "partial" else "major"
