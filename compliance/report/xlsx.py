"""The workbook: summary, all requirements, gaps, cross-checks. The columns of a person's verdict are empty, to be filled and
read back by `review import`."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Evidence, Finding, Near
from compliance.decisions.evidence_key import evidence_key
from compliance.decisions.plan_name import plan_name
from compliance.japanese.normalise import without_markup
from compliance.report import reviewed_workbook as review
from compliance.report.fixed_zip import fixed
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.width import cell_len
from compliance.report.words import Words, words_for

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 30_000
"""Characters of a cell: Excel holds 32,767."""
LINE, HIGHEST = 14.5, 409.0
"""Points of a line of text, and of the highest row that Excel allows."""
QUOTES = 3
"""Quotes in a cell: more would not fit the highest row."""
FILLS = {"missing": "F8D7DA", "partial": "FFF3CD", "satisfied": "D9EAD3", "raised": "F8D7DA", "waived": "D6E4F0"}
"""Colour of a verdict, light enough for black print."""
_HEAD = "D9E2EC"
Column = tuple[str, int, Callable[[Any], object]]
"""Header, width in characters, value of a finding."""


def render(assessment: Assessment, options: Options) -> bytes:
    """The bytes of the workbook; same assessment, same bytes."""
    from openpyxl import Workbook

    assessment = harmless(assessment)
    words = words_for(options.lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    _summary(book, assessment, words)
    requirements = [finding for finding in assessment.requirements if finding.status != "not_applicable"]
    _sheet(
        book,
        words["all_requirements"],
        requirements,
        [*_requirement_columns(words), *_review_columns(assessment)],
        words,
    )
    gaps = [finding for finding in requirements if finding.status in ("missing", "partial", "unread")]
    gaps.sort(key=lambda finding: (OBLIGATIONS.index(finding.obligation), finding.status != "missing", finding.id))
    _sheet(book, words["gaps"], gaps, _gap_columns(words), words)
    _sheet(
        book,
        words["checks_sheet"],
        assessment.cross_checks,
        [*_check_columns(words), *_review_columns(assessment)],
        words,
    )
    buffer = io.BytesIO()
    book.save(buffer)
    return fixed(buffer.getvalue(), assessment.as_of)


def _summary(book: Workbook, assessment: Assessment, words: Words) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(words["summary_sheet"])
    plan = assessment.plan
    period = "〜".join(str(year or "?") for year in (plan.period.start_fy, plan.period.end_fy))
    rows: list[list[object]] = [
        [words["title"], f"{plan.municipality or ''} {plan.title or plan.source}".strip()],
        [words["source"], plan.source],
        [words["adopted"], plan.revised or plan.adopted or words["unknown"]],
        [words["period"], period],
        [words["edition"], f"{assessment.edition} ({assessment.edition_reason})"],
        [words["as_of"], assessment.as_of],
        [words["engine"], assessment.engine],
    ]
    rows += [[words["unread_part"], f"{part.file} {part.page or ''} {part.why}"] for part in assessment.unread]
    rows += [
        [],
        [
            words["topic"],
            *(words[status] for status in ("satisfied", "partial", "missing", "waived")),
            words["needs_review"],
        ],
    ]
    head = len(rows)
    for topic, counts in assessment.summary.by_topic.items():
        doubtful = sum(finding.needs_review for finding in assessment.requirements if finding.topic == topic)
        numbers = [counts.get(status, 0) for status in ("satisfied", "partial", "missing", "waived")]
        rows.append([f"{topic} {words.topic(topic)}", *numbers, doubtful])
    rows += [[], [words["disclaimer"]]]
    for row in rows:
        _append(sheet, row)
    for cell in sheet[1]:
        cell.font = Font(bold=True, size=14)
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", (34, 16, 16, 22, 10, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    _paper(sheet, landscape=False)


def _requirement_columns(words: Words) -> list[Column]:
    return [
        (review.ID, 9, lambda f: f.id),
        (words["topic"], 18, lambda f: words.topic(f.topic)),
        (words["requirement"], 30, lambda f: f.title),
        (words["clause"], 10, lambda f: f.clause),
        (words["obligation"], 16, lambda f: words.obligation(f.obligation)),
        (words["due"], 12, lambda f: words[f.due]),
        (words["status"], 16, lambda f: words[f.status]),
        (words["marks"], 14, lambda f: "・".join(marks(f, words))),
        (words["reason"], 44, lambda f: f.reason),
        (words["evidence"], 60, lambda f: _quotes(f.evidence, words)),
        (words["place"], 22, lambda f: _places(f.evidence, words)),
        (words["decision"], 24, lambda f: decision(f, words)),
    ]


def _gap_columns(words: Words) -> list[Column]:
    return [
        (review.ID, 9, lambda f: f.id),
        (words["requirement"], 24, lambda f: f.title),
        (words["obligation"], 14, lambda f: words.obligation(f.obligation)),
        (words["status"], 16, lambda f: words[f.status]),
        (words["marks"], 14, lambda f: "・".join(marks(f, words))),
        (words["reason"], 36, lambda f: f.reason),
        (words["evidence"], 44, lambda f: _quotes(f.evidence, words)),
        (words["near"], 44, lambda f: _near(f.nearest, words)),
        (words["place"], 20, lambda f: _places(f.evidence or f.nearest, words)),
        (words["remedy"], 44, lambda f: f.remedy),
    ]


def _check_columns(words: Words) -> list[Column]:
    return [
        (review.ID, 9, lambda c: c.id),
        (words["requirement"], 30, lambda c: c.title),
        (words["severity"], 10, lambda c: words[c.severity]),
        (words["status"], 16, lambda c: words[c.status]),
        (words["marks"], 14, lambda c: "・".join(marks(c, words))),
        (words["reason"], 50, lambda c: c.message),
        (words["evidence"], 50, lambda c: _quotes(c.evidence, words)),
        (words["place"], 22, lambda c: _places(c.evidence, words)),
        (words["remedy"], 40, lambda c: c.remedy),
        (words["decision"], 24, lambda c: decision(c, words)),
    ]


def _review_columns(assessment: Assessment) -> list[Column]:
    name = plan_name(assessment.plan)
    empty: list[Column] = [(header, 14, lambda _: None) for header in review.WRITABLE]
    return [*empty, (review.PLAN, 14, lambda _: name), (review.EVIDENCE, 18, evidence_key)]


def _quotes(evidence: Sequence[Evidence], words: Words) -> str:
    return "\n".join(
        f"「{without_markup(entry.quote)}」" if entry.quote else words["no_quote"] for entry in evidence[:QUOTES]
    )


def _places(entries: Sequence[Evidence | Near], words: Words) -> str:
    return "\n".join(where(entry, words) for entry in entries[:QUOTES])


def _near(nearest: Sequence[Near], words: Words) -> str:
    return "\n".join(
        f"「{without_markup(near.quote or words['no_quote'])}」 → {near.why_not}" for near in nearest[:QUOTES]
    )


def _sheet(
    book: Workbook, title: str, findings: Sequence[Finding | CheckFinding], columns: Sequence[Column], words: Words
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    _append(sheet, [header for header, _, _ in columns])
    for finding in findings:
        _append(sheet, [value(finding) for _, _, value in columns])
    thin = Side(style="thin", color="B0B8C0")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(top=thin, bottom=thin, left=thin, right=thin)
    for index, (header, width, _) in enumerate(columns, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = header == review.EVIDENCE
        head = sheet.cell(1, index)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        sheet.row_dimensions[number].height = _height(row, [width for _, width, _ in columns])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(findings) + 1, 2)}"
    _colour(sheet, columns, len(findings), words)
    _choices(sheet, columns, len(findings))
    _paper(sheet, landscape=True)


def _height(row: Sequence[object], widths: Sequence[int]) -> float:
    """The height in points that shows every line of a row: programs other than Excel do not fit it by themselves."""
    lines = [
        sum(max(1, -(-cell_len(part) // (width - 2))) for part in str(value).split("\n"))
        for value, width in zip(row, widths, strict=False)
        if value not in (None, "")
    ]
    return min(max(lines, default=1) * LINE + 3, HIGHEST)


def _colour(sheet: Worksheet, columns: Sequence[Column], rows: int, words: Words) -> None:
    """Conditional colours, so that a verdict that is changed by hand changes its colour."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    status = next(index for index, (header, _, _) in enumerate(columns, 1) if header == words["status"])
    letter = get_column_letter(status)
    for verdict, colour in FILLS.items():
        fill = PatternFill(bgColor=colour)
        sheet.conditional_formatting.add(
            f"{letter}2:{letter}{rows + 1}",
            CellIsRule("equal", [f'"{words[verdict]}"'], fill=fill),  # type: ignore[no-untyped-call]
        )


def _choices(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """The verdicts to choose from in the column of a person's verdict."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    column = next((index for index, (header, _, _) in enumerate(columns, 1) if header == review.VERDICT), None)
    if column and rows:
        choice = DataValidation(type="list", formula1=f'"{",".join(review.verdict_names())}"', allow_blank=True)
        letter = get_column_letter(column)
        choice.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(choice)


def _append(sheet: Worksheet, values: Sequence[object]) -> None:
    """A row; every text is text, whatever it begins with, so that no spreadsheet computes it."""
    sheet.append([_shortened(value) for value in values])
    for cell in sheet[sheet.max_row] if values else ():
        if isinstance(cell.value, str):
            cell.data_type = "s"
            cell.quotePrefix = True


def _shortened(value: object) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value


def _paper(sheet: Worksheet, landscape: bool) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if landscape else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1" if landscape else None
    if sheet.oddFooter:
        sheet.oddFooter.center.text = "&P / &N"
