"""Normalised text and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.japanese.normalise import normalise, offsets


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ＤＸ推進", "dx推進"),
        ("eL-QR コード", "el-qrコード"),
        ("ﾃﾚﾜｰｸ", "テレワーク"),
        ("サ-バ", "サーバ"),
        ("⾃治体", "自治体"),
        ("令和 ５ 年度", "令和5年度"),
        ("A\u200bI\u0000", "ai"),
        ("１〜３", "1~3"),
        ("が", "が"),
    ],
)
def test_folds_what_plans_write_differently(written: str, expected: str) -> None:
    assert normalise(written) == expected


@given(st.text(max_size=60))
def test_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Mn", "Mc", "Me")), max_size=60))
def test_every_character_has_its_origin(text: str) -> None:
    origins = offsets(text)
    assert origins == sorted(origins)
    assert origins[-1] == len(text)
    assert all(0 <= origin <= len(text) for origin in origins)
