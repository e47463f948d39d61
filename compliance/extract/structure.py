"""Document and statements -> the structured parts of the plan: everything but the commitments."""

from __future__ import annotations

from compliance.document import Document
from compliance.extract.citations import citations
from compliance.extract.deadlines import deadlines
from compliance.extract.identity import Identity, cover_of
from compliance.extract.indicators import indicators
from compliance.extract.measures import inventory, measures
from compliance.extract.organisation import bodies
from compliance.extract.period import own_spans, period
from compliance.extract.priorities import priorities
from compliance.extract.stated_values import Said, stated_values
from compliance.extract.statements import Statement
from compliance.extract.systems import systems
from compliance.extract.tables import tables
from compliance.extract.timetable import timetable, undated
from compliance.extract.year_pairs import year_pairs
from compliance.japanese.normalise import normalise
from compliance.plan import Plan, UnreadPart
from compliance.rules.reference import Reference


def structure(
    document: Document, statements: list[Statement], parts: list[Statement], reference: Reference, who: Identity
) -> Plan:
    """The plan without its commitments. `parts`: the statements with the sentences in cells each for itself."""
    all_tables = tables(statements)
    found = inventory(statements, all_tables, who.title)
    spans = own_spans(statements, {id(block) for block in cover_of(document)})
    span = period(spans, statements)
    kpis = indicators(statements, all_tables, span.end_fy)
    years = timetable(statements, all_tables, found)
    rows = years.rows if years else []
    scheduled = [normalise(row.title) for row in rows if row.fiscal_years] + undated(all_tables)
    return Plan(
        title=who.title,
        municipality=who.municipality,
        prefecture=who.prefecture,
        kind=who.kind,
        adopted=who.adopted,
        revised=who.revised,
        source=document.source,
        sha256=document.sha256,
        unread=[UnreadPart(file=part.file, page=part.page, why=part.why) for part in document.unread],
        period=span,
        citations=citations(statements, reference, who.title),
        bodies=bodies(statements, all_tables),
        measures=measures(found, scheduled),
        indicators=kpis,
        timetable=years,
        systems=systems(statements, reference),
        year_pairs=year_pairs(statements),
        deadlines=deadlines(statements, parts, all_tables, found, kpis),
        stated_values=stated_values(Said(statements, parts, all_tables, found, kpis, rows), who, spans),
        priorities=priorities(statements, all_tables, reference),
    )
