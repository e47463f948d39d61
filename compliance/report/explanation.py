"""One finding whole: criterion, clause, what decided it, or the proof of absence."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.assessment import Assessment, CheckFinding, Evidence, Finding
from compliance.japanese.normalise import without_markup
from compliance.report.harmless import harmless
from compliance.report.places import where
from compliance.report.words import Words, words_for
from compliance.rules.ruleset import Rules


def render(assessment: Assessment, rules: Rules, id_: str, lang: str = "ja") -> str:
    """The explanation of the requirement or cross-check `id_` of the assessment as text."""
    words = words_for(lang)
    assessment = harmless(assessment)
    finding = next((finding for finding in assessment.requirements if finding.id == id_), None)
    if finding is not None:
        lines = _requirement(finding, rules, words)
    else:
        lines = _check(next(check for check in assessment.cross_checks if check.id == id_), rules, words)
    edition = f"{words['edition']}: {assessment.edition} ({assessment.edition_reason})"
    head = f"{assessment.plan.source}  {edition}  {words['as_of']}: {assessment.as_of}"
    return "\n".join([head, "", *lines]) + "\n"


def _requirement(finding: Finding, rules: Rules, words: Words) -> Iterator[str]:
    rule = rules.requirements[finding.id]
    review = f" [{words['needs_review']}]" if finding.needs_review else ""
    yield f"{finding.id} {finding.title}: {words[finding.status]}{review}"
    inferred = f" ({words['inferred']})" if finding.inferred else ""
    yield f"{words['clause']}: {finding.clause or '-'}{inferred}"
    yield f"{words['obligation']}: {words.obligation(finding.obligation)}  {words['due']}: {words[finding.due]}"
    yield f"{words['reason']}: {finding.reason}"
    yield f"{words['criterion']}:"
    yield f"  {words['satisfied']}: {rule.criterion.satisfied}"
    yield f"  {words['partial']}: {rule.criterion.partial}"
    yield f"  {words['not_enough']}: {rule.criterion.not_enough}"
    yield f"{words['parts']}:"
    titles = {part.name: part.title for part in rule.parts}
    yield from (
        f"  {part.name} {titles[part.name]}: {words['holds'] if part.holds else words['lacks']}"
        for part in finding.parts
    )
    yield from _passages(finding, rules, words)
    yield from _derivation(finding, words)
    if finding.status in ("missing", "partial"):
        yield f"{words['remedy']}: {finding.remedy}"


def _passages(finding: Finding, rules: Rules, words: Words) -> Iterator[str]:
    if finding.evidence:
        yield f"{words['evidence']}:"
        for evidence in finding.evidence:
            quote = without_markup(evidence.quote or words["no_quote"])
            yield f"  {where(evidence, words)}: 「{quote}」 {_said(evidence, rules, words)}"
    if finding.searched:
        yield f"{words['searched']}: {'、'.join(finding.searched)}"
    if finding.nearest:
        yield f"{words['near']}:"
        for near in finding.nearest:
            yield f"  {where(near, words)}: 「{without_markup(near.quote or words['no_quote'])}」 → {near.why_not}"


def _said(evidence: Evidence, rules: Rules, words: Words) -> str:
    """What the passage was taken to say: the element's title and the strength."""
    element = rules.elements.get(evidence.element or "")
    return f"({element.title}、{words[evidence.strength]})" if element and evidence.strength else ""


def _derivation(finding: Finding | CheckFinding, words: Words) -> Iterator[str]:
    if finding.derivation:
        yield f"{words['derivation']}:"
        yield from (f"  {step}" for step in finding.derivation)


def _check(check: CheckFinding, rules: Rules, words: Words) -> Iterator[str]:
    rule = rules.cross_checks[check.id]
    yield f"{check.id} {check.title}: {words[check.status]} ({words[check.severity]})"
    yield f"{words['reason']}: {check.message}"
    yield f"{words['criterion']}:"
    yield f"  {words['raised']}: {rule.raised_when}"
    yield f"  {words['not_assessable']}: {rule.not_assessable_when}"
    if check.evidence:
        yield f"{words['evidence']}:"
        yield from (
            f"  {where(evidence, words)}: 「{without_markup(evidence.quote or words['no_quote'])}」"
            for evidence in check.evidence
        )
    yield from _derivation(check, words)
    if check.status == "raised":
        yield f"{words['remedy']}: {check.remedy}"
