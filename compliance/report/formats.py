"""Which file holds which format. A report is a pure function of the assessments and of how their gate is set."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.assessment import Assessment, Obligation

FORMATS = {
    "text": "compliance.report.text",
    "json": "compliance.report.json",
    "html": "compliance.report.html",
    "xlsx": "compliance.report.xlsx",
    "docx": "compliance.report.docx",
    "md": "compliance.report.markdown",
    "csv": "compliance.report.csv",
    "sarif": "compliance.report.sarif",
    "junit": "compliance.report.junit",
    "github": "compliance.report.github",
    "gitlab": "compliance.report.gitlab",
}
"""Format -> module with `render`, imported when its format is asked for."""

TOGETHER = frozenset({"md", "csv", "sarif", "junit", "github", "gitlab"})
"""Formats that hold all plans in one file, for readers that take one file a run: their `render` takes the assessments, that of the
other formats one assessment."""


@dataclass(frozen=True)
class Options:
    """How a report is made: what fails the gate (lowest obligation; partial ones too), the language, `ja` or `en`, and the
    template of the letter, where it is not the shipped one."""

    fail_on: Obligation = "priority"
    fail_on_partial: bool = False
    lang: str = "ja"
    letter_template: Path | None = None


def render(form: str, assessments: Sequence[Assessment], options: Options) -> bytes:
    """The report's bytes; same assessments, same bytes. Raises KeyError for a format that is not in `FORMATS`, ValueError for
    several assessments in a format that is not in `TOGETHER`."""
    if form not in TOGETHER and len(assessments) != 1:
        raise ValueError(f"{form} holds one assessment, not {len(assessments)}")
    given = assessments if form in TOGETHER else assessments[0]
    report: str | bytes = importlib.import_module(FORMATS[form]).render(given, options)
    return report.encode("utf-8") if isinstance(report, str) else report
