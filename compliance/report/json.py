"""The published JSON."""

from __future__ import annotations

from compliance.assessment import Assessment
from compliance.report.formats import Options


def render(assessment: Assessment, options: Options) -> str:
    """The assessment as JSON; same assessment, same bytes."""
    return assessment.to_json()
