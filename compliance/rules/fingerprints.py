"""The fingerprints of the national texts: a file of 32-bit check sums, made by `extract/quotation.py`."""

from __future__ import annotations

import struct
from pathlib import Path


def load_fingerprints(file: Path) -> frozenset[int]:
    """The check sums of a fingerprint file; none when there is no such file."""
    if not file.is_file():
        return frozenset()
    data = file.read_bytes()
    return frozenset(value for (value,) in struct.iter_unpack(">I", data[: len(data) // 4 * 4]))
