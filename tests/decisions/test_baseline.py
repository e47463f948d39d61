"""Findings that are known, new and fixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.assessment import Assessment, Evidence
from compliance.decisions.baseline import compare, dump_baseline, findings_of, load_baseline
from compliance.errors import InputError
from compliance.verdict.gate import failing
from tests.made import assessment, check_finding, finding


def judged(quote: str = "窓口を検討します。", line: int = 4, status: str = "partial") -> Assessment:
    evidence = [Evidence(quote=quote, line=line)] if status != "missing" else []
    return assessment(
        finding("AAA-01", status=status, obligation="statutory", evidence=evidence),
        finding("AAA-02", status="missing", obligation="statutory"),
        checks=(check_finding(status="clear"),),
    )


def states(result: Assessment) -> list[str | None]:
    return [found.baseline for found in result.requirements]


def test_known_findings_do_not_gate_and_new_ones_do() -> None:
    known = findings_of(judged())
    result, fixed = compare(judged(), known)
    assert (states(result), fixed) == (["known", "known"], [])
    assert failing(result) == []
    worse, _ = compare(judged(status="missing"), known)
    assert states(worse) == ["new", "known"]
    assert [found.id for found in failing(worse)] == ["AAA-01"]


def test_a_text_that_moves_or_is_set_otherwise_stays_known_and_a_reworded_one_is_new() -> None:
    known = findings_of(judged())
    assert states(compare(judged(line=99, quote="窓口を　検討します。"), known)[0]) == ["known", "known"]
    assert states(compare(judged(quote="窓口の様子を見ます。"), known)[0]) == ["new", "known"]


def test_what_is_met_now_is_fixed() -> None:
    _, fixed = compare(judged(status="satisfied"), findings_of(judged()))
    assert [entry.id for entry in fixed] == ["AAA-01"]


def test_the_file_is_the_same_whatever_the_order_and_comes_back(tmp_path: Path) -> None:
    known = findings_of(judged())
    assert dump_baseline(sorted(known)) == dump_baseline(sorted(known, reverse=True))
    file = tmp_path / "baseline.json"
    file.write_bytes(dump_baseline(known))
    assert load_baseline(file) == known


@pytest.mark.parametrize("text", ["", "[]", '{"known": [{"id": "AAA-01"}]}', '{"known": 3}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="ベースライン"):
        load_baseline(file)
