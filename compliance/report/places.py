"""What all reports say alike: where a quote stands, what is special about a finding, who decided otherwise."""

from __future__ import annotations

from compliance.assessment import CheckFinding, Evidence, Finding, Near
from compliance.report.words import Words


def where(place: Evidence | Near, words: Words) -> str:
    """The place of a quote in words: file, page, line, sheet and cell, section."""
    parts = [
        place.file,
        words.text("page", page=place.page) if place.page else None,
        words.text("line", line=place.line) if place.line else None,
        place.sheet,
        place.cell,
    ]
    section = (place.section or "").split(" > ")[-1]
    return " ".join(part for part in parts if part) + (f" [{section}]" if section else "")


def marks(finding: Finding | CheckFinding, words: Words) -> list[str]:
    """What sets a finding apart: to be confirmed, inferred, overdue, upcoming, known or new against a baseline."""
    inferred, due = (finding.inferred, finding.due) if isinstance(finding, Finding) else (False, "")
    named = (
        ("needs_review", finding.needs_review),
        ("inferred", inferred),
        ("overdue", due == "overdue"),
        ("upcoming", due == "upcoming"),
        ("known", finding.baseline == "known"),
        ("new", finding.baseline == "new"),
    )
    return [words[name] for name, on in named if on]


def decision(finding: Finding | CheckFinding, words: Words) -> str:
    """Who decided otherwise than the tool, or exempted it, and why; empty where nobody did."""
    said = []
    if finding.correction:
        corrected = finding.correction
        page = f" {words.text('page', page=corrected.page)}" if corrected.page else ""
        said.append(
            words.text(
                "corrected",
                tool=words[corrected.verdict],
                by=corrected.by,
                on=corrected.on,
                reason=corrected.reason + page,
            )
            + (words["stale"] if corrected.stale else "")
        )
    if finding.waiver:
        waiver = finding.waiver
        said.append(
            words.text(
                "waived_until",
                tool=words[waiver.verdict],
                until=waiver.until,
                approver=waiver.approver,
                document=waiver.document,
                reason=waiver.reason,
            )
        )
    return " ".join(said)
