"""An assessment whose texts can do nothing to a terminal: what a plan says comes from strangers."""

from __future__ import annotations

import re
from typing import Any

from compliance.assessment import Assessment

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def harmless(assessment: Assessment) -> Assessment:
    """The assessment with control characters (escape sequences, line ends) and marks of direction as spaces."""
    return Assessment.model_validate(_clean(assessment.model_dump()))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROLS.sub(" ", value)
    if isinstance(value, dict):
        return {key: _clean(entry) for key, entry in value.items()}
    return [_clean(entry) for entry in value] if isinstance(value, list) else value
