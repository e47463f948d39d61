"""Document and statements -> the structured parts of the plan: everything but the commitments."""

from __future__ import annotations

from compliance.document import Document
from compliance.extract.citations import citations
from compliance.extract.identity import Identity, cover_of, identity
from compliance.extract.measures import inventory, measures
from compliance.extract.period import period
from compliance.extract.statements import Statement
from compliance.extract.tables import tables
from compliance.plan import Plan
from compliance.rules.reference import Reference


def structure(document: Document, statements: list[Statement], reference: Reference, who: Identity | None = None) -> Plan:
    """The plan without its commitments. `who`: its identity, where it was read already."""
    who = who or identity(document)
    cover = {id(block) for block in cover_of(document)}
    found = tables(statements)
    measured = inventory(statements, found, who.title)
    return Plan(
        title=who.title, municipality=who.municipality, prefecture=who.prefecture, kind=who.kind, adopted=who.adopted,
        revised=who.revised, source=document.source, sha256=document.sha256,
        period=period(statements, cover), citations=citations(statements, reference, who.title),
        measures=measures(measured, []))
