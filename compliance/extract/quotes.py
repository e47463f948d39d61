"""A document -> the sentences by their hash, so that a plan model without quotes gets them back."""

from __future__ import annotations

from compliance.document import Document
from compliance.extract.identity import identity
from compliance.extract.passages import passage_of_block
from compliance.extract.statements import StatementReader
from compliance.rules.reading import Reading


def quotes_of(document: Document, reading: Reading) -> dict[str, str]:
    """Hash of the normalised sentence -> the sentence as it stands, for every statement of the document and
    every sentence in a cell of its tables."""
    owner = identity(document)
    reader = StatementReader(reading, owner.kind, owner.municipality)
    statements = reader.read(document)
    passages = [statement.passage for statement in (*statements, *reader.parts(statements))]
    passages += [passage_of_block(block) for block in document.blocks]
    return {passage.sha256: passage.quote for passage in passages if passage.sha256 and passage.quote}
