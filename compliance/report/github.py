"""GitHub: annotations of a workflow (`github`), the worst first, within its limits of ten of each kind a step."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Evidence, Finding, Near
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import marks
from compliance.report.words import Words, words_for
from compliance.verdict.gate import failing

MOST = 10
"""Annotations of one kind that GitHub shows for a step."""
LONGEST = 900
"""Characters of a message."""


Found = tuple[Finding | CheckFinding, str]
"""A finding and the file of its plan."""


def render(assessments: Sequence[Assessment], options: Options) -> str:
    """A workflow command for each finding: what fails the gate as errors, other gaps as warnings, the worst of all plans first,
    then how many more there are."""
    words = words_for(options.lang)
    errors: list[Found] = []
    warnings: list[Found] = []
    for assessment in map(harmless, assessments):
        failed = failing(assessment, options.fail_on, options.fail_on_partial)
        ids = {finding.id for finding in failed}
        findings: list[Finding | CheckFinding] = [*assessment.requirements, *assessment.cross_checks]
        gaps = [finding for finding in findings if finding.status in ("missing", "partial", "raised")]
        errors += [(finding, assessment.plan.source) for finding in failed]
        warnings += [(finding, assessment.plan.source) for finding in gaps if finding.id not in ids]
    lines = []
    for kind, found in (("error", sorted(errors, key=_rank)), ("warning", sorted(warnings, key=_rank))):
        lines += [_command(kind, finding, source, words) for finding, source in found[:MOST]]
        if len(found) > MOST:
            lines.append(f"::notice::{_escaped(words.text('more_findings', count=len(found) - MOST))}")
    return "".join(f"{line}\n" for line in lines)


def _rank(found: Found) -> tuple[int, bool, bool, str]:
    finding, _ = found
    level = OBLIGATIONS.index(finding.obligation) if isinstance(finding, Finding) else 2
    return level, finding.status == "partial", finding.needs_review, finding.id


def _command(kind: str, finding: Finding | CheckFinding, source: str, words: Words) -> str:
    entries: list[Evidence] | list[Near] = finding.evidence
    if not entries and isinstance(finding, Finding):
        entries = finding.nearest
    place = entries[0] if entries else None
    line = f",line={place.line}" if place and place.line else ""
    said = finding.reason if isinstance(finding, Finding) else finding.message
    special = "・".join(marks(finding, words))
    title = f"{finding.id} {words[finding.status]}{f' [{special}]' if special else ''}: {finding.title}"
    file = (place.file if place else None) or source
    message = f"{said} {words['remedy']}: {finding.remedy}"[:LONGEST]
    return f"::{kind} file={_property(file)}{line},title={_property(title)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
