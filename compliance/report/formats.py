"""Which file holds which format. A report is a pure function of the assessment and of how its gate is set."""

from __future__ import annotations

import importlib
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
"""Format -> module with `render(assessment, options)`, imported when its format is asked for."""


@dataclass(frozen=True)
class Options:
    """How a report is made: what fails the gate (lowest obligation; partial ones too), the language, `ja` or `en`, and the
    template of the letter, where it is not the shipped one."""

    fail_on: Obligation = "priority"
    fail_on_partial: bool = False
    lang: str = "ja"
    letter_template: Path | None = None


def render(form: str, assessment: Assessment, options: Options) -> bytes:
    """The report's bytes; same assessment, same bytes. Raises KeyError for a format that is not in `FORMATS`."""
    report: str | bytes = importlib.import_module(FORMATS[form]).render(assessment, options)
    return report.encode("utf-8") if isinstance(report, str) else report
