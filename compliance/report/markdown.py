"""Markdown for a pull request or a step summary."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.assessment import Assessment
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.templates import fill
from compliance.report.whole import values

MOST = 900_000
"""Bytes: GitHub takes a step summary of at most 1 MiB."""


def render(assessments: Sequence[Assessment], options: Options) -> bytes:
    """The text, plan by plan; cut at a line where it is longer than a step summary may be."""
    parts = [fill("report.md", **values(harmless(assessment), options)) for assessment in assessments]
    text = "\n".join(parts).encode("utf-8")
    return text if len(text) <= MOST else text[:MOST].rsplit(b"\n", 1)[0] + b"\n"
