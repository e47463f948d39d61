"""A small Markdown text -> its plan and the results of the cross-checks, for tests of extraction and comparisons."""

from __future__ import annotations

from datetime import date
from functools import cache

from compliance.extract.identity import identity
from compliance.extract.statements import Statement, StatementReader
from compliance.extract.structure import structure
from compliance.facts.comparisons import Comparison, compare
from compliance.plan import Plan
from compliance.read.markdown import read_markdown
from compliance.rules.models import CrossCheckFile, CrossCheckRule
from compliance.rules.reading import Actors, Reading, Strengths, Surroundings
from compliance.rules.reference import Reference, load_reference
from compliance.yaml_source import load_source
from tests.conftest import ROOT

AS_OF = date(2026, 11, 20)


@cache
def reading() -> Reading:
    """How sentences are read, without the rest of the rules."""
    models = {"strengths": Strengths, "actors": Actors, "surroundings": Surroundings}
    return Reading.model_validate(
        {
            name: load_source(ROOT / "rules" / "reading" / f"{name}.yaml").validate(model)
            for name, model in models.items()
        }
    )


@cache
def reference() -> Reference:
    """The reference tables."""
    return load_reference(ROOT / "rules" / "reference")


@cache
def cross_checks() -> tuple[CrossCheckRule, ...]:
    """All cross-checks, by id."""
    files = [
        load_source(file).validate(CrossCheckFile) for file in sorted((ROOT / "rules" / "cross_checks").glob("*.yaml"))
    ]
    return tuple(sorted((check for file in files if file for check in file.cross_checks), key=lambda check: check.id))


def statements_of(text: str) -> list[Statement]:
    """The statements of a Markdown text."""
    document = read_markdown(text, "計画.md")
    who = identity(document)
    return StatementReader(reading(), who.kind, who.municipality).read(document)


def plan_of(text: str) -> Plan:
    """The plan without commitments."""
    document = read_markdown(text, "計画.md")
    who = identity(document)
    reader = StatementReader(reading(), who.kind, who.municipality)
    statements = reader.read(document)
    return structure(document, statements, reader.parts(statements), reference(), who)


def titled(body: str, adopted: str = "") -> str:
    """A plan of one city with a title, a date of adoption if given, and this body."""
    return "# 北山市DX推進計画\n\n" + (f"{adopted}策定\n\n" if adopted else "") + body + "\n"


def checked(text: str, as_of: date = AS_OF) -> dict[str, Comparison]:
    """The result of every cross-check."""
    return compare(cross_checks(), plan_of(text), reference(), as_of)
