"""What a verdict rests on, as one short key: the same while the words stay the same, wherever they stand."""

from __future__ import annotations

import hashlib

from compliance.assessment import CheckFinding, Finding
from compliance.japanese.normalise import normalise


def evidence_key(finding: Finding | CheckFinding) -> str:
    """Sixteen hex digits over the status and the normalised quotes in any order; lines, pages and sections do not count."""
    quotes = sorted({normalise(entry.quote) for entry in finding.evidence if entry.quote})
    status = finding.correction.verdict if finding.correction else finding.status
    return hashlib.sha256("\0".join([status, *quotes]).encode()).hexdigest()[:16]
