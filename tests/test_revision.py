"""What a revision changed: each kind of change, and none where nothing changed."""

from __future__ import annotations

import pytest

from compliance.assessment import Assessment, Evidence
from compliance.plan import Plan
from compliance.report.revision import FORMATS, render
from compliance.revision import Revision, revision
from tests.made import assessment, check_finding, finding
from tests.small import plan_of, titled


def one(status: str, quote: str | None = None, **place: object) -> Assessment:
    evidence = [Evidence(quote=quote, **place)] if quote else []  # type: ignore[arg-type]
    return assessment(finding("AAA-01", status=status, evidence=evidence), checks=(check_finding(status="clear"),))


def kinds(found: Revision) -> list[str]:
    return [change.kind for change in found.changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("satisfied", "missing", "lost"),
        ("partial", "missing", "lost"),
        ("satisfied", "partial", "weakened"),
        ("missing", "satisfied", "met"),
        ("partial", "satisfied", "met"),
        ("missing", "partial", "improved"),
    ],
)
def test_verdicts(old: str, new: str, expected: str) -> None:
    found = revision(one(old), one(new))
    assert kinds(found) == [expected]
    assert bool(found.worse()) == (expected in ("lost", "weakened"))


def test_wording_place_and_nothing() -> None:
    firm = one("satisfied", "窓口を改めます。", strength="committed", section="窓口")
    assert kinds(revision(firm, one("satisfied", "窓口を検討します。", strength="considered"))) == ["wording_weaker"]
    assert kinds(revision(firm, one("satisfied", "窓口を改めます。", strength="committed", section="体制"))) == [
        "moved"
    ]
    assert (
        kinds(revision(firm, one("satisfied", "窓口を改めます。", strength="committed", section="窓口", line=9))) == []
    )


def test_a_verdict_to_be_confirmed_does_not_gate() -> None:
    doubtful = assessment(
        finding("AAA-01", status="missing", needs_review=True), checks=(check_finding(status="clear"),)
    )
    found = revision(one("satisfied"), doubtful)
    assert kinds(found) == ["lost"]
    assert found.worse() == []


def test_checks() -> None:
    raised = assessment(finding("AAA-01", status="missing"), checks=(check_finding(status="raised"),))
    assert kinds(revision(one("missing"), raised)) == ["check_raised"]
    assert kinds(revision(raised, one("missing"))) == ["check_cleared"]


def plan(rows: str, sentence: str = "窓口を令和8年度までに改めます。") -> Plan:
    table = f"| 指標 | 現状値 | 目標値 | 年度 |\n|---|---|---|---|\n{rows}"
    return plan_of(titled(f"## 具体的な取組\n\n### 窓口の改善\n\n{sentence}\n\n## 成果指標\n\n{table}\n"))


RATE = "| 電子申請の利用率 | 18% | 60% | 令和9年度 |"
WAIT = "| 窓口の待ち時間 | 30分 | 10分 | 令和9年度 |"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (f"{RATE}\n{WAIT}", []),
        (RATE, ["indicator_dropped"]),
        (f"{RATE.replace('60%', '50%')}\n{WAIT}", ["indicator_lowered"]),
        (f"{RATE.replace('60%', '70%')}\n{WAIT}", ["indicator_changed"]),
        (f"{RATE}\n{WAIT.replace('10分', '15分')}", ["indicator_lowered"]),
        (f"{RATE}\n{WAIT.replace('10分', '5分')}", ["indicator_changed"]),
        (f"{RATE.replace('令和9', '令和11')}\n{WAIT}", ["deadline_later"]),
        (f"{RATE.replace('60%', '向上')}\n{WAIT}", ["indicator_lowered"]),
    ],
)
def test_indicators(new: str, expected: list[str]) -> None:
    found = revision(one("missing"), one("missing"), plan(f"{RATE}\n{WAIT}"), plan(new))
    assert kinds(found) == expected


@pytest.mark.parametrize(("year", "expected"), [("8", []), ("9", ["deadline_later"]), ("7", ["deadline_earlier"])])
def test_deadlines(year: str, expected: list[str]) -> None:
    later = plan(RATE, f"窓口を令和{year}年度までに改めます。")
    assert kinds(revision(one("missing"), one("missing"), plan(RATE), later)) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_reports_hold_the_quotes_harm_nothing_and_are_the_same_twice(form: str) -> None:
    text = "<script>alert(1)</script> =cmd|x ]]> \x1b[31m\u202e" + "長い文です。" * 40
    found = revision(one("satisfied", text, line=3), one("missing"))
    report = render(found, form, "ja")
    assert report == render(found, form, "ja")
    shown = report.decode("utf-8")
    assert "\x1b" not in shown
    if form in ("md", "html"):
        assert "<script>" not in shown
    if form != "json":
        assert "確認できなくなった記載" in shown
