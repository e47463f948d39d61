"""All findings as one table that opens right in a Japanese Excel: UTF-8 with a mark, quoted, nothing that computes."""

from __future__ import annotations

import csv
import io

from compliance.assessment import Assessment, Evidence, Near
from compliance.japanese.normalise import without_markup
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.words import words_for

_COMPUTES = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be computed by a spreadsheet (OWASP, CSV Injection)."""


def render(assessment: Assessment, options: Options) -> bytes:
    """The bytes of the file, lines ended as Excel ends them."""
    assessment = harmless(assessment)
    words = words_for(options.lang)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    header = (
        "id",
        "topic",
        "requirement",
        "clause",
        "obligation",
        "due",
        "status",
        "marks",
        "reason",
        "evidence",
        "place",
    )
    writer.writerow([words[name] for name in (*header, "remedy", "decision")])

    def row(*values: str | None) -> None:
        writer.writerow([_plain(value or "") for value in values])

    for f in assessment.requirements:
        shown = f.evidence or f.nearest
        row(
            *(f.id, words.topic(f.topic), f.title, f.clause, words.obligation(f.obligation), words[f.due]),
            *(words[f.status], "・".join(marks(f, words)), f.reason, _quote(shown), _place(shown, words), f.remedy),
            decision(f, words),
        )
    for c in assessment.cross_checks:
        row(
            *(c.id, words["cross_checks"], c.title, "", words[c.severity], "", words[c.status]),
            *("・".join(marks(c, words)), c.message, _quote(c.evidence), _place(c.evidence, words), c.remedy),
            decision(c, words),
        )
    return text.getvalue().encode("utf-8-sig")


def _quote(entries: list[Evidence] | list[Near]) -> str:
    return without_markup(entries[0].quote or "") if entries else ""


def _place(entries: list[Evidence] | list[Near], words: object) -> str:
    return where(entries[0], words) if entries else ""  # type: ignore[arg-type]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_COMPUTES) else text
