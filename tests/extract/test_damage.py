"""Words that a scanner damaged: long ones are restored, short ones are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.damage import LEAST, Restorer

WORDS = [
    "デジタルデバイド",
    "サイバーセキュリティ",
    "スマートフォン",
    "標準準拠システム",
    "テレワーク",
    "rpa",
    "カード",
]
restorer = Restorer(WORDS)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("デジタルデバйд対策を行います。", "デジタルデバイド対策を行います。"),
        ("標準準拠シсテムへ移行します。", "標準準拠システムへ移行します。"),
        ("標準準拠シ\ufffdテムへ移行します。", "標準準拠システムへ移行します。"),
        ("サイバセキュリティの研修", "サイバーセキュリティの研修"),
        ("スマトフォン講座", "スマートフォン講座"),
        ("府内文書のペーパーレス化", "庁内文書のペーパーレス化"),
        ("取組を府内にとどめない", "取組を庁内にとどめない"),
    ],
)
def test_long_words_are_restored(damaged: str, whole: str) -> None:
    assert restorer.texts([damaged]) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "カйドを配ります。",
        "rpйを使います。",
        "αモデルへ移行します。",
        "大阪府内の市町村",
        "内閣府内の会議",
        "政府内の検討",
        "テレワクの端末",
        "スマトな窓口",
    ],
)
def test_short_words_and_words_of_others_are_left_alone(text: str) -> None:
    assert restorer.texts([text]) == [text]


def test_in_a_plan_of_a_prefecture_called_fu_the_word_means_what_it_says() -> None:
    assert restorer.texts(["大阪府の計画です。", "府内の市町村と組みます。"])[1] == "府内の市町村と組みます。"


@given(st.sampled_from([word for word in WORDS if len(word) > LEAST]), st.data())
def test_any_one_letter_of_a_long_word_may_be_strange(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    damaged = "本市は" + word[:at] + "д" + word[at + 1 :] + "を進めます。"
    assert restorer.texts([damaged]) == ["本市は" + word + "を進めます。"]


@given(st.text(alphabet="あいう漢字カナー。、abc123", max_size=60))
def test_a_sound_text_is_not_touched(text: str) -> None:
    assert Restorer(["標準準拠システム"]).texts([text]) == [text]
