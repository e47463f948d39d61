"""A result whose texts can do nothing to a terminal: what a plan says comes from strangers."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
_ESCAPED = re.compile(r"\\[bfnrtu]")
"""How JSON writes controls below U+0020."""

_CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f"  # C0 and C1 controls
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction
    r"\u2028\u2029"  # line ends of some programs
    r"\ud800-\udfff\ufffe\uffff]+"  # no characters in XML 1.0 (2.2)
)


def harmless(result: M) -> M:
    """The assessment (or revision) with control characters (escape sequences, line ends), marks of direction and
    what is no character as spaces."""
    written = result.model_dump_json()
    if not _ESCAPED.search(written) and not _CONTROLS.search(written):
        return result
    return type(result).model_validate(_clean(result.model_dump()))


def plain(text: str) -> str:
    """A text with control characters and marks of direction as spaces."""
    return _CONTROLS.sub(" ", text)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _clean(entry) for key, entry in value.items()}
    return [_clean(entry) for entry in value] if isinstance(value, list) else value
