"""What people decided, applied to an assessment: first their verdicts, then waivers, then what a baseline knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from compliance.assessment import Assessment
from compliance.decisions import baseline as known_findings
from compliance.decisions import corrections as persons
from compliance.decisions import waivers as exemptions
from compliance.errors import Problem


@dataclass(slots=True)
class Decisions:
    """The decisions of one run, and what there is to say about them when all plans are done."""

    waivers: list[exemptions.Placed]
    corrections: list[persons.Placed]
    known: set[known_findings.Known] | None
    _used: set[int] = field(default_factory=set)
    _said: list[Problem] = field(default_factory=list)

    @classmethod
    def load(cls, waivers: Sequence[Path], corrections: Sequence[Path], baseline: Path | None) -> Decisions:
        """Raises `InputError` for a file that is not what it should be."""
        return cls(
            exemptions.load_waivers(waivers),
            persons.load_corrections(corrections),
            known_findings.load_baseline(baseline) if baseline else None,
        )

    def applied(self, assessment: Assessment, as_of: date) -> Assessment:
        """The assessment with the decisions that concern it."""
        if self.corrections:
            assessment, problems = persons.correct(assessment, self.corrections)
            self._said += problems
        if self.waivers:
            assessment, used = exemptions.waive(assessment, self.waivers, as_of)
            self._used |= used
        if self.known is not None:
            assessment, fixed = known_findings.compare(assessment, self.known)
            if fixed:
                ids = "、".join(entry.id for entry in fixed)
                self._said.append(Problem(f"解消した指摘: {ids}", f"fixed since the baseline: {ids}", fixed[0].plan))
        return assessment

    def remarks(self, as_of: date) -> list[Problem]:
        """Corrections to look at again, fixed findings, and waivers that exempted nothing."""
        return [*self._said, *exemptions.unused(self.waivers, self._used, as_of)]
