"""Statement or block -> `Passage`: the quote and its place."""

from __future__ import annotations

import hashlib

from compliance.document import Block
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import Passage


def passage_of(statement: Statement) -> Passage:
    """The statement as a passage: quote, place, and the hash that finds it again."""
    place = statement.block.place
    return Passage.model_construct(
        line=statement.line,
        page=statement.page or place.page,
        turn=statement.turn,
        sheet=place.sheet,
        cell=place.cell,
        file=place.file or None,
        section=" > ".join(statement.block.headings) or None,
        quote=statement.text.strip(),
        sha256=hashlib.sha256(statement.norm.encode()).hexdigest()[:16],
    )


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
