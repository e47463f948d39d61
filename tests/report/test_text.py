"""The report in the terminal: what it says, how wide it is, when it has colour."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from compliance.assessment import Assessment, Evidence, Near, UnreadPart
from compliance.report.formats import Options
from compliance.report.text import render
from tests.made import assessment, check_finding, finding

LONG = (
    "橋の点検と道路の見回りと災害の後の見回りにドローンを使い、その結果を地図に載せて全ての課で見られるようにします。"
    * 2
)
WHOLE = assessment(
    finding(
        "AAA-01",
        nearest=[Near(quote=LONG, line=12, section="計画 > 用語集", why_not="用語の説明です")],
        reason="基準に当たる記載が確認できません。" * 4,
        remedy="使う業務と年度を書いてください。" * 8,
    ),
    finding(
        "AAA-02",
        status="partial",
        due="overdue",
        evidence=[Evidence(quote="**橋**の点検", page=3, sheet="表", cell="B2")],
    ),
    finding("AAA-03", status="satisfied"),
    finding("BBB-01", needs_review=True, inferred=True, due="upcoming", obligation="optional"),
    checks=(check_finding(evidence=[Evidence(quote=LONG, line=4)]),),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def line_with(text: str, report: str) -> str:
    return next(line for line in report.splitlines() if text in line)


def test_gaps_are_named_with_place_reason_and_remedy_and_what_is_satisfied_is_not_a_gap() -> None:
    report = render(WHOLE, width=200)
    assert "AAA-01 記載が確認できない" in report
    assert "12行 [用語集]" in report
    assert "用語の説明です" in report
    assert "3頁 表 B2: 「橋の点検」" in report
    assert "改善: 使う業務と年度を書いてください。" in report
    assert "AAA-03" not in report


def test_stronger_obligations_come_first_and_missing_before_partial() -> None:
    report = render(WHOLE, width=200)
    assert report.index("AAA-01 ") < report.index("AAA-02 ") < report.index("BBB-01 ")


def test_doubtful_inferred_upcoming_and_overdue_gaps_are_marked() -> None:
    report = render(WHOLE, width=200)
    assert "[要確認・推定・今後の対応事項]" in line_with("BBB-01 ", report)
    assert "[期限超過]" in line_with("AAA-02 ", report)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("quiet", [False, True])
def test_it_never_speaks_of_a_breach(lang: str, quiet: bool) -> None:
    report = render(WHOLE, Options("optional", True, lang), quiet=quiet)
    assert "AAA-01" in report
    assert not any(word in report.lower() for word in ("違反", "未達", "violat", "breach"))


def test_what_could_not_be_read_is_said_at_the_top() -> None:
    report = render(assessment(finding(), unread=[UnreadPart(file="計画.pdf", page=7, why="画像です")]), width=100)
    assert report.index("読めない箇所: 計画.pdf p.7 画像です") < report.index("AAA-01")


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (assessment(finding("AAA-01")), "結果: 対応が必要な確かな指摘が 1 件あります(AAA-01)。"),
        (assessment(finding("AAA-01", needs_review=True)), "結果: 対応が必要な確かな指摘はありません。"),
        (assessment(finding("AAA-01"), gating=False), "合否の判定には用いません"),
    ],
)
def test_the_last_line_says_whether_the_gate_is_open(case: Assessment, says: str) -> None:
    assert says in render(case, width=200).splitlines()[-1]


def test_quiet_shows_one_line_for_each_finding_that_fails_the_gate_and_no_other() -> None:
    assert [line.split()[1] for line in render(WHOLE, quiet=True, width=40).splitlines()] == ["AAA-01", "CON-91"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    too_wide = [line for line in render(WHOLE, width=width).splitlines() if cell_len(line) > width]
    assert too_wide == []


def test_a_quote_broken_over_lines_loses_no_character() -> None:
    joined = "".join(line.strip() for line in render(WHOLE, width=80).splitlines())
    assert LONG in joined


def test_no_colour_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert "\x1b" not in render(WHOLE, width=None)


def test_colour_on_a_terminal_but_not_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in render(WHOLE, width=None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in render(WHOLE, width=None)


@given(st.text(max_size=80))
def test_markup_of_a_document_takes_no_effect_and_nothing_of_a_plan_can_break_the_report(quote: str) -> None:
    near = Near(quote=f"[red]{quote}[/red]", why_not="[/]")
    report = render(assessment(finding(nearest=[near], title="[bold]表題[/]")), width=80)
    unbroken = "".join(line.strip() for line in report.splitlines()).replace(
        " ", ""
    )  # lines are filled, not broken at words
    assert "[red]" in unbroken
    assert "[bold]表題[/]" in unbroken
    assert "→[/]" in unbroken


def test_same_assessment_same_text() -> None:
    assert render(WHOLE, width=80) == render(WHOLE.model_copy(deep=True), width=80)


def test_control_sequences_of_a_plan_do_nothing() -> None:
    quote = "\x1b[31m電子\u202e申請\x07を\x9b検討します。"
    report = render(assessment(finding(status="partial", title="題\x1b[2J", evidence=[Evidence(quote=quote, line=1)])))
    assert not set(report) & {"\x1b", "\u202e", "\x07", "\x9b"}
    assert "検討します。" in report
