"""Corrections: what a person found instead of the tool's verdict -> findings that carry both.

A correction is kept with the key of the evidence the tool had shown. While that stays the same the person's verdict stands
and is firm; when it has changed, or two persons disagree, it is shown and somebody has to look again (`needs_review`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field

from compliance.assessment import Assessment, CheckFinding, Correction, Finding
from compliance.decisions.evidence_key import evidence_key
from compliance.decisions.plan_name import concerns
from compliance.errors import InputError, Problem
from compliance.verdict.summary import summarise
from compliance.yaml_source import load_source

F = TypeVar("F", Finding, CheckFinding)
REQUIREMENT_VERDICTS = ("satisfied", "partial", "missing", "not_applicable")
CHECK_VERDICTS = ("raised", "clear", "not_assessable")
Verdict = Literal["satisfied", "partial", "missing", "not_applicable", "raised", "clear", "not_assessable"]


class CorrectionEntry(BaseModel):
    """One correction as it is written. `evidence`: the key of what the tool had shown (written by `review import`)."""

    model_config = ConfigDict(extra="forbid")

    id: str
    plan: str
    verdict: Verdict
    reason: str = Field(min_length=1)
    page: int | None = None
    by: str = Field(min_length=1)
    on: date
    evidence: str | None = None


class CorrectionFile(BaseModel):
    """A file of corrections."""

    model_config = ConfigDict(extra="forbid")

    corrections: list[CorrectionEntry]


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and where it stands."""

    entry: CorrectionEntry
    file: str
    line: int


def load_corrections(files: Iterable[Path]) -> list[Placed]:
    """The corrections of all files. Raises `InputError` naming file and line of every fault."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    for file in files:
        source = load_source(file)
        part = source.validate(CorrectionFile)
        problems.extend(source.problems)
        for index, entry in enumerate(part.corrections if part else []):
            placed.append(Placed(entry, source.file, source.line(("corrections", index))))
    if problems:
        raise InputError(problems)
    return placed


def dump_corrections(entries: Sequence[CorrectionEntry]) -> str:
    """The corrections as a YAML file, one an entry, in the order given."""
    data = {"corrections": [entry.model_dump(exclude_none=True) for entry in entries]}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)


def correct(assessment: Assessment, corrections: Sequence[Placed]) -> tuple[Assessment, list[Problem]]:
    """The assessment with the persons' verdicts, and what they have to look at: corrections whose evidence has changed,
    that contradict each other, that fit no finding or give a verdict of the wrong kind."""
    by_id: dict[str, list[Placed]] = defaultdict(list)
    for placed in corrections:
        if concerns(placed.entry.plan, assessment.plan):
            by_id[placed.entry.id].append(placed)
    problems: list[Problem] = []
    requirements = [_corrected(finding, by_id.pop(finding.id, []), problems) for finding in assessment.requirements]
    checks = [_corrected(check, by_id.pop(check.id, []), problems) for check in assessment.cross_checks]
    problems.extend(
        _problem(placed, f"{id_} という判定がありません。", f"there is no finding {id_}")
        for id_, left in by_id.items()
        for placed in left
    )
    update = {"requirements": requirements, "cross_checks": checks, "summary": summarise(requirements)}
    return assessment.model_copy(update=update), problems


def _corrected(finding: F, own: list[Placed], problems: list[Problem]) -> F:
    allowed = REQUIREMENT_VERDICTS if isinstance(finding, Finding) else CHECK_VERDICTS
    for placed in own:
        if placed.entry.verdict not in allowed:
            names = "、".join(allowed)
            problems.append(
                _problem(
                    placed,
                    f"{finding.id} の判定は {names} のどれかで書いてください。",
                    f"verdicts of {finding.id}: {names}",
                )
            )
    own = [placed for placed in own if placed.entry.verdict in allowed]
    if not own:
        return finding
    if len({placed.entry.verdict for placed in own}) > 1:
        lines = "、".join(f"{placed.file}:{placed.line}" for placed in own)
        problems.append(
            _problem(
                own[0],
                f"{finding.id} の直しが食い違っています({lines})。",
                f"corrections of {finding.id} disagree ({lines})",
            )
        )
        return finding.model_copy(update={"needs_review": True})
    entry = max((placed.entry for placed in own), key=lambda entry: entry.on)
    stale = entry.evidence is not None and entry.evidence != evidence_key(finding)
    if stale:
        problems.append(
            _problem(
                own[0],
                f"{finding.id} は、直したとき({entry.on})から根拠が変わりました。もう一度確かめてください。",
                f"the evidence of {finding.id} has changed since it was corrected on {entry.on}; look again",
            )
        )
    decided = Correction(
        verdict=finding.status, reason=entry.reason, page=entry.page, by=entry.by, on=entry.on.isoformat(), stale=stale
    )
    return finding.model_copy(update={"status": entry.verdict, "needs_review": stale, "correction": decided})


def _problem(placed: Placed, ja: str, en: str) -> Problem:
    return Problem(ja, en, placed.file, placed.line)


def entry_of(finding: Finding | CheckFinding, plan: str, **written: Any) -> CorrectionEntry:
    """The correction of a finding, with the key of what the tool shows for it now."""
    return CorrectionEntry(id=finding.id, plan=plan, evidence=evidence_key(finding), **written)
