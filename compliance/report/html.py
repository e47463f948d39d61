"""One self-contained page: filters, details, print; nothing is loaded from anywhere."""

from __future__ import annotations

from compliance.assessment import Assessment
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.templates import fill
from compliance.report.whole import values


def render(assessment: Assessment, options: Options) -> str:
    """The page; same assessment, same bytes."""
    return fill("report.html", **values(harmless(assessment), options))
