"""The workbook of an audit: matrix, shares per topic, gaps with quotes, cross-checks, who is missing, follow-up, examples. The
layout is the same every year."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.assessment import OBLIGATIONS, Assessment, Evidence, Finding, Near
from compliance.audit.peers import Peer
from compliance.audit.result import Audit, AuditedPlan
from compliance.report.fixed_zip import fixed
from compliance.report.harmless import harmless
from compliance.report.peers import told
from compliance.report.places import marks, where
from compliance.report.words import Words, words_for
from compliance.report.xlsx import FILLS, LONGEST

if TYPE_CHECKING:
    from openpyxl import Workbook

SHORT = {"satisfied": "○", "partial": "△", "missing": "×", "not_applicable": "－", "waived": "免", "unread": "?"}
"""Sign of a status in the matrix."""
CHECK_SHORT = {"raised": "●", "clear": "○", "not_assessable": "－", "waived": "免"}
_COLOURS = {"○": FILLS["satisfied"], "△": FILLS["partial"], "×": FILLS["missing"], "●": FILLS["raised"]}


Gap = tuple[str, list[object]]
"""A requirement that is not met, and what the sheet of gaps says of it."""


def render(
    audit: Audit, gaps: Iterable[tuple[AuditedPlan, list[Gap]]], peers: Mapping[str, list[Peer]], lang: str
) -> bytes:
    """The bytes of the workbook; the same audit gives the same bytes. `gaps`: of each plan, as `gaps_of` gives them."""
    from openpyxl import Workbook

    words = words_for(lang)
    audit = harmless(audit)
    book = Workbook(write_only=True)
    _matrix(book, audit, words)
    _topics(book, audit, words)
    _gaps(book, gaps, peers, words)
    _checks(book, audit, words)
    _submission(book, audit, words)
    if audit.previous is not None:
        _follow_up(book, audit, words)
    _examples(book, audit, peers, words)
    buffer = io.BytesIO()
    book.save(buffer)
    return fixed(buffer.getvalue(), audit.as_of)


def _sheet(book: Workbook, title: str, header: Sequence[str], widths: Sequence[int], freeze: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = freeze
    cells = []
    for text in header:
        cell = WriteOnlyCell(sheet, value=_text(text))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9E2EC")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    sheet.append(cells)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = _fit()
    sheet.print_title_rows = "1:1"
    return sheet


def _fit() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _append(sheet: Any, values: Sequence[object]) -> None:
    """A row; a text that a spreadsheet would compute is kept a text."""
    from openpyxl.cell import WriteOnlyCell

    cells: list[Any] = []
    for value in values:
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
            cell = WriteOnlyCell(sheet, value=_text(value))
            cell.data_type = "s"
            cells.append(cell)
        else:
            cells.append(_text(value) if isinstance(value, str) else value)
    sheet.append(cells)


def _text(value: str) -> str:
    return value[:LONGEST]


def _finish(sheet: Any, columns: int, rows: int, coloured: str | None = None) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(rows, 2)}"
    if coloured:
        area = f"{coloured}2:{get_column_letter(columns)}{max(rows, 2)}"
        for sign, colour in _COLOURS.items():
            rule = CellIsRule("equal", [f'"{sign}"'], fill=PatternFill(bgColor=colour))  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add(area, rule)


def _who(plan: AuditedPlan, words: Words) -> list[object]:
    return [plan.code or "", plan.name, _kind(plan, words), plan.band or ""]


def _kind(plan: AuditedPlan, words: Words) -> str:
    return words[plan.kind] if plan.kind in ("municipality", "prefecture") else plan.kind or ""


def _matrix(book: Workbook, audit: Audit, words: Words) -> None:
    ids = [requirement.id for requirement in audit.requirements]
    who = [words["code"], words["municipality_name"], words["kind"], words["band"], words["edition"], words["adopted"]]
    sheet = _sheet(book, words["matrix"], [*who, *ids], [10, 18, 12, 10, 9, 12, *[6] * len(ids)], "C2")
    for plan in audit.plans:
        if plan.state == "assessed":
            signs = [SHORT.get(plan.statuses.get(id_, ""), "") + ("?" if id_ in plan.review else "") for id_ in ids]
            _append(sheet, [*_who(plan, words), plan.edition, plan.adopted, *signs])
        else:
            _append(sheet, [*_who(plan, words), "", words[plan.state]])
    rows = len(audit.plans) + 1
    _append(sheet, [])
    _append(sheet, ["", words["matrix_legend"]])
    _finish(sheet, 6 + len(ids), rows, "G")


def _topics(book: Workbook, audit: Audit, words: Words) -> None:
    topics = list(dict.fromkeys(requirement.topic for requirement in audit.requirements))
    header = [words["code"], words["municipality_name"], *(f"{topic} {words.topic(topic)}" for topic in topics)]
    sheet = _sheet(book, words["by_topic"], header, [10, 18, *[12] * len(topics)], "C2")
    for plan in audit.plans:
        if plan.state == "assessed":
            shares = []
            for topic in topics:
                own = [
                    status
                    for id_, status in plan.statuses.items()
                    if id_[:3] == topic and status in ("satisfied", "partial", "missing")
                ]
                shares.append(round(own.count("satisfied") / len(own), 3) if own else "")
            _append(sheet, [plan.code or "", plan.name, *shares])
    _finish(sheet, 2 + len(topics), len(audit.plans) + 1)


def gaps_of(assessment: Assessment, lang: str) -> list[Gap]:
    """The gaps of a plan, the gravest first."""
    words = words_for(lang)
    gaps = [finding for finding in harmless(assessment).requirements if finding.status in ("missing", "partial")]
    gaps.sort(key=lambda finding: (OBLIGATIONS.index(finding.obligation), finding.status != "missing", finding.id))
    return [(finding.id, _told(finding, words)) for finding in gaps]


def _told(finding: Finding, words: Words) -> list[object]:
    shown: list[Evidence | Near] = [*finding.evidence, *finding.nearest]
    entry = next(iter(shown), None)
    return [
        finding.id,
        finding.title,
        words.obligation(finding.obligation),
        words[finding.status],
        "・".join(marks(finding, words)),
        finding.reason,
        (entry.quote or "") if entry else "",
        where(entry, words) if entry else "",
        finding.remedy,
    ]


def _gaps(
    book: Workbook, gaps: Iterable[tuple[AuditedPlan, list[Gap]]], peers: Mapping[str, list[Peer]], words: Words
) -> None:
    names = (
        "municipality_name",
        "id",
        "requirement",
        "obligation",
        "status",
        "marks",
        "reason",
        "evidence",
        "place",
        "remedy",
        "examples",
    )
    sheet = _sheet(
        book, words["gaps"], [words[name] for name in names], [16, 9, 26, 14, 14, 12, 36, 44, 18, 34, 44], "D2"
    )
    rows = 1
    for plan, own in gaps:
        for id_, said in own:
            rows += 1
            _append(sheet, [plan.name, *said, "\n".join(told(peers, id_, plan, words))])
    _finish(sheet, len(names), rows)


def _checks(book: Workbook, audit: Audit, words: Words) -> None:
    ids = list(audit.cross_checks)
    header = [words["code"], words["municipality_name"], *(f"{id_} {audit.cross_checks[id_]}" for id_ in ids)]
    sheet = _sheet(book, words["checks_sheet"], header, [10, 18, *[12] * len(ids)], "C2")
    for plan in audit.plans:
        if plan.state == "assessed":
            _append(
                sheet, [plan.code or "", plan.name, *(CHECK_SHORT.get(plan.checks.get(id_, ""), "") for id_ in ids)]
            )
    _finish(sheet, 2 + len(ids), len(audit.plans) + 1, "C")


def _submission(book: Workbook, audit: Audit, words: Words) -> None:
    header = [words[name] for name in ("code", "municipality_name", "state", "source", "reason")]
    sheet = _sheet(book, words["submission"], header, [10, 18, 12, 40, 60], "C2")
    for plan in audit.plans:
        _append(sheet, [plan.code or "", plan.name, words[plan.state], "、".join(plan.files), plan.why or ""])
    _finish(sheet, len(header), len(audit.plans) + 1)


def _follow_up(book: Workbook, audit: Audit, words: Words) -> None:
    header = [words[name] for name in ("municipality_name", "met", "lost", "unchanged", "asked", "edition_changed")]
    sheet = _sheet(book, words["follow_up"], header, [18, 50, 50, 12, 50, 16], "B2")
    for change in audit.changes:
        note = words["first_time"] if change.new else words["edition_changed"] if change.edition else ""
        ids = [" ".join(change.met), " ".join(change.lost), change.unchanged, " ".join(change.asked)]
        _append(sheet, [change.name, *ids, note])
    _finish(sheet, len(header), len(audit.changes) + 1)


def _examples(book: Workbook, audit: Audit, peers: Mapping[str, list[Peer]], words: Words) -> None:
    header = [words[name] for name in ("id", "requirement", "municipality_name", "kind", "band", "evidence", "place")]
    sheet = _sheet(book, words["examples"], header, [9, 30, 16, 12, 10, 60, 20], "C2")
    rows = 1
    for requirement in audit.requirements:
        shown: dict[tuple[str | None, str | None], int] = {}
        for peer in peers.get(requirement.id, ()):
            group = (peer.kind, peer.band)
            shown[group] = shown.get(group, 0) + 1
            if shown[group] <= 3:
                rows += 1
                kind = words[peer.kind] if peer.kind in ("municipality", "prefecture") else peer.kind or ""
                evidence = peer.evidence
                _append(
                    sheet,
                    [
                        requirement.id,
                        requirement.title,
                        peer.name,
                        kind,
                        peer.band or "",
                        evidence.quote or "",
                        where(evidence, words),
                    ],
                )
    _finish(sheet, len(header), rows)
