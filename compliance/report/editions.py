"""What a new edition of the national plan changed, and how a plan stands on each: a table of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.assessment import Assessment
from compliance.edition_change import EditionChange
from compliance.report.harmless import harmless
from compliance.report.words import Words, words_for


def render(changes: Sequence[EditionChange], old: str, new: str, assessment: Assessment | None, lang: str) -> str:
    """A block for the added, the dropped and the changed requirements; with an assessment under the new edition also the
    verdict on each, and what to write where something lacks."""
    words = words_for(lang)
    findings = {finding.id: finding for finding in harmless(assessment).requirements} if assessment else {}
    lines = [words.text("editions_title", old=old, new=new)]
    for kind in ("added", "changed", "dropped"):
        own = [change for change in changes if change.kind == kind]
        lines += ["", f"■ {words[f'editions_{kind}']} ({len(own)})"]
        lines += [] if own else [f"  {words['editions_none']}"]
        for change in own:
            inferred = f" [{words['inferred']}]" if change.inferred else ""
            lines.append(f"  {change.id}  {change.title}{inferred}  {_states(change, words)}")
            finding = findings.get(change.id)
            if finding and finding.status != "not_applicable":
                review = f" [{words['needs_review']}]" if finding.needs_review else ""
                lines.append(f"      {words[finding.status]}{review}: {finding.reason}")
                lines += (
                    [f"      {words['remedy']}: {finding.remedy}"] if finding.status in ("missing", "partial") else []
                )
    return "\n".join(lines) + "\n"


def _states(change: EditionChange, words: Words) -> str:
    states = [
        f"{clause} {words.obligation(level)}".strip() if state else words["revision_gone"]
        for state in (change.before, change.after)
        for clause, level in [state or ("", "optional")]
    ]
    return " → ".join(states)
