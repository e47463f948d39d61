"""The published JSON."""

from __future__ import annotations

from compliance.assessment import Assessment


def render(assessment: Assessment) -> str:
    """The assessment as JSON; same assessment, same bytes."""
    return assessment.to_json()
