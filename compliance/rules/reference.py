"""Shapes of `rules/reference/*.yaml`: documents plans refer to, editions, the 20 tasks, kinds of regulation."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from compliance.errors import InputError, Problem
from compliance.plan import PartialDate
from compliance.rules.models import Model
from compliance.yaml_source import load_source

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class DocumentName(Model):
    """A document plans refer to. `…` in a wording stands for up to 20 characters; no hit directly after or before the
    texts in `not_after` and `not_before`."""

    title: str
    wordings: list[str] = Field(min_length=1)
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Documents(Model):
    """`documents.yaml`: key -> document."""

    documents: dict[Key, DocumentName]


class NationalVersion(Model):
    """One version of the national plan. `priorities`: keys of themes; `unverified`: not confirmed which they are."""

    version: str
    published: date
    assess_as: str | None = None
    draft: bool = False
    unverified: bool = False
    items: int | None = None
    priorities: list[Key]
    source: str


class Theme(Model):
    """A theme of the national plan's priorities and the words it is told by."""

    title: str
    words: list[str] = Field(min_length=1)


class NationalPlan(Model):
    """`national_plan.yaml`: the versions of the national plan, oldest first, and the themes of their priorities."""

    themes: dict[Key, Theme]
    versions: list[NationalVersion]


class Superseded(Model):
    """A document or council that has ended. `ended` None: not known, never decides."""

    document: Key
    ended: PartialDate | None
    successor: str
    source: str


class SupersededFile(Model):
    """`superseded_documents.yaml`."""

    superseded: list[Superseded]


class GuidelineEdition(Model):
    """One edition of the security guideline."""

    edition: PartialDate
    source: str


class GuidelineFile(Model):
    """`security_guideline.yaml`, oldest first."""

    editions: list[GuidelineEdition]


class Task(Model):
    """One of the 20 tasks and how plans word it. `not_before`: a hit followed by one of these is another task."""

    name: str
    wordings: list[str] = Field(min_length=1)
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class TaskFile(Model):
    """`standardised_tasks.yaml`."""

    tasks: list[Task]


class RegulationFile(Model):
    """`analogue_regulation_types.yaml`."""

    types: list[str]


class Reference(Model):
    """All reference tables."""

    documents: dict[Key, DocumentName]
    national_plan: NationalPlan
    superseded: list[Superseded]
    security_guideline: list[GuidelineEdition]
    tasks: list[Task]
    regulation_types: list[str]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Loaded once and compared by identity, so that what is compiled from it can be cached."""
        return self is other

    @cached_property
    def versions(self) -> dict[str, NationalVersion]:
        """Versions of the national plan by number."""
        return {version.version: version for version in self.national_plan.versions}

    def version_at(self, day: str) -> str | None:
        """The version a partial date points to: published in that month (or on that day), else the newest before it."""
        if len(day) < 7:
            return None
        same_month = [
            version.version
            for version in self.national_plan.versions
            if version.published.isoformat().startswith(day[:7])
        ]
        before = [
            version.version
            for version in self.national_plan.versions
            if version.published.isoformat()[:7] <= day[:7] and not version.draft
        ]
        return same_month[-1] if same_month else before[-1] if before else None


_FILES: dict[str, type[Model]] = {
    "documents": Documents,
    "national_plan": NationalPlan,
    "superseded_documents": SupersededFile,
    "security_guideline": GuidelineFile,
    "standardised_tasks": TaskFile,
    "analogue_regulation_types": RegulationFile,
}


def load_reference(folder: Path) -> Reference:
    """The tables of `folder` (rules/reference). Raises `InputError` with every problem."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    for name, model in _FILES.items():
        source = load_source(folder / f"{name}.yaml")
        part = source.validate(model)
        problems.extend(source.problems)
        if part is not None:
            parts[name] = part
    if problems or len(parts) < len(_FILES):
        raise InputError(problems)
    return Reference.model_validate(
        {
            "documents": parts["documents"].documents,
            "national_plan": parts["national_plan"],
            "superseded": parts["superseded_documents"].superseded,
            "security_guideline": parts["security_guideline"].editions,
            "tasks": parts["standardised_tasks"].tasks,
            "regulation_types": parts["analogue_regulation_types"].types,
        }
    )
