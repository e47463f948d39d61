"""All findings as one table that opens right in a Japanese Excel: UTF-8 with a mark, quoted, nothing that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from compliance.assessment import Assessment, Evidence, Near
from compliance.japanese.normalise import without_markup
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.words import Words, words_for

_COMPUTES = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A cell that begins so would be computed by a spreadsheet (OWASP, CSV Injection), some of them in full width too."""
_UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
"""Blanks that a spreadsheet may drop from the beginning of a cell."""


def render(assessments: Sequence[Assessment], options: Options) -> bytes:
    """The bytes of the file, a row for each finding of each plan, lines ended as Excel ends them."""
    words = words_for(options.lang)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    header = (
        "plan",
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

    for assessment in map(harmless, assessments):
        name = assessment.plan.municipality or assessment.plan.source
        writer.writerows([_plain(value or "") for value in (name, *row)] for row in _rows(assessment, words))
    return text.getvalue().encode("utf-8-sig")


def _rows(assessment: Assessment, words: Words) -> Iterator[tuple[str | None, ...]]:
    for f in assessment.requirements:
        shown = f.evidence or f.nearest
        yield (
            *(f.id, words.topic(f.topic), f.title, f.clause, words.obligation(f.obligation), words[f.due]),
            *(words[f.status], "・".join(marks(f, words)), f.reason, _quote(shown), _place(shown, words), f.remedy),
            decision(f, words),
        )
    for c in assessment.cross_checks:
        yield (
            *(c.id, words["cross_checks"], c.title, "", words[c.severity], "", words[c.status]),
            *("・".join(marks(c, words)), c.message, _quote(c.evidence), _place(c.evidence, words), c.remedy),
            decision(c, words),
        )


def _quote(entries: list[Evidence] | list[Near]) -> str:
    return without_markup(entries[0].quote or "") if entries else ""


def _place(entries: list[Evidence] | list[Near], words: Words) -> str:
    return where(entries[0], words) if entries else ""


def _plain(text: str) -> str:
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(_COMPUTES) else text
