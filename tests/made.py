"""Small rules, facts and assessments made by hand, for tests that must not lean on the shipped vocabulary."""

from __future__ import annotations

from datetime import date
from typing import Any

from compliance.assessment import AssessedPeriod, AssessedPlan, Assessment, CheckFinding, Finding, RuleSet, Tool
from compliance.plan import Commitment, Passage
from compliance.rules.models import Concept, CrossCheckRule, Edition, Element, RequirementRule
from compliance.rules.ruleset import Rules
from compliance.verdict.summary import summarise
from tests.small import reading, reference


def concept(title: str, *wordings: str, kind: str = "thing", not_in: tuple[str, ...] = ()) -> Concept:
    """A concept with these wordings (its title when none is given)."""
    return Concept(title=title, kind=kind, wordings={"general": list(wordings) or [title]}, not_in=list(not_in))


def element(title: str, *ways: dict[str, Any], object_: str | None = None) -> Element:
    """An element that is said in one of these ways."""
    return Element.model_validate({"title": title, "ways": list(ways), "object": object_})


CONCEPTS = {
    "AAA.drone": concept("ドローン", kind="tool"),
    "AAA.robot": concept("ロボット", "ロボット", "自動機", kind="tool"),
    "AAA.bridge": concept("橋の点検", "橋の点検", "橋…点検"),
    "ACT.buy": concept("買う", "購入"),
}
ELEMENTS = {
    "AAA.drone_use": element("ドローンを使う", {"says": [["AAA.drone"]]}),
    "AAA.robot_use": element("ロボットを使う", {"says": [["AAA.robot"]]}),
    "AAA.bridge_by_drone": element("橋の点検に使う", {"says": [["AAA.bridge"]], "about": [["AAA.drone"]]}),
}


def requirement(id_: str = "AAA-01", **changes: Any) -> RequirementRule:
    """A requirement of two parts: a, use drones; b, use robots."""
    data: dict[str, Any] = {
        "id": id_,
        "title": "ドローンとロボットの活用",
        "applies_to": ["municipality"],
        "criterion": {"satisfied": "両方を使う。", "partial": "一方だけ。", "not_enough": "用語の説明だけ。"},
        "parts": [
            {"name": "a", "title": "ドローンを使う", "when": {"element": "AAA.drone_use", "force": "firm"}},
            {"name": "b", "title": "ロボットを使う", "when": {"element": "AAA.robot_use", "force": "firm"}},
        ],
        "partial": {"element": ["AAA.drone_use", "AAA.robot_use"], "force": ["weak", "named"]},
        "not_enough": [{"when": {"element": "AAA.drone_use", "place": "glossary"}, "reason": "用語の説明だけです。"}],
        "remedy": "使う業務と年度を書いてください。",
        "examples": {
            "satisfied": ["橋の点検にドローンを導入し、窓口にロボットを導入します。"],
            "partial": ["ドローンの利用を検討します。"],
            "missing": ["広報紙を配ります。"],
        },
    }
    return RequirementRule.model_validate(data | changes)


def small_rules(*requirements: RequirementRule) -> Rules:
    """Rules of a vocabulary of three elements, one edition, one cross-check."""
    held = requirements or (requirement(),)
    check = CrossCheckRule(
        id="CON-91",
        title="年の併記",
        kind="year_pair",
        severity="error",
        raised_when="年が食い違う。",
        not_assessable_when="併記がない。",
        messages={"raised": "年が食い違います。"},
        remedy="年を直してください。",
    )
    entry = {"clause": "3.1(1)", "obligation": "priority"}
    editions = {
        number: Edition.model_validate(
            {
                "edition": number,
                "title": "国の計画",
                "published": day,
                "confirmed": True,
                "note": "-",
                "requirements": held_,
            }
        )
        for number, day, held_ in (
            ("1.0", date(2020, 1, 1), {}),
            ("2.0", date(2022, 1, 1), {rule.id: entry for rule in held}),
        )
    }
    return Rules(
        "small",
        "0",
        reading(),
        reference(),
        frozenset(),
        concepts=dict(CONCEPTS),
        elements=dict(ELEMENTS),
        requirements={rule.id: rule for rule in held},
        cross_checks={check.id: check},
        editions=editions,
    )


def commitment(**changes: Any) -> Commitment:
    """A promise of the plan's own to use drones, with these changes."""
    data: dict[str, Any] = {
        "element": "AAA.drone_use",
        "strength": "committed",
        "at": Passage(line=5, section="取組", quote="橋の点検にドローンを導入します。"),
    }
    return Commitment.model_validate(data | changes)


def finding(id_: str = "AAA-01", **changes: Any) -> Finding:
    """A firm `missing` of a current priority requirement, with these changes."""
    data: dict[str, Any] = {
        "id": id_,
        "topic": id_[:3],
        "title": "ドローンの活用",
        "clause": "3.1(1)",
        "obligation": "priority",
        "due": "current",
        "status": "missing",
        "reason": "基準に当たる記載が確認できません。",
        "remedy": "使う業務と年度を書いてください。",
    }
    return Finding.model_validate(data | changes)


def check_finding(id_: str = "CON-91", **changes: Any) -> CheckFinding:
    """A raised cross-check of severity error, with these changes."""
    data: dict[str, Any] = {
        "id": id_,
        "title": "年の併記",
        "severity": "error",
        "status": "raised",
        "message": "年が食い違います。",
        "remedy": "年を直してください。",
    }
    return CheckFinding.model_validate(data | changes)


def assessment(*findings: Finding, checks: tuple[CheckFinding, ...] = (), **changes: Any) -> Assessment:
    """An assessment of one invented plan with these findings."""
    data: dict[str, Any] = {
        "tool": Tool(name="compliance", version="0"),
        "rules": RuleSet(name="small", sha256="0"),
        "plan": AssessedPlan(
            title="北山市DX推進計画",
            municipality="北山市",
            kind="municipality",
            period=AssessedPeriod(),
            source="計画.md",
            sha256="0",
        ),
        "edition": "2.0",
        "edition_reason": "指定された版",
        "as_of": "2026-11-20",
        "engine": "reference",
        "requirements": list(findings),
        "cross_checks": list(checks),
        "summary": summarise(findings),
    }
    return Assessment.model_validate(data | changes)
