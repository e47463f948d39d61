"""path -> `Assessment`: the whole flow on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from compliance.assessment import AssessedPeriod, AssessedPlan, Assessment, RuleSet, Tool, UnreadPart, load_assessment
from compliance.document import Block, Document, Place
from compliance.engine.reference import Facts, elements_of
from compliance.engine.run import run_engine
from compliance.errors import InputError, Problem
from compliance.extract.commitments import CommitmentReader
from compliance.extract.identity import identity
from compliance.extract.likeness import beyond_chance, features_of, likenesses, readable, scores, with_likeness
from compliance.extract.statements import Statement, StatementReader
from compliance.extract.structure import structure
from compliance.facts.commitments import commitment_facts, kept
from compliance.facts.comparisons import Comparison, compare, comparison_facts
from compliance.facts.sourced import SourcedFact
from compliance.facts.structure import structure_facts
from compliance.plan import Plan
from compliance.plan_file import load_plan
from compliance.read import SUFFIXES, read, read_as_one
from compliance.rules.loading import rules_with
from compliance.rules.ruleset import Rules
from compliance.verdict.edition import choose_edition
from compliance.verdict.findings import Case, check_findings, findings
from compliance.verdict.summary import summarise
from compliance.version import VERSION


@dataclass(frozen=True)
class Settings:
    """How to assess: edition (auto, latest or a number), as-of date, engine (durable or reference), folder of sources, the
    password of encrypted PDFs, and when a plan was adopted that doesn't say."""

    as_of: date
    edition: str = "auto"
    engine: str = "durable"
    documents: Path | None = None
    password: str | None = None
    adopted: str | None = None


Source = Path | tuple[Path, ...]
"""One file, or several that are one plan."""


def assess(source: Source, rules: Rules, settings: Settings) -> Assessment:
    """Assess one plan: a document (several files as one), or a plan model (.yaml). Raises `InputError` for input that
    can't be used and `InternalError` when the two engines disagree."""
    return assess_plan(plan_from(source, rules, settings), rules, settings)


def assess_file(source: Source, packs: tuple[Path, ...], settings: Settings) -> Assessment:
    """`assess` by the national rules and the packs given: what a worker process runs."""
    return assess(source, rules_with(packs), settings)


def prepare(rules: Rules) -> None:
    """Compile vocabulary and rules, and load what reads Japanese: processes forked from this one then have it all."""
    smallest = Document("", "", [Block("paragraph", "準備をします。", Place(line=1))], [])
    assess_plan(plan_of(smallest, rules), rules, Settings(as_of=date(2000, 1, 1)))


def extract_file(source: Source, packs: tuple[Path, ...], password: str | None) -> Plan:
    """The plan model of a document: what a worker process runs."""
    return plan_of(_document(source, password), rules_with(packs))


def examine(source: Path, packs: tuple[Path, ...], settings: Settings) -> tuple[Plan | None, Assessment]:
    """A plan as read and its assessment, by the national rules and the packs given. A result of `check` (.json) is taken
    as it is, without a plan. Raises `InputError` for a file that is none of these."""
    if source.suffix.lower() == ".json":
        return None, load_assessment(source)
    rules = rules_with(packs)
    plan = plan_from(source, rules, settings)
    return plan, assess_plan(plan, rules, settings)


def plan_from(source: Source, rules: Rules, settings: Settings) -> Plan:
    """The plan model of a file: read as one, or extracted from a document."""
    if isinstance(source, Path) and source.suffix.lower() in (".yaml", ".yml"):
        plan = load_plan(source)
        refuse_unknown_elements(plan, source, rules)
        return with_quotes(plan, source, rules, settings)
    return plan_of(_document(source, settings.password), rules)


def _document(source: Source, password: str | None) -> Document:
    return read(source, password) if isinstance(source, Path) else read_as_one(source, password)


def refuse_unknown_elements(plan: Plan, path: Path, rules: Rules) -> None:
    """Raise `InputError` for every element of a plan model that the vocabulary does not have, with near names."""
    unknown = {commitment.element for commitment in plan.commitments} - rules.elements.keys()
    if unknown:
        raise InputError(
            [
                Problem(
                    f"要素「{element}」は語彙にありません。近い名前: {'、'.join(near) or 'なし'}",
                    f"no element {element!r} in the vocabulary; near: {', '.join(near) or 'none'}",
                    str(path),
                )
                for element in sorted(unknown)
                for near in [get_close_matches(element, rules.elements, n=3)]
            ]
        )


def plan_of(document: Document, rules: Rules) -> Plan:
    """Extract the plan model from a document; commitments in the order of their elements, then of reading."""
    owner = identity(document)
    reader = StatementReader(rules.reading, owner.kind, owner.municipality, rules.national_text)
    statements = reader.read(document)
    said = reader.parts(statements)
    vocabulary = commitment_reader(rules)
    found, headings = vocabulary.find(said, owner.kind), vocabulary.headings(said)
    commitments, near_misses = vocabulary.read(said, found, headings)
    commitments = kept(commitments)
    shown = {id(one.at) for one in commitments} | {id(miss.at) for miss in near_misses}
    numbers = [n for n, one in enumerate(said) if readable(one) or (one.form != "heading" and id(one.passage) in shown)]
    weighed = [said[number] for number in numbers]
    features = [
        features_of(said[number], vocabulary.names(found, number), vocabulary.above(said[number], headings))
        for number in numbers
    ]
    scored = scores(features, rules.likeness)
    beyond, asking = beyond_chance(scored), askers(rules)
    return structure(document, statements, said, rules.reference, owner).model_copy(
        update={
            "commitments": with_likeness(commitments, weighed, beyond, rules.likeness, asking),
            "near_misses": with_likeness(near_misses, weighed, beyond, rules.likeness, asking),
            "likenesses": likenesses(weighed, features, scored, rules.likeness),
        }
    )


def statements_of(document: Document, rules: Rules) -> list[Statement]:
    """Everything a document says, sentences in the cells of its tables each for itself."""
    owner = identity(document)
    reader = StatementReader(rules.reading, owner.kind, owner.municipality, rules.national_text)
    return reader.parts(reader.read(document))


def assess_plan(plan: Plan, rules: Rules, settings: Settings) -> Assessment:
    """Assess a plan model."""
    adopted = plan.revised or plan.adopted or settings.adopted
    choice = choose_edition(rules.editions, settings.edition, adopted, settings.as_of)
    comparisons = compare(rules.cross_checks.values(), plan, rules.reference, settings.as_of)
    facts = facts_of(plan, comparisons)
    plain = Facts(sourced.fact for sourced in facts)
    engine, outcome = run_engine(rules, plain, settings.engine)
    case = Case(rules, plan, choice, settings.as_of, facts, plain, outcome)
    requirements = findings(case)
    return Assessment(
        tool=Tool(name="compliance", version=VERSION),
        rules=RuleSet(name=rules.name, sha256=rules.sha256),
        plan=_assessed(plan),
        edition=choice.edition.edition,
        edition_reason=choice.reason,
        gating=choice.gating,
        as_of=settings.as_of.isoformat(),
        engine=engine,
        unread=[UnreadPart(**part.model_dump()) for part in plan.unread],
        requirements=requirements,
        cross_checks=check_findings(case, comparisons),
        summary=summarise(requirements),
    )


def facts_of(plan: Plan, comparisons: dict[str, Comparison]) -> list[SourcedFact]:
    """All facts of a plan, with the passages they came from."""
    return [*commitment_facts(plan.commitments), *structure_facts(plan), *comparison_facts(comparisons)]


def with_quotes(plan: Plan, path: Path, rules: Rules, settings: Settings) -> Plan:
    """The plan with its quotes restored from its source document, where that lies beside it or in the folder given."""
    from compliance.extract.quotes import quotes_of
    from compliance.plan_file import restore_quotes

    name = Path(plan.source).name  # a plan may name a file, not a folder to look in
    for folder in filter(None, (path.parent, settings.documents)):
        source = folder / name
        if source.is_file() and source.suffix.lower() in SUFFIXES:
            return restore_quotes(plan, quotes_of(read(source), rules.reading))
    return plan


@cache
def askers(rules: Rules) -> dict[str, list[str]]:
    """Element -> the requirements that ask for it."""
    result: dict[str, list[str]] = {}
    for id_, rule in rules.requirements.items():
        for element in elements_of(rule):
            result.setdefault(element, []).append(id_)
    return result


@cache
def commitment_reader(rules: Rules) -> CommitmentReader:
    """The vocabulary compiled, once per process."""
    return CommitmentReader(rules.concepts, rules.elements)


def _assessed(plan: Plan) -> AssessedPlan:
    return AssessedPlan(
        title=plan.title,
        municipality=plan.municipality,
        code=plan.code,
        prefecture=plan.prefecture,
        kind=plan.kind,
        adopted=plan.adopted,
        revised=plan.revised,
        source=plan.source,
        sha256=plan.sha256,
        period=AssessedPeriod(start_fy=plan.period.start_fy, end_fy=plan.period.end_fy),
    )
