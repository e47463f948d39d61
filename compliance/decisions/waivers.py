"""Waivers: a YAML file -> findings that are waived while their waivers are in force.

A waiver names what it exempts, why, who approved it under which document, and its first and last day (both inclusive, by the
date of Japan). A date that cannot be read counts as passed: a slip must not keep a gate open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from compliance.assessment import Assessment, CheckFinding, Finding, Waiver
from compliance.decisions.plan_name import concerns
from compliance.errors import InputError, Problem
from compliance.rules.ruleset import Rules
from compliance.verdict.summary import summarise
from compliance.yaml_source import load_source

State = Literal["in_force", "expired", "not_yet", "unreadable"]
F = TypeVar("F", Finding, CheckFinding)
WAIVABLE = ("missing", "partial", "raised")


class WaiverEntry(BaseModel):
    """One waiver as it is written."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str
    plan: str
    reason: str = Field(min_length=1)
    approver: str = Field(min_length=1)
    document: str = Field(min_length=1)
    from_: date | str = Field(alias="from")
    until: date | str

    def state(self, as_of: date) -> State:
        """Whether it holds on a day."""
        first, last = _day(self.from_), _day(self.until)
        if first is None or last is None:
            return "unreadable"
        if as_of > last:
            return "expired"
        return "in_force" if as_of >= first else "not_yet"


class WaiverFile(BaseModel):
    """A file of waivers."""

    model_config = ConfigDict(extra="forbid")

    waivers: list[WaiverEntry]


@dataclass(frozen=True, slots=True)
class Placed:
    """A waiver and where it stands."""

    entry: WaiverEntry
    file: str
    line: int


def load_waivers(files: Iterable[Path]) -> list[Placed]:
    """The waivers of all files. Raises `InputError` naming file and line of every fault of form."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    for file in files:
        source = load_source(file)
        part = source.validate(WaiverFile)
        problems.extend(source.problems)
        for index, entry in enumerate(part.waivers if part else []):
            placed.append(Placed(entry, source.file, source.line(("waivers", index))))
    if problems:
        raise InputError(problems)
    return placed


def waive(assessment: Assessment, waivers: Sequence[Placed], as_of: date) -> tuple[Assessment, set[int]]:
    """The assessment with the findings waived that a waiver in force exempts, and the positions of the waivers used."""
    used: set[int] = set()

    def waived(finding: F) -> F:
        for index, placed in enumerate(waivers):
            entry = placed.entry
            if entry.id == finding.id and concerns(entry.plan, assessment.plan) and entry.state(as_of) == "in_force":
                if finding.status not in WAIVABLE:
                    continue
                used.add(index)
                decided = Waiver(
                    reason=entry.reason,
                    approver=entry.approver,
                    document=entry.document,
                    from_=str(entry.from_),
                    until=str(entry.until),
                    verdict=finding.status,
                )
                return finding.model_copy(update={"status": "waived", "waiver": decided})
        return finding

    requirements = [waived(finding) for finding in assessment.requirements]
    checks = [waived(check) for check in assessment.cross_checks]
    update = {"requirements": requirements, "cross_checks": checks, "summary": summarise(requirements)}
    return assessment.model_copy(update=update), used


def faults(waivers: Sequence[Placed], rules: Rules, as_of: date) -> list[Problem]:
    """What is wrong with waivers: ids the rules do not have, dates that cannot be read or are the wrong way round, expired
    ones, and several for one finding."""
    known = {*rules.requirements, *rules.cross_checks}
    seen: dict[tuple[str, str], Placed] = {}
    found: list[Problem] = []
    for placed in waivers:
        entry = placed.entry
        first, last = _day(entry.from_), _day(entry.until)
        if entry.id not in known:
            found.append(
                _problem(
                    placed,
                    f"「{entry.id}」という要件・点検項目はありません。",
                    f"no requirement or cross-check {entry.id!r}",
                )
            )
        if first is None or last is None:
            found.append(
                _problem(
                    placed,
                    "日付が読めないため、期限切れとして扱います。2027-03-31 の形で書いてください。",
                    "a date can't be read, so it counts as expired; write it as 2027-03-31",
                )
            )
        elif first > last:
            found.append(_problem(placed, "始期が終期より後です。", "it ends before it begins"))
        elif entry.state(as_of) == "expired":
            found.append(
                _problem(
                    placed, f"{entry.id} の免除は {last} で切れています。", f"the waiver of {entry.id} ended on {last}"
                )
            )
        if (entry.plan, entry.id) in seen:
            other = seen[entry.plan, entry.id]
            found.append(
                _problem(
                    placed,
                    f"{entry.plan}の {entry.id} の免除は {other.line} 行目にもあります。一つにしてください。",
                    f"{entry.id} of {entry.plan} is waived on line {other.line} too",
                )
            )
        seen[entry.plan, entry.id] = placed
    return found


def unused(waivers: Sequence[Placed], used: set[int], as_of: date) -> list[Problem]:
    """The waivers that exempted nothing in this run, each with why."""
    why = {
        "in_force": ("免除する指摘がありません。", "exempts no finding"),
        "expired": ("期限が切れています。", "has expired"),
        "not_yet": ("まだ始まっていません。", "has not begun"),
        "unreadable": ("日付が読めないため、期限切れとして扱いました。", "has a date that can't be read"),
    }
    result = []
    for index, placed in enumerate(waivers):
        if index not in used:
            ja, en = why[placed.entry.state(as_of)]
            result.append(
                _problem(
                    placed, f"{placed.entry.plan}の {placed.entry.id} の免除: {ja}", f"waiver of {placed.entry.id} {en}"
                )
            )
    return result


def _problem(placed: Placed, ja: str, en: str) -> Problem:
    return Problem(ja, en, placed.file, placed.line)


def _day(value: date | str) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
