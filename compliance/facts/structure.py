"""Structured parts of a plan -> facts of the kinds period, indicator, measure, body, citation, timetable, systems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.facts.sourced import SourcedFact
from compliance.plan import Plan

_DX_OFFICE = re.compile(r"情報|デジタル|dx|ict|電算|スマート|システム|it(?:推進|戦略|政策)", re.IGNORECASE)


def structure_facts(plan: Plan) -> list[SourcedFact]:
    """The facts of everything in the plan but its commitments and comparisons."""
    return [
        *_period(plan),
        *_indicators(plan),
        *_measures(plan),
        *_bodies(plan),
        *_citations(plan),
        *_timetable(plan),
        *_systems(plan),
    ]


def _period(plan: Plan) -> Iterator[SourcedFact]:
    """A plan that speaks of its period without a year has a fact too: neither start nor end."""
    period = plan.period
    if period.at or period.start_fy is not None or period.end_fy is not None:
        yield SourcedFact(
            {"fact": "period", "start": period.start_fy is not None, "end": period.end_fy is not None}, period.at
        )


def _indicators(plan: Plan) -> Iterator[SourcedFact]:
    """`complete`: named, judged by a number (or a state), due in a year (PLN-04)."""
    for indicator in plan.indicators:
        year = indicator.fiscal_year is not None
        yield SourcedFact(
            {
                "fact": "indicator",
                "name": indicator.name,
                "target": indicator.numeric,
                "year": year,
                "complete": indicator.numeric and year,
            },
            [indicator.at],
        )


def _measures(plan: Plan) -> Iterator[SourcedFact]:
    """`other_office`: an office that is not the one for information or DX carries it (ORG-07)."""
    for measure in plan.measures:
        other = any(not _DX_OFFICE.search(office) for office in measure.offices)
        yield SourcedFact(
            {
                "fact": "measure",
                "title": measure.title,
                "office": bool(measure.offices),
                "other_office": other,
                "scheduled": measure.scheduled,
            },
            [measure.at],
        )


def _bodies(plan: Plan) -> Iterator[SourcedFact]:
    for body in plan.bodies:
        yield SourcedFact(
            {
                "fact": "body",
                "name": body.name,
                "chair": body.chair is not None,
                "members": body.members is not None,
                "role": body.role is not None,
            },
            [body.at],
        )


def _citations(plan: Plan) -> Iterator[SourcedFact]:
    for citation in plan.citations:
        dated = citation.edition is not None or citation.date is not None
        yield SourcedFact(
            {
                "fact": "citation",
                "document": citation.document,
                "dated": dated,
                "role": citation.role,
                "actor": citation.actor,
            },
            [citation.at],
        )


def _timetable(plan: Plan) -> Iterator[SourcedFact]:
    timetable = plan.timetable
    if timetable and timetable.rows:
        yield SourcedFact(
            {"fact": "timetable", "years": bool(timetable.fiscal_years), "by_measure": timetable.by_measure},
            timetable.at,
        )


def _systems(plan: Plan) -> Iterator[SourcedFact]:
    systems = plan.systems
    if systems.count is not None or systems.names:
        yield SourcedFact(
            {"fact": "systems", "counted": systems.count is not None, "listed": systems.exhaustive}, systems.at
        )
