"""The findings a person reads: status, reason, evidence, proof of absence, remedy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from compliance.assess import facts_of
from compliance.assessment import Finding
from compliance.engine.reference import Facts, evaluate
from compliance.facts.comparisons import Comparison
from compliance.plan import Commitment, Passage, Plan, UnreadPart
from compliance.rules.models import RequirementRule
from compliance.verdict.edition import EditionChoice
from compliance.verdict.findings import Case, check_findings, findings
from tests.made import commitment, requirement, small_rules

ROBOT = commitment(element="AAA.robot_use", at=Passage(line=9, quote="窓口にロボットを導入します。"))
DRONE = commitment()
UNREAD = [UnreadPart(file="計画.md", page=3, why="画像です")]


def case(
    *commitments: Commitment,
    rule: RequirementRule | None = None,
    edition: str = "2.0",
    compared: str = "clear",
    **plan: Any,
) -> tuple[Case, dict[str, Comparison]]:
    rules = small_rules(*([rule] if rule else []))
    model = Plan(source="計画.md", sha256="0", commitments=list(commitments), **plan)
    comparisons = {"CON-91": Comparison(compared, message="年が食い違います。", passages=[Passage(line=2)])}  # type: ignore[arg-type]
    facts = facts_of(model, {})
    plain = Facts(sourced.fact for sourced in facts)
    whole = [*plain, {"fact": "comparison", "check": "CON-91", "result": compared}]
    outcome = evaluate(list(rules.requirements.values()), list(rules.cross_checks.values()), whole)  # type: ignore[arg-type]
    choice = EditionChoice(rules.editions[edition], "指定された版")
    return Case(rules, model, choice, date(2026, 11, 20), facts, plain, outcome), comparisons


def judged(*commitments: Commitment, **changes: Any) -> Finding:
    (finding,) = findings(case(*commitments, **changes)[0])
    return finding


def test_satisfied_shows_a_quote_for_every_part_and_needs_no_proof_of_absence() -> None:
    finding = judged(DRONE, ROBOT)
    assert (finding.status, finding.obligation, finding.clause) == ("satisfied", "priority", "3.1(1)")
    assert [(entry.line, entry.element) for entry in finding.evidence] == [(5, "AAA.drone_use"), (9, "AAA.robot_use")]
    assert (finding.searched, finding.nearest) == ([], [])


def test_partial_names_the_part_that_lacks_and_shows_what_holds() -> None:
    finding = judged(DRONE)
    assert finding.status == "partial"
    assert "ロボットを使う" in finding.reason
    assert "ドローンを使う" not in finding.reason
    assert [(part.name, part.holds) for part in finding.parts] == [("a", True), ("b", False)]
    assert [entry.line for entry in finding.evidence] == [5]


def test_partial_by_weak_words_says_why_they_are_weak() -> None:
    finding = judged(commitment(strength="considered"))
    assert finding.status == "partial"
    assert "検討・研究にとどまる記載です" in finding.reason
    assert [entry.strength for entry in finding.evidence] == ["considered"]


def test_missing_shows_what_was_searched_and_no_evidence() -> None:
    finding = judged()
    assert (finding.status, finding.evidence) == ("missing", [])
    assert finding.searched == ["ドローン", "ロボット", "自動機"]
    assert finding.remedy == "使う業務と年度を書いてください。"


def test_missing_gives_the_reason_of_what_was_seen_and_does_not_count() -> None:
    finding = judged(commitment(place="glossary"))
    assert finding.status == "missing"
    assert finding.reason.endswith("用語の説明だけです。")
    assert [near.line for near in finding.nearest] == [5]


@pytest.mark.parametrize("commitments", [(), (DRONE,), (DRONE, ROBOT)])
def test_no_finding_speaks_of_a_breach(commitments: tuple[Commitment, ...]) -> None:
    assert "違反" not in judged(*commitments).model_dump_json()


def test_while_something_is_unread_missing_is_for_a_person_to_confirm_and_found_things_stay_firm() -> None:
    assert judged(unread=UNREAD).needs_review
    assert not judged().needs_review
    assert not judged(DRONE, ROBOT, unread=UNREAD).needs_review


def test_a_requirement_the_edition_does_not_have_is_not_applicable() -> None:
    finding = judged(DRONE, edition="1.0")
    assert (finding.status, finding.reason) == ("not_applicable", "第1.0版にこの要件はありません。")


def test_a_requirement_of_another_kind_of_body_is_not_applicable() -> None:
    finding = judged(DRONE, kind="prefecture")
    assert (finding.status, finding.reason) == ("not_applicable", "都道府県の計画には当てはまりません。")


def test_a_duty_of_a_later_year_is_upcoming_whatever_its_status() -> None:
    assert judged(rule=requirement(effective_from=2027)).due == "upcoming"
    assert judged(rule=requirement(deadline_fy=2025)).due == "overdue"
    assert judged(DRONE, ROBOT, rule=requirement(deadline_fy=2025)).due == "current"


def test_a_raised_cross_check_says_what_differs_and_where() -> None:
    (check,) = check_findings(*case(compared="raised"))
    assert (check.status, check.severity, check.message) == ("raised", "error", "年が食い違います。")
    assert [entry.line for entry in check.evidence] == [2]
    assert not check.needs_review


@pytest.mark.parametrize(("compared", "doubtful"), [("raised", True), ("clear", True), ("not_assessable", False)])
def test_while_something_is_unread_a_comparison_is_for_a_person_to_confirm(compared: str, doubtful: bool) -> None:
    (check,) = check_findings(*case(compared=compared, unread=UNREAD))
    assert check.needs_review is doubtful


def test_a_heading_above_a_text_that_does_not_say_it_asks_a_person() -> None:
    model, _ = case(commitment(form="section", at=Passage(line=4, quote="ドローンの活用")))
    [finding] = [entry for entry in findings(model) if entry.id == "AAA-01"]
    assert (finding.status, finding.needs_review) == ("missing", True)
    assert "見出し" in finding.reason
    assert [near.line for near in finding.nearest] == [4]
    elsewhere, _ = case(commitment(form="section", place="background", at=Passage(line=4, quote="ドローンの活用")))
    [finding] = [entry for entry in findings(elsewhere) if entry.id == "AAA-01"]
    assert not finding.needs_review


def test_words_that_stand_together_by_chance_are_missing_for_a_person_to_confirm() -> None:
    finding = judged(commitment(likeness=(-3.0, -5.0)))
    assert (finding.status, finding.needs_review) == ("missing", True)
    assert "記載のある例とは言うことが離れています" in finding.reason
    assert finding.nearest[0].quote == "橋の点検にドローンを導入します。"
