"""A person's verdict beside the tool's."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.assessment import Assessment, Evidence
from compliance.decisions.corrections import (
    CorrectionEntry,
    Placed,
    correct,
    dump_corrections,
    entry_of,
    load_corrections,
)
from compliance.verdict.gate import failing
from tests.made import assessment, check_finding, finding

QUOTE = [Evidence(quote="窓口を 改めます。", line=4)]


def judged(line: int = 4, quote: str = "窓口を改めます。") -> Assessment:
    return assessment(
        finding("AAA-01", status="partial", obligation="statutory", evidence=[Evidence(quote=quote, line=line)]),
        finding("AAA-02", status="missing", obligation="statutory", needs_review=True),
        checks=(check_finding(status="clear"),),
    )


def correction(id_: str = "AAA-01", verdict: str = "satisfied", **values: object) -> Placed:
    data = {"reason": "12頁の表にある", "by": "企画課", "on": date(2026, 11, 1), **values}
    finding_ = next(found for found in judged().requirements if found.id in (id_, "AAA-01"))
    return Placed(
        entry_of(finding_, "北山市", **{**data, "verdict": verdict}).model_copy(update={"id": id_}), "人.yaml", 3
    )


def test_the_person_has_the_last_word_and_the_tools_verdict_is_kept() -> None:
    result, problems = correct(judged(), [correction(page=12)])
    found = result.requirements[0]
    assert (found.status, found.needs_review, problems) == ("satisfied", False, [])
    assert found.correction is not None
    assert (found.correction.verdict, found.correction.page, found.correction.by) == ("partial", 12, "企画課")
    assert result.summary.by_status == {"satisfied": 1, "missing": 1}


def test_a_confirmed_gap_is_firm_and_gates() -> None:
    confirmed = Placed(
        CorrectionEntry(id="AAA-02", plan="北山市", verdict="missing", reason="全頁を見た", by="企画課", on=DAY),
        "人.yaml",
        3,
    )
    assert [found.id for found in failing(judged())] == []
    result, _ = correct(judged(), [confirmed])
    assert [found.id for found in failing(result)] == ["AAA-02"]


DAY = date(2026, 11, 1)


def test_a_moved_text_changes_nothing_and_a_reworded_one_makes_the_correction_stale() -> None:
    moved, problems = correct(judged(line=40), [correction()])
    assert (moved.requirements[0].needs_review, problems) == (False, [])
    reworded, problems = correct(judged(quote="窓口を検討します。"), [correction()])
    found = reworded.requirements[0]
    assert (found.status, found.needs_review) == ("satisfied", True)
    assert found.correction is not None
    assert found.correction.stale
    assert "根拠が変わりました" in problems[0].ja


def test_two_persons_who_disagree_leave_the_tools_verdict_to_be_confirmed() -> None:
    result, problems = correct(judged(), [correction(), correction(verdict="missing", by="県")])
    found = result.requirements[0]
    assert (found.status, found.needs_review, found.correction) == ("partial", True, None)
    assert "食い違っています" in problems[0].ja


@pytest.mark.parametrize(
    ("id_", "verdict", "said"), [("AAA-01", "raised", "どれか"), ("ZZZ-01", "missing", "判定がありません")]
)
def test_a_verdict_of_the_wrong_kind_and_an_unknown_id_are_said(id_: str, verdict: str, said: str) -> None:
    result, problems = correct(judged(), [correction(id_, verdict)])
    assert result.requirements[0].correction is None
    assert said in problems[0].ja


def test_the_file_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory) -> None:
    entries = [correction(page=3).entry, correction("CON-01", "clear").entry]
    file = tmp_path_factory.mktemp("人") / "人の判定.yaml"
    file.write_text(dump_corrections(entries), encoding="utf-8")
    assert [placed.entry for placed in load_corrections([file])] == entries
