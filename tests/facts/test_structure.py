"""Facts of the structured parts: exactly the published kinds, fields and types."""

from __future__ import annotations

from compliance.facts.structure import structure_facts
from compliance.rules.fact_kinds import FACT_KINDS
from tests.conftest import SAMPLE
from tests.small import plan_of, titled


def test_every_fact_is_as_published() -> None:
    seen = set()
    for sourced in structure_facts(plan_of(SAMPLE.read_text(encoding="utf-8"))):
        fields = FACT_KINDS[str(sourced.fact["fact"])]
        seen.add(sourced.fact["fact"])
        assert set(sourced.fact) == {"fact", *fields}
        for name, kind in fields.items():
            value = sourced.fact[name]
            assert (
                isinstance(value, kind)
                if isinstance(kind, type)
                else isinstance(value, str) and (not kind or value in kind)
            )
    assert seen == {"period", "indicator", "measure", "body", "citation", "timetable", "systems"}


def test_offices_other_than_the_dx_office() -> None:
    body = (
        "## 具体的な取組\n\n| 施策 | 担当課 |\n|---|---|\n| 電子申請 | 情報政策課 |\n"
        "| 窓口 | 市民課、デジタル推進課 |\n| 会議 | |\n| 研修 | ICT推進室 |"
    )
    facts = [sourced.fact for sourced in structure_facts(plan_of(titled(body))) if sourced.fact["fact"] == "measure"]
    assert [(fact["office"], fact["other_office"]) for fact in facts] == [
        (True, False),
        (True, True),
        (False, False),
        (True, False),
    ]


def test_period_without_years_is_a_fact() -> None:
    facts = [
        sourced.fact
        for sourced in structure_facts(plan_of(titled("## 計画期間\n\n計画期間は、第6次総合計画と同じ期間とします。")))
    ]
    assert {"fact": "period", "start": False, "end": False} in facts
    assert not [fact for fact in facts if fact["fact"] == "timetable"]
