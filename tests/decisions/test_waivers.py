"""Waivers: in force from the first to the last day inclusive, and never by mistake."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.assessment import Assessment
from compliance.decisions.waivers import Placed, WaiverEntry, faults, load_waivers, unused, waive
from compliance.errors import InputError
from compliance.rules.ruleset import Rules
from compliance.verdict.gate import failing
from tests.made import assessment, check_finding, finding

DAY = date(2026, 11, 20)


def waiver(**values: object) -> Placed:
    data = {
        "id": "AAA-01",
        "plan": "北山市",
        "reason": "県と共同で策定中",
        "approver": "副市長",
        "document": "5デ推第12号",
        "from": "2026-04-01",
        "until": "2027-03-31",
        **values,
    }
    return Placed(WaiverEntry.model_validate(data), "免除.yaml", 2)


def gap(**values: object) -> Assessment:
    return assessment(finding("AAA-01", status="missing", obligation="statutory", **values), checks=(check_finding(),))


def test_a_waived_finding_tells_who_why_and_until_when_and_does_not_gate() -> None:
    result, used = waive(gap(), [waiver()], DAY)
    [found] = result.requirements
    assert (found.status, used) == ("waived", {0})
    assert found.waiver is not None
    assert (found.waiver.verdict, found.waiver.approver, found.waiver.until) == ("missing", "副市長", "2027-03-31")
    assert result.summary.by_status == {"waived": 1}
    assert found not in failing(result)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-400, 400), st.integers(0, 400))
def test_first_and_last_day_are_inclusive(day: date, shift: int, length: int) -> None:
    first = day + timedelta(days=shift)
    last = first + timedelta(days=length)
    result, used = waive(gap(), [waiver(**{"from": first.isoformat(), "until": last.isoformat()})], day)
    assert bool(used) == (first <= day <= last)
    assert (result.requirements[0].status == "waived") == bool(used)


@pytest.mark.parametrize(
    "values",
    [
        {"until": "2027/03/31"},
        {"until": "令和9年3月31日"},
        {"from": "", "until": "2027-03-31"},
        {"plan": "南川市"},
        {"id": "AAA-02"},
    ],
)
def test_what_cannot_be_read_or_is_about_something_else_waives_nothing(values: dict[str, object]) -> None:
    placed = waiver(**values)
    result, used = waive(gap(), [placed], DAY)
    assert (result.requirements[0].status, used) == ("missing", set())
    assert len(unused([placed], used, DAY)) == 1


def test_a_satisfied_finding_needs_no_waiver_and_a_raised_check_can_have_one() -> None:
    met = assessment(finding("AAA-01", status="satisfied"), checks=(check_finding(status="raised"),))
    result, used = waive(met, [waiver(), waiver(id=met.cross_checks[0].id)], DAY)
    assert (result.requirements[0].status, result.cross_checks[0].status, used) == ("satisfied", "waived", {1})


def test_faults_name_file_and_line(rules: Rules) -> None:
    found = faults(
        [
            waiver(id="SEC-03"),
            waiver(id="SEC-99"),
            waiver(id="SEC-04", until="2026-13-01"),
            waiver(id="SEC-05", **{"from": "2027-04-01"}),
            waiver(id="SEC-06", until="2026-11-19"),
            waiver(id="SEC-03"),
        ],
        rules,
        DAY,
    )
    said = "\n".join(problem.text() for problem in found)
    assert said.count("免除.yaml:2: ") == 5
    for part in ("SEC-99", "期限切れとして扱います", "始期が終期より後", "2026-11-19 で切れて", "2 行目にもあります"):
        assert part in said


def test_a_file_with_an_unknown_key_or_without_a_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "免除.yaml"
    file.write_text(
        "waivers:\n  - id: SEC-03\n    plan: 北山市\n    reason: ''\n    approver: 副市長\n    document: 1号\n    from: 2026-04-01\n"
        "    until: 2027-03-31\n    note: x\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_waivers([file])
    assert {problem.line for problem in caught.value.problems} == {4, 9}
