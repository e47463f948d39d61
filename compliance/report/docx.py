"""The letter of advice to a municipality as a Word file: a draft, until a person has confirmed it.

A template (`rules/templates/letter.docx`, or a prefecture's own) gives layout and fixed text; `{{…}}` in its paragraphs is
filled in: 案, 文書番号, 日付, 宛先, 差出人, 件名, 本文, 結び; and where a paragraph is only {{指摘事項}}, {{整合性}}, {{良い点}}
or {{参考}} the findings are put. Only firm findings are advice; those that are inferred, upcoming or to be confirmed are
reference.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Evidence, Finding, Near
from compliance.errors import InputError, Problem
from compliance.japanese.normalise import without_markup
from compliance.report.fixed_zip import fixed
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.words import Words, words_for
from compliance.rules.loading import SHIPPED

TEMPLATE = SHIPPED / "templates" / "letter.docx"
QUOTES, GOOD = 2, 12
"""Most quotes of one finding, and most findings that are praised."""
Written = tuple[str, str]
"""(style of the paragraph, text)"""


def render(assessment: Assessment, options: Options, examples: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """The letter; same assessment and template, same bytes. `examples`: requirement -> passages of peers that meet it, put
    below its gap. Raises `InputError` for a template that is no Word file."""
    assessment = harmless(assessment)
    words = words_for(options.lang)
    document = _opened(options.letter_template or TEMPLATE)
    parts = {
        "{{指摘事項}}": list(_gaps(assessment, examples or {}, words)),
        "{{整合性}}": list(_checks(assessment, words)),
        "{{良い点}}": list(_good(assessment, words)),
        "{{参考}}": list(_reference(assessment, words)),
    }
    fields = _fields(assessment, words)
    for paragraph in list(document.paragraphs):
        if paragraph.text.strip() in parts:
            _put(document, paragraph, parts[paragraph.text.strip()] or [("", words["letter_none"])])
        else:
            _fill(paragraph, fields)
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed(buffer.getvalue(), assessment.as_of)


def _opened(template: Path) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(str(template))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(
            Problem(
                "手紙のひな形を Word 文書 (.docx) として開けません。",
                "the letter's template is no .docx",
                str(template),
            )
        ) from error


def _fields(assessment: Assessment, words: Words) -> dict[str, str]:
    plan = assessment.plan
    day = _japanese(assessment.as_of)
    return {
        "{{案}}": words["letter_draft"],
        "{{文書番号}}": words["letter_number"],
        "{{日付}}": day,
        "{{宛先}}": words.text("letter_to", municipality=plan.municipality or "　　　"),
        "{{差出人}}": words["letter_from"],
        "{{件名}}": words["letter_subject"],
        "{{本文}}": words.text("letter_body", title=plan.title or plan.source, edition=assessment.edition, as_of=day),
        "{{1}}": words["letter_gaps"],
        "{{2}}": words["letter_checks"],
        "{{3}}": words["letter_good"],
        "{{4}}": words["letter_reference"],
        "{{結び}}": words["letter_end"],
    }


def _japanese(day: str) -> str:
    """令和8年11月20日."""
    when = date.fromisoformat(day)
    return f"令和{when.year - 2018}年{when.month}月{when.day}日"


def _firm(finding: Finding) -> bool:
    return not (finding.needs_review or finding.inferred or finding.due == "upcoming")


def _gaps(assessment: Assessment, examples: Mapping[str, Sequence[str]], words: Words) -> Iterator[Written]:
    gaps = [
        finding for finding in assessment.requirements if finding.status in ("missing", "partial") and _firm(finding)
    ]
    for level in OBLIGATIONS:
        own = sorted(
            (finding for finding in gaps if finding.obligation == level),
            key=lambda finding: (finding.status != "missing", finding.id),
        )
        if own:
            yield "Heading 3", words.obligation(level)
        for finding in own:
            yield "Heading 4", f"{finding.id}　{finding.title}({words[finding.status]})"
            yield "", finding.reason
            yield from _passages(finding.evidence or finding.nearest, words)
            if said := decision(finding, words):
                yield "", said
            yield "", f"{words['remedy']}: {finding.remedy}"
            for example in examples.get(finding.id, ()):
                yield "List Bullet", f"{words['examples']} {example}"


def _passages(entries: list[Evidence] | list[Near], words: Words) -> Iterator[Written]:
    for entry in entries[:QUOTES]:
        name = words["letter_nearest"] if isinstance(entry, Near) else words["letter_quote"]
        quote = f"「{without_markup(entry.quote)}」" if entry.quote else words["no_quote"]
        yield "List Bullet", f"{name} {where(entry, words)}: {quote}"


def _checks(assessment: Assessment, words: Words) -> Iterator[Written]:
    for check in assessment.cross_checks:
        if check.status == "raised" and not check.needs_review:
            yield "Heading 4", f"{check.id}　{check.title}"
            yield "", check.message
            yield from _passages(check.evidence, words)
            yield "", f"{words['remedy']}: {check.remedy}"


def _good(assessment: Assessment, words: Words) -> Iterator[Written]:
    met = [finding for finding in assessment.requirements if finding.status == "satisfied" and not finding.needs_review]
    met.sort(key=lambda finding: (OBLIGATIONS.index(finding.obligation), finding.id))
    for finding in met[:GOOD]:
        place = where(finding.evidence[0], words) if finding.evidence else ""
        yield "List Bullet", f"{finding.id}　{finding.title} {place}".strip()


def _reference(assessment: Assessment, words: Words) -> Iterator[Written]:
    apart = [
        finding
        for finding in assessment.requirements
        if finding.status in ("missing", "partial") and not _firm(finding)
    ]
    doubtful = [check for check in assessment.cross_checks if check.status == "raised" and check.needs_review]
    findings: list[Finding | CheckFinding] = [*apart, *doubtful]
    for finding in findings:
        yield (
            "List Bullet",
            f"{finding.id}　{finding.title}: {words[finding.status]} [{'・'.join(marks(finding, words))}]",
        )


def _fill(paragraph: Any, fields: dict[str, str]) -> None:
    """Put the fields into a paragraph; its first run keeps its looks where a field is spread over several."""
    if "{{" not in paragraph.text:
        return
    for run in paragraph.runs:
        for name, value in fields.items():
            run.text = run.text.replace(name, value)
    if any(name in paragraph.text for name in fields):
        text = paragraph.text
        for name, value in fields.items():
            text = text.replace(name, value)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text


def _put(document: Any, marker: Any, written: list[Written]) -> None:
    """Paragraphs in the place of a marker; a style the template lacks is left out."""
    styles = {style.name for style in document.styles}
    for style, text in written:
        paragraph = marker.insert_paragraph_before(text)
        if style in styles:
            paragraph.style = document.styles[style]
    marker._element.getparent().remove(marker._element)
