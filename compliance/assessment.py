"""`Assessment`: all findings of one plan under one edition at one as-of date. The published JSON; every report is a
pure function of it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compliance.errors import InputError, Problem

Status = Literal["satisfied", "partial", "missing", "not_applicable", "waived", "unread"]
CheckStatus = Literal["raised", "clear", "not_assessable", "waived"]
Obligation = Literal["statutory", "effort", "priority", "foundation", "companion", "optional"]
Severity = Literal["error", "warning", "note"]
Due = Literal["overdue", "current", "upcoming"]
BaselineState = Literal["new", "known"]

OBLIGATIONS: tuple[Obligation, ...] = ("statutory", "effort", "priority", "foundation", "companion", "optional")


class Model(BaseModel):
    """A part of the assessment; a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid")


class Evidence(Model):
    """A quote that decided a verdict and its place; a place that does not exist for the format is absent."""

    quote: str | None = None
    file: str | None = None
    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    section: str | None = None
    element: str | None = None
    strength: str | None = None


class Near(Model):
    """A passage that came near and did not count, and why not."""

    quote: str | None = None
    file: str | None = None
    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    section: str | None = None
    why_not: str


class Part(Model):
    """One part of a requirement's criterion and whether it holds."""

    name: str
    holds: bool


class Waiver(Model):
    """An exemption that is in force: who decided it and why, until when (last day inclusive), and the verdict it covers."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    reason: str
    approver: str
    document: str
    from_: str = Field(alias="from")
    until: str
    verdict: Status | CheckStatus


class Correction(Model):
    """A person's verdict is the finding's own status; `verdict` here is the tool's. Why, who and when; `stale`: the evidence
    has changed since."""

    verdict: Status | CheckStatus
    reason: str
    page: int | None = None
    by: str
    on: str
    stale: bool = False


class Finding(Model):
    """The verdict on one requirement. `derivation` names the parts, tests and facts that led to it, in order."""

    id: str
    topic: str
    title: str
    clause: str | None = None
    inferred: bool = False
    obligation: Obligation
    due: Due
    status: Status
    needs_review: bool = False
    reason: str
    parts: list[Part] = []
    evidence: list[Evidence] = []
    searched: list[str] = []
    nearest: list[Near] = []
    derivation: list[str] = []
    waiver: Waiver | None = None
    correction: Correction | None = None
    baseline: BaselineState | None = None
    remedy: str


class CheckFinding(Model):
    """The result of one cross-check."""

    id: str
    title: str
    severity: Severity
    status: CheckStatus
    needs_review: bool = False
    message: str
    evidence: list[Evidence] = []
    derivation: list[str] = []
    waiver: Waiver | None = None
    correction: Correction | None = None
    baseline: BaselineState | None = None
    remedy: str


class Tool(Model):
    """The program that assessed."""

    name: str
    version: str


class RuleSet(Model):
    """The rules that were applied and the hash over their files."""

    name: str
    sha256: str


class AssessedPeriod(Model):
    """Fiscal years of the plan's period."""

    start_fy: int | None = None
    end_fy: int | None = None


class AssessedPlan(Model):
    """The plan that was assessed."""

    title: str | None = None
    municipality: str | None = None
    code: str | None = None
    prefecture: str | None = None
    kind: str
    adopted: str | None = None
    revised: str | None = None
    period: AssessedPeriod
    source: str
    sha256: str


class UnreadPart(Model):
    """A part of the document that could not be read."""

    file: str
    page: int | None = None
    why: str


class Summary(Model):
    """Counts of verdicts: by status, and status counts by topic and by obligation."""

    by_status: dict[str, int]
    by_topic: dict[str, dict[str, int]]
    by_obligation: dict[str, dict[str, int]]


class Assessment(Model):
    """One plan, one edition, one as-of date."""

    schema_version: Literal["1"] = "1"
    tool: Tool
    rules: RuleSet
    plan: AssessedPlan
    edition: str
    edition_reason: str
    gating: bool = True
    as_of: str
    engine: str
    unread: list[UnreadPart] = []
    requirements: list[Finding]
    cross_checks: list[CheckFinding]
    summary: Summary

    def to_json(self) -> str:
        """The published JSON: keys in the order of the design, places that do not exist left out, one newline at the end."""
        return self.model_dump_json(indent=2, exclude_none=True, by_alias=True) + "\n"


def load_assessment(path: Path) -> Assessment:
    """A result that `check` wrote earlier. Raises `InputError` for a file that is none."""
    try:
        return Assessment.model_validate_json(path.read_bytes())
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "JSON"
        raise InputError(
            Problem(
                f"点検結果の JSON ではありません({where})。check の -o json: で書いたファイルを指定してください。",
                f"not an assessment ({where}); name a file that check wrote with -o json:",
                str(path),
            )
        ) from error
