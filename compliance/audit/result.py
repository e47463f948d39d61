"""`Audit`: what one audit of many plans found. The published `audit.json`; workbook and dashboard are functions of it and of
the assessments beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from compliance.assessment import Obligation
from compliance.errors import InputError, Problem

State = Literal["assessed", "unread", "not_submitted"]
FILE = "audit.json"
RESULTS, REPORTS, LETTERS = "assessments", "reports", "letters"
"""Folders of an audit: the assessments as JSON, and what people read of each municipality."""


class Model(BaseModel):
    """A part of the audit; a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid")


class AuditedRequirement(Model):
    """A requirement, as the columns of the matrix name it."""

    id: str
    topic: str
    title: str
    obligation: Obligation


class AuditedPlan(Model):
    """One municipality: who it is, its files, and how its plan stands. `statuses` and `checks`: id -> status; `review`: ids
    that a person has to confirm; `failing`: ids that fail the gate; `result` and `report`: paths inside the audit's folder;
    `why`: why it could not be read."""

    name: str
    code: str | None = None
    kind: str | None = None
    band: str | None = None
    files: list[str] = []
    state: State
    why: str | None = None
    result: str | None = None
    report: str | None = None
    edition: str | None = None
    adopted: str | None = None
    statuses: dict[str, str] = {}
    checks: dict[str, str] = {}
    review: list[str] = []
    failing: list[str] = []


class Change(Model):
    """How one municipality stands against the audit before: ids newly met and lost among those that applied then and now, and how
    many of these are as they were; `edition`: the edition it is held to changed; `asked`: ids that apply only since, which is
    the nation's doing and not the plan's."""

    name: str
    met: list[str] = []
    lost: list[str] = []
    unchanged: int = 0
    asked: list[str] = []
    edition: bool = False
    new: bool = False


class Audit(Model):
    """All municipalities under one setting at one as-of date, in the order of code and name."""

    schema_version: Literal["1"] = "1"
    tool: str
    rules: str
    as_of: str
    edition: str
    requirements: list[AuditedRequirement]
    cross_checks: dict[str, str]
    plans: list[AuditedPlan]
    changes: list[Change] = []
    previous: str | None = None

    def to_json(self) -> str:
        """The published JSON; empty values are left out."""
        return self.model_dump_json(indent=1, exclude_none=True) + "\n"


def load_audit(folder: Path) -> Audit:
    """The audit a folder holds. Raises `InputError` for a folder without one."""
    file = folder / FILE
    try:
        return Audit.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(
            Problem(
                "監査の結果(audit.json)がないか、読めません。compliance audit の -o に指定したフォルダーを挙げてください。",
                "no audit.json here; name a folder that compliance audit wrote",
                str(folder),
            )
        ) from error
