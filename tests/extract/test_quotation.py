"""National text copied into a plan is known by its fingerprints; own words about the same thing are not taken for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract import quotation
from compliance.extract.quotation import QuotationReader, runs
from compliance.japanese.normalise import normalise
from compliance.rules.fingerprints import load_fingerprints

NATIONAL = normalise(
    "自治体は、住民に身近な行政を担う立場から、手続の入口から出口までを一つの流れとして見直し、"
    "窓口に来る人にも来ない人にも同じ品質のサービスを届けられるよう、職員の働き方と情報システムの両方を改めることが望まれる。"
)
OWN = normalise(
    "北山市は、山あいの集落にも役場の支所と同じ手続の場を設けるため、移動する窓口の車を二台そろえて毎週決まった曜日に巡り、"
    "来庁が難しい方の自宅の近くで、申請の受付から証明書の交付までをその場で終えられるようにします。"
)
reader = QuotationReader(runs(NATIONAL))


def test_copied_text_is_a_quotation() -> None:
    assert reader.quoted(NATIONAL)


def test_own_text_is_none() -> None:
    assert not reader.quoted(OWN)


def test_half_a_quotation_is_the_plans_own_sentence() -> None:
    assert not reader.quoted(NATIONAL[:60] + OWN[:60])
    assert not reader.quoted(OWN[:60] + NATIONAL[:60])


def test_a_short_sentence_is_everyones() -> None:
    assert not reader.quoted(NATIONAL[:59])


def test_without_fingerprints_nothing_is_a_quotation() -> None:
    assert not QuotationReader([]).quoted(NATIONAL)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_of_a_part_are_among_those_of_the_whole(before: str, after: str) -> None:
    assert set(runs(NATIONAL)) <= set(runs(before + NATIONAL + after))


def test_the_maker_writes_a_file_the_loader_reads_and_no_sentence_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, out = tmp_path / "national.md", tmp_path / "national.fingerprints"
    text.write_text(f"# 国の文書\n\n{NATIONAL}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["quotation", str(out), str(text)])
    quotation.main()
    assert set(runs(NATIONAL)) <= load_fingerprints(out)
    assert "自治体".encode() not in out.read_bytes()
    assert QuotationReader(load_fingerprints(out)).quoted(NATIONAL)
