"""SARIF 2.1.0 (OASIS Standard, 2020) for code scanning: regions in text formats, the page in properties for others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from compliance.assessment import Assessment, CheckFinding, Evidence, Finding, Near
from compliance.decisions.evidence_key import evidence_key
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks
from compliance.report.words import Words, words_for
from compliance.verdict.gate import failing

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LONGEST = 1_000
"""Characters of a message: viewers cut longer ones."""
_REPORTED = ("missing", "partial", "raised", "waived")


def render(assessments: Sequence[Assessment], options: Options) -> str:
    """A run for each plan: the rules that were applied and a result for each gap, raised check and waived finding."""
    runs = [_run(harmless(assessment), options) for assessment in assessments]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, ensure_ascii=False, indent=2) + "\n"


def _run(assessment: Assessment, options: Options) -> dict[str, Any]:
    words = words_for(options.lang)
    failed = {finding.id for finding in failing(assessment, options.fail_on, options.fail_on_partial)}
    findings: list[Finding | CheckFinding] = [*assessment.requirements, *assessment.cross_checks]
    reported = [finding for finding in findings if finding.status in _REPORTED]
    return {
        # GitHub refuses two runs of one category in a file; the category is what stands before the last "/".
        "automationDetails": {"id": f"{_uri(assessment.plan.source)}/"},
        "tool": {
            "driver": {
                "name": assessment.tool.name,
                "version": assessment.tool.version,
                "language": options.lang,
                "rules": [_rule(finding) for finding in reported],
            }
        },
        "artifacts": [
            {"location": {"uri": _uri(assessment.plan.source)}, "hashes": {"sha-256": assessment.plan.sha256}}
        ],
        "properties": {"edition": assessment.edition, "asOf": assessment.as_of, "rulesSha256": assessment.rules.sha256},
        "results": [
            _result(finding, index, finding.id in failed, assessment.plan.source, words)
            for index, finding in enumerate(reported)
        ],
    }


def _rule(finding: Finding | CheckFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "shortDescription": {"text": finding.title},
        "help": {"text": finding.remedy},
        "properties": {"clause": finding.clause, "obligation": finding.obligation}
        if isinstance(finding, Finding)
        else {},
    }


def _result(finding: Finding | CheckFinding, index: int, fails: bool, source: str, words: Words) -> dict[str, Any]:
    said = finding.reason if isinstance(finding, Finding) else finding.message
    special = "・".join(marks(finding, words))
    message = f"{finding.title}: {words[finding.status]}{f' [{special}]' if special else ''}。{said} {words['remedy']}: {finding.remedy}"
    entries: list[Evidence | Near] = [*finding.evidence]
    if not entries and isinstance(finding, Finding):
        entries = [*finding.nearest]
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": index,
        "level": "error" if fails else "warning" if finding.status in ("missing", "raised") else "note",
        "kind": "review" if finding.needs_review else "fail",
        "message": {"text": message[:LONGEST]},
        "locations": [_location(entry, source) for entry in entries[:1]] or [{"physicalLocation": _artifact(source)}],
        "relatedLocations": [{**_location(entry, source), "id": number} for number, entry in enumerate(entries[1:], 1)],
        "partialFingerprints": {"evidence/v1": f"{finding.id}:{evidence_key(finding)}"},
        "properties": {"status": finding.status, "needsReview": finding.needs_review},
    }
    if finding.needs_review:
        result["level"] = "none"
    if finding.baseline:
        result["baselineState"] = "unchanged" if finding.baseline == "known" else "new"
    if finding.waiver:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": decision(finding, words)}]
    return result


def _location(entry: Evidence | Near, source: str) -> dict[str, Any]:
    physical = _artifact(entry.file or source)
    if entry.line:
        physical["region"] = {"startLine": entry.line, **({"snippet": {"text": entry.quote}} if entry.quote else {})}
    place = {"page": entry.page, "sheet": entry.sheet, "cell": entry.cell, "section": entry.section}
    known = {name: value for name, value in place.items() if value is not None}
    return {"physicalLocation": physical, **({"properties": known} if known else {})}


def _artifact(source: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(source)}}


def _uri(source: str) -> str:
    from urllib.parse import quote

    return quote(source)
