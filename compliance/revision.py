"""Two assessments of one plan, old and new (and their plan models, where they were documents) -> what a revision changed.

Both are assessed under one edition at one date, so that every difference is the plan's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from compliance.assessment import AssessedPlan, Assessment, CheckFinding, Evidence, Finding
from compliance.decisions.evidence_key import evidence_key
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import TitleIndex
from compliance.plan import Deadline, Indicator, Passage, Plan

Kind = Literal[
    "lost",
    "weakened",
    "wording_weaker",
    "check_raised",
    "deadline_later",
    "deadline_earlier",
    "indicator_dropped",
    "indicator_lowered",
    "indicator_changed",
    "met",
    "improved",
    "check_cleared",
    "moved",
]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
"""The worst first: the order of reports."""
WORSE: tuple[Kind, ...] = ("lost", "weakened", "check_raised")
"""What a gate on revisions fails on."""
_RANK = {"missing": 0, "partial": 1, "satisfied": 2}
_FIRM = ("done", "doing", "committed")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Change(BaseModel):
    """One thing that a revision changed. `id`: of the requirement or cross-check, if it is about one; `before` and `after`
    say what stood and what stands; the evidence is what proves it, old and new."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    id: str | None = None
    title: str
    before: str | None = None
    after: str | None = None
    needs_review: bool = False
    old_evidence: list[Evidence] = []
    new_evidence: list[Evidence] = []


class Revision(BaseModel):
    """What changed between two states of one plan, the worst first."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Literal["1"] = "1"
    old: AssessedPlan
    new: AssessedPlan
    edition: str
    as_of: str
    changes: list[Change]

    def worse(self) -> list[Change]:
        """The changes that a gate fails on: firm verdicts that got worse."""
        return [change for change in self.changes if change.kind in WORSE and not change.needs_review]


def revision(old: Assessment, new: Assessment, old_plan: Plan | None = None, new_plan: Plan | None = None) -> Revision:
    """Compare; without the plan models deadlines and indicators are not compared."""
    changes = [*_requirements(old, new), *_checks(old, new)]
    if old_plan is not None and new_plan is not None:
        changes += [*_deadlines(old_plan, new_plan), *_indicators(old_plan, new_plan)]
    changes.sort(key=lambda change: KINDS.index(change.kind))
    return Revision(old=old.plan, new=new.plan, edition=new.edition, as_of=new.as_of, changes=changes)


def _requirements(old: Assessment, new: Assessment) -> Iterator[Change]:
    before = {finding.id: finding for finding in old.requirements}
    for finding in new.requirements:
        other = before.get(finding.id)
        kind = _kind(other, finding) if other else None
        if other and kind:
            yield Change(
                kind=kind,
                id=finding.id,
                title=finding.title,
                before=other.status,
                after=finding.status,
                needs_review=finding.needs_review or other.needs_review,
                old_evidence=other.evidence[:2],
                new_evidence=finding.evidence[:2] or [_of_near(finding)] if finding.evidence or finding.nearest else [],
            )


def _of_near(finding: Finding) -> Evidence:
    near = finding.nearest[0]
    return Evidence(**near.model_dump(exclude={"why_not"}))


def _kind(old: Finding, new: Finding) -> Kind | None:
    if old.status in _RANK and new.status in _RANK and old.status != new.status:
        if _RANK[new.status] < _RANK[old.status]:
            return "lost" if new.status == "missing" else "weakened"
        return "met" if new.status == "satisfied" else "improved"
    if old.status != new.status or new.status not in ("satisfied", "partial"):
        return None
    if _strongest(old) in _FIRM and _strongest(new) not in (*_FIRM, None):
        return "wording_weaker"
    if evidence_key(old) == evidence_key(new):
        return "moved" if _places(old) != _places(new) else None
    return None


def _strongest(finding: Finding) -> str | None:
    """The strength of the best evidence that has one."""
    return next((entry.strength for entry in finding.evidence if entry.strength), None)


def _places(finding: Finding) -> list[tuple[int | None, str | None, str | None]]:
    """Page and section (and sheet) of the evidence; lines shift with every edit above and tell nothing."""
    return [(entry.page, entry.section, entry.sheet) for entry in finding.evidence]


def _checks(old: Assessment, new: Assessment) -> Iterator[Change]:
    before = {check.id: check for check in old.cross_checks}
    for check in new.cross_checks:
        other = before.get(check.id)
        if other and (other.status == "raised") != (check.status == "raised"):
            yield _check_change("check_raised" if check.status == "raised" else "check_cleared", other, check)


def _check_change(kind: Kind, old: CheckFinding, new: CheckFinding) -> Change:
    return Change(
        kind=kind,
        id=new.id,
        title=new.title,
        before=old.message,
        after=new.message,
        needs_review=new.needs_review or old.needs_review,
        old_evidence=old.evidence[:2],
        new_evidence=new.evidence[:2],
    )


# --- deadlines ------------------------------------------------------------------------------------------------------


def _deadlines(old: Plan, new: Plan) -> Iterator[Change]:
    """Subjects with a later or earlier last deadline. Years of indicators are told with the indicators."""
    before, after = _last_deadlines(old), _last_deadlines(new)
    titles = TitleIndex(after)
    for subject, deadline in before.items():
        found = after.get(titles.find(subject) or "")
        if found and found.end != deadline.end:
            yield Change(
                kind="deadline_later" if found.end > deadline.end else "deadline_earlier",
                title=deadline.subject,
                before=deadline.end.isoformat(),
                after=found.end.isoformat(),
                old_evidence=[_evidence(deadline.at)],
                new_evidence=[_evidence(found.at)],
            )


def _last_deadlines(plan: Plan) -> dict[str, Deadline]:
    found: dict[str, Deadline] = {}
    for deadline in plan.deadlines:
        subject = normalise(deadline.subject)
        if not deadline.subject.startswith("指標: ") and (subject not in found or found[subject].end < deadline.end):
            found[subject] = deadline
    return found


# --- indicators -----------------------------------------------------------------------------------------------------


def _indicators(old: Plan, new: Plan) -> Iterator[Change]:
    after = {normalise(indicator.name): indicator for indicator in new.indicators}
    titles = TitleIndex(after)
    for indicator in old.indicators:
        found = after.get(titles.find(normalise(indicator.name)) or "")
        if found is None:
            yield _indicator_change("indicator_dropped", indicator, None)
        elif (found.target, found.fiscal_year) != (indicator.target, indicator.fiscal_year):
            yield _indicator_change(_direction(indicator, found), indicator, found)


def _direction(old: Indicator, new: Indicator) -> Kind:
    """Lowered: the new target is nearer to where the plan started, or gone; later: the same target for a later year."""
    start, before, after = _number(old.base), _number(old.target), _number(new.target)
    if before is not None and after is None:
        return "indicator_lowered"
    if before is None or after is None or (before == after and old.fiscal_year and new.fiscal_year):
        later = bool(old.fiscal_year and new.fiscal_year and new.fiscal_year > old.fiscal_year)
        return "deadline_later" if later and before == after else "indicator_changed"
    if start is None or start == before:
        return "indicator_changed"
    lowered = after < before if start < before else after > before
    return "indicator_lowered" if lowered else "indicator_changed"


def _number(text: str | None) -> float | None:
    """The one number of a value; none when there are several or none."""
    found = _NUMBER.findall(normalise(text or ""))
    return float(found[0].replace(",", "")) if len(found) == 1 else None


def _indicator_change(kind: Kind, old: Indicator, new: Indicator | None) -> Change:
    return Change(
        kind=kind,
        title=old.name,
        before=_said(old),
        after=_said(new) if new else None,
        old_evidence=[_evidence(old.at)],
        new_evidence=[_evidence(new.at)] if new else [],
    )


def _said(indicator: Indicator) -> str:
    year = f"({indicator.fiscal_year}年度)" if indicator.fiscal_year else ""
    return f"{indicator.target or ''}{year}"


def _evidence(passage: Passage) -> Evidence:
    return Evidence(
        quote=passage.quote,
        file=passage.file,
        line=passage.line,
        page=passage.page,
        sheet=passage.sheet,
        cell=passage.cell,
        section=passage.section,
    )


def counted(changes: Sequence[Change]) -> dict[Kind, int]:
    """How many changes of each kind, the worst first; kinds without any left out."""
    return {kind: number for kind in KINDS if (number := sum(change.kind == kind for change in changes))}
