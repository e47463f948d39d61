"""Whether a sentence is national text copied into the plan.

The text itself is not shipped: `rules/reference/national_text.fingerprints` holds check sums (CRC-32, big endian) of a
quarter of all runs of ten characters of the national documents, enough to recognise a sentence and too little to read one.
Source of the method: fingerprints sampled by value (Manber 1994). The share is high so that a sentence of the plan's own
that gives the long name of a national document is not taken for a quotation.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from compliance.japanese.normalise import normalise
from compliance.read import read

RUN = 10
"""Characters of a run."""
SAMPLED = 4
"""A check sum is kept when it is divisible by this."""
SHARE = 0.8
"""A sentence of which this share of the sampled runs is national, in its first half and in its second, is a quotation."""
SHORTEST = 60
"""A shorter sentence is not looked at: names of laws and plans are everyone's."""
LEAST = 6
"""Fewer sampled runs decide nothing."""


def runs(text: str) -> list[int]:
    """The sampled check sums of a normalised text's runs, in order."""
    data = text.encode("utf-16-le", "surrogatepass")
    sums = (zlib.crc32(data[at : at + 2 * RUN]) for at in range(0, len(data) - 2 * RUN + 1, 2))
    return [value for value in sums if value % SAMPLED == 0]


class QuotationReader:
    """Knows the national texts by their fingerprints."""

    def __init__(self, fingerprints: Iterable[int]) -> None:
        self._known = frozenset(fingerprints)

    def quoted(self, text: str) -> bool:
        """Whether a normalised sentence is mostly national text."""
        if len(text) < SHORTEST or not self._known:
            return False
        found = runs(text)
        half = len(found) // 2
        return len(found) >= LEAST and self._national(found[:half]) and self._national(found[half:])

    def _national(self, found: list[int]) -> bool:
        return sum(value in self._known for value in found) >= SHARE * len(found)


def main() -> None:
    """`python -m compliance.extract.quotation OUT TEXT...`: make the fingerprint file of national texts."""
    out, *texts = map(Path, sys.argv[1:])
    blocks = [block for text in texts for block in read(text).blocks]
    sums = sorted({value for block in blocks for value in runs(normalise(block.text))})
    out.write_bytes(b"".join(struct.pack(">I", value) for value in sums))


if __name__ == "__main__":
    main()
