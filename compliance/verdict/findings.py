"""Outcome of the engine + facts + rules -> the findings a person reads: reason, evidence, proof of absence, remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from compliance.assessment import CheckFinding, Evidence, Finding, Near, Part
from compliance.engine.outcome import Outcome
from compliance.engine.reference import Facts, elements_of, matching, tests_of
from compliance.facts.commitments import UNLIKE
from compliance.facts.comparisons import Comparison
from compliance.facts.sourced import SourcedFact
from compliance.plan import Likeness, Passage, Plan
from compliance.rules.models import RequirementRule
from compliance.rules.ruleset import Rules
from compliance.verdict.doubt import REASONS, doubts
from compliance.verdict.edition import EditionChoice, due
from compliance.verdict.evidence import best_passages, near_misses, rank, shown

SEARCHED = 40
"""At most this many searched terms are listed in a finding."""

HEADED = "見出しには挙げられているので、その下の本文を人が確かめてください。"
_OWN_PLACES = ("measure", "organisation", "timetable", "kpi", "vision")

STATUS_REASON = {
    "satisfied": "基準の要素が全て記載されています。",
    "partial": "基準の要素の一部だけが記載されています。",
    "missing": "基準に当たる記載が確認できません。",
}


@dataclass(frozen=True)
class Case:
    """Everything a finding is made from."""

    rules: Rules
    plan: Plan
    choice: EditionChoice
    as_of: date
    facts: Sequence[SourcedFact]
    plain: Facts
    outcome: Outcome


def findings(case: Case) -> list[Finding]:
    """One finding for every requirement of the rules, in their order."""
    applying = {rule.id for rule in case.rules.requirements.values() if _applies(case, rule)}
    statuses = {id_: status for id_, status in case.outcome.statuses.items() if id_ in applying}
    by_part = {id_: _by_part(case, case.rules.requirements[id_]) for id_ in applying}
    doubted = doubts(
        case.plan,
        statuses,
        {id_: _likenesses(case, parts) for id_, parts in by_part.items()},
        {id_ for id_, entry in case.choice.edition.requirements.items() if entry.obligation == "statutory"},
    )
    headed = {
        sourced.element
        for sourced in case.facts
        if sourced.fact.get("form") == "section" and sourced.fact["place"] in _OWN_PLACES
    }
    dropped = {sourced.element for sourced in case.facts if sourced.why_not == UNLIKE}
    return [
        _finding(case, rule, by_part[rule.id], doubted.get(rule.id), headed, dropped)
        if rule.id in applying
        else _not_applicable(case, rule)
        for rule in case.rules.requirements.values()
    ]


def _applies(case: Case, rule: RequirementRule) -> bool:
    return rule.id in case.choice.edition.requirements and case.plan.kind in rule.applies_to


def _by_part(case: Case, rule: RequirementRule) -> list[list[int]]:
    """For each part that holds (and for what holds in part) the facts it rests on, by their position."""
    parts = case.outcome.parts[rule.id]
    by_part = [matching(tests_of(part.when), case.plain) for part in rule.parts if parts[part.name]]
    if case.outcome.statuses[rule.id] == "partial":
        by_part.append(matching(tests_of(rule.partial), case.plain))
    return by_part


def _likenesses(case: Case, by_part: list[list[int]]) -> list[list[tuple[float, float]]]:
    return [[likeness for index in part if (likeness := case.facts[index].likeness)] for part in by_part]


def _finding(
    case: Case,
    rule: RequirementRule,
    by_part: list[list[int]],
    against: Likeness | None,
    headed: Set[str | None],
    dropped: Set[str | None],
) -> Finding:
    """`by_part`: the facts it rests on; `headed`: the elements that a heading of the plan's own names above a text; `dropped`:
    those whose words stand where nothing is said that resembles what meets a requirement."""
    entry = case.choice.edition.requirements[rule.id]
    status = case.outcome.statuses[rule.id]
    parts = case.outcome.parts[rule.id]
    evidence = best_passages(case.facts, by_part) if status != "missing" else []
    nearest = _nearest(case, rule, status) if status != "satisfied" else []
    named = status == "missing" and _asks(rule, headed)
    unlike = status == "missing" and _asks(rule, dropped)
    return Finding(
        id=rule.id,
        topic=rule.topic,
        title=rule.title,
        clause=entry.clause,
        inferred=entry.inferred,
        obligation=entry.obligation,
        due=due(rule, status, case.as_of),
        status=status,
        needs_review=against is not None or named or unlike or (bool(case.plan.unread) and status == "missing"),
        reason=_reason(case, rule, status)
        + (f"{REASONS[status]}。" if against else "")
        + (HEADED if named else "")
        + (f"{UNLIKE}。" if unlike and not against else ""),
        parts=[Part(name=part.name, holds=parts[part.name]) for part in rule.parts],
        evidence=evidence,
        searched=searched_terms(case.rules, rule) if status == "missing" else [],
        nearest=nearest,
        derivation=case.outcome.derivation.get(rule.id, []),
        remedy=rule.remedy,
    )


def _asks(rule: RequirementRule, elements: Set[str | None]) -> bool:
    """Whether the rule asks for one of the elements. Where a heading names one, the text below it may say so in words not known
    here."""
    return any(element in elements for element in elements_of(rule))


def _nearest(case: Case, rule: RequirementRule, status: str) -> list[Near]:
    """What came nearest to meeting a requirement; where it is missing, the likest passage of the plan too."""
    known = case.plan.likenesses if status == "missing" else []
    likest = next((one for one in known if one.requirement == rule.id), None)
    return near_misses(case.plan, case.facts, case.plain, rule, likest, case.rules.concepts)


def _not_applicable(case: Case, rule: RequirementRule) -> Finding:
    editions = [
        edition.requirements[rule.id] for edition in case.rules.editions.values() if rule.id in edition.requirements
    ]
    kind = "都道府県" if case.plan.kind == "prefecture" else "市区町村"
    reason = (
        f"第{case.choice.edition.edition}版にこの要件はありません。"
        if rule.id not in case.choice.edition.requirements
        else f"{kind}の計画には当てはまりません。"
    )
    return Finding(
        id=rule.id,
        topic=rule.topic,
        title=rule.title,
        obligation=editions[-1].obligation,
        due=due(rule, "not_applicable", case.as_of),
        status="not_applicable",
        reason=reason,
        remedy=rule.remedy,
    )


def _reason(case: Case, rule: RequirementRule, status: str) -> str:
    """Why this status: for partial the parts that lack, for missing what was seen and does not count."""
    if status == "partial":
        lacking = [part.title for part in rule.parts if not case.outcome.parts[rule.id][part.name]]
        seen = sorted(matching(tests_of(rule.partial), case.plain), key=lambda index: rank(case.facts[index]))
        weak = next((case.facts[index].why_not for index in seen if case.facts[index].why_not), "")
        return f"「{'」「'.join(lacking)}」の記載が確認できません。" + (f"関係する記載は、{weak}。" if weak else "")
    if status == "missing":
        for entry in rule.not_enough:
            if matching(tests_of(entry.when), case.plain):
                return STATUS_REASON["missing"] + entry.reason.rstrip("。") + "。"
    return STATUS_REASON[status]


def searched_terms(rules: Rules, rule: RequirementRule) -> list[str]:
    """The wordings looked for: of the concepts that the requirement's own elements are made of."""
    elements = dict.fromkeys(
        str(value) for part in rule.parts for test in tests_of(part.when) for value in test.fields.get("element", ())
    )
    terms: dict[str, None] = {}
    for element_id in elements:
        for way in rules.elements[element_id].ways:
            for group in way.says:
                for name in group:
                    concept = rules.concepts.get(name)
                    if concept and not name.startswith("ACT."):
                        terms.update(dict.fromkeys(word for words in concept.wordings.values() for word in words))
    words = [term for term in terms if not term[0].isdigit()] or list(terms)
    return words if len(words) <= SEARCHED else [*words[:SEARCHED], f"ほか{len(words) - SEARCHED}語"]


def check_findings(case: Case, comparisons: Mapping[str, Comparison]) -> list[CheckFinding]:
    """One finding for every cross-check; while something is unread a cleared or raised one is for a person to confirm."""
    result = []
    for check in case.rules.cross_checks.values():
        comparison = comparisons[check.id]
        status = case.outcome.checks[check.id]
        result.append(
            CheckFinding(
                id=check.id,
                title=check.title,
                severity=comparison.severity or check.severity,
                status=status,
                message=comparison.message,
                needs_review=bool(case.plan.unread) and status != "not_assessable",
                evidence=[_check_evidence(passage) for passage in comparison.passages[:5]],
                derivation=case.outcome.derivation.get(check.id, []),
                remedy=check.remedy,
            )
        )
    return result


def _check_evidence(passage: Passage) -> Evidence:
    return Evidence(**shown(passage, None))
