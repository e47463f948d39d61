"""JUnit XML: a test case for each requirement and cross-check; what fails the gate fails."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from compliance.assessment import Assessment, CheckFinding, Finding
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.words import Words, words_for
from compliance.verdict.gate import failing


def render(assessments: Sequence[Assessment], options: Options) -> bytes:
    """The bytes of the file, a suite for each plan. A finding that a person has to confirm, or that is waived, is skipped, with
    the reason."""
    suites = ElementTree.Element("testsuites")
    suites.extend(_suite(harmless(assessment), options) for assessment in assessments)
    ElementTree.indent(suites)
    written: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(assessment: Assessment, options: Options) -> ElementTree.Element:
    words = words_for(options.lang)
    failed = {finding.id for finding in failing(assessment, options.fail_on, options.fail_on_partial)}
    findings: list[Finding | CheckFinding] = [
        *(finding for finding in assessment.requirements if finding.status != "not_applicable"),
        *assessment.cross_checks,
    ]
    skipped = [finding for finding in findings if _skipped(finding)]
    suite = ElementTree.Element(
        "testsuite",
        name=f"{assessment.plan.municipality or ''} {assessment.plan.title or assessment.plan.source}".strip(),
        tests=str(len(findings)),
        failures=str(len(failed)),
        errors="0",
        skipped=str(len(skipped)),
        time="0",
        timestamp=f"{assessment.as_of}T00:00:00",
    )
    for finding in findings:
        topic = finding.topic if isinstance(finding, Finding) else "CON"
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=f"{assessment.plan.source}.{topic}",
            name=f"{finding.id} {finding.title}",
            time="0",
        )
        if finding.id in failed:
            failure = ElementTree.SubElement(case, "failure", message=words[finding.status], type=finding.status)
            failure.text = _said(finding, words)
        elif _skipped(finding):
            why = decision(finding, words) or "・".join(marks(finding, words))
            ElementTree.SubElement(case, "skipped", message=f"{words[finding.status]} {why}")
        elif finding.status in ("missing", "partial", "raised"):
            ElementTree.SubElement(case, "system-out").text = _said(finding, words)
    return suite


def _skipped(finding: Finding | CheckFinding) -> bool:
    return finding.status == "waived" or (finding.needs_review and finding.status in ("missing", "raised"))


def _said(finding: Finding | CheckFinding, words: Words) -> str:
    lines = [finding.reason if isinstance(finding, Finding) else finding.message]
    lines += [
        f"{words['evidence']} {where(entry, words)}: 「{entry.quote or words['no_quote']}」"
        for entry in finding.evidence
    ]
    return "\n".join([*lines, f"{words['remedy']}: {finding.remedy}"])
