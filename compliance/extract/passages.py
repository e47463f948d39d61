"""Block -> `Passage`: the quote and its place. (A statement knows its own.)"""

from __future__ import annotations

import hashlib

from compliance.document import Block
from compliance.japanese.normalise import normalise
from compliance.plan import Passage


def passage_of_block(block: Block) -> Passage:
    """A whole block (a line of the cover, a heading) as a passage."""
    place, text = block.place, block.text.strip()
    return Passage(
        line=place.line,
        page=place.page,
        sheet=place.sheet,
        cell=place.cell,
        file=place.file or None,
        section=" > ".join(block.headings) or None,
        quote=text,
        sha256=hashlib.sha256(normalise(text).encode()).hexdigest()[:16],
    )
