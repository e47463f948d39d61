"""How strong a sentence is: the coding rules 自団体の約束・弱い意思・必要性の表明・過去の実績, one sentence each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.strength import Clause, StrengthReader
from compliance.japanese.normalise import normalise
from tests.small import reading

reader = StrengthReader(reading().strengths)


def clauses(text: str) -> list[Clause]:
    return reader.clauses(normalise(text))


def strengths(text: str) -> list[str]:
    return [clause.strength for clause in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("電子申請を導入します。", "committed"),
        ("電子申請の拡大を図る。", "committed"),
        ("窓口の改革に取り組みます。", "committed"),
        ("電子申請の利用拡大を推進する。", "committed"),
        ("電子申請の導入を検討します。", "considered"),
        ("生成AIの使い道を研究していきます。", "considered"),
        ("国の動きを注視します。", "considered"),
        ("導入の可能性を探ります。", "considered"),
        ("手数料の扱いを検討し、結果を取りまとめる。", "considered"),
        ("大学の研究室と仕組みを作成しています。", "doing"),
        ("改正法が令和8年4月に施行される。", "mention"),
        ("職員の意識の向上に努めます。", "aimed"),
        ("手続の完全な電子化を目指します。", "aimed"),
        ("窓口を見直す必要がある。", "necessity"),
        ("職員の育成が重要である。", "necessity"),
        ("迅速な対応が求められる。", "necessity"),
        ("早めの準備が望ましい。", "necessity"),
        ("職員の負担の軽減につながります。", "effect"),
        ("来庁せずに手続が可能となります。", "effect"),
        ("令和5年度に電子申請を導入しました。", "done"),
        ("担当課が各課のまとめ役となります。", "committed"),
        ("標準準拠システムへの移行を完了した。", "done"),
        ("電子申請を運用しています。", "doing"),
        ("窓口で翻訳機の試行を行いました。", "trial"),
        ("令和4年度に実証実験を実施した。", "trial"),
        ("この事業は令和5年度に廃止しました。", "ended"),
        ("電子申請とは、インターネットで手続をすることです。", "mention"),
    ],
)
def test_the_final_predicate_says_how_strong_a_sentence_is(text: str, expected: str) -> None:
    assert strengths(text)[-1] == expected


def test_a_promise_before_a_consideration_stays_a_promise() -> None:
    assert strengths("電子申請を導入し、書かない窓口を検討します。") == ["committed", "considered"]


def test_promises_joined_by_a_comma_share_their_predicate() -> None:
    assert strengths("電子申請を広げ、窓口を改めます。") == ["committed", "committed"]


def test_a_clause_that_only_qualifies_is_as_weak_as_what_it_qualifies() -> None:
    assert set(strengths("手続の選び方、本人確認の方法を検討し、結果を取りまとめる。")) == {"considered"}
    assert strengths("電子申請の拡大について、庁内で検討します。") == ["considered", "considered"]
    assert strengths("電子申請の拡大について、様式を改め、庁内で検討します。") == [
        "considered",
        "committed",
        "considered",
    ]


def test_what_is_only_included_is_as_weak_as_the_rest() -> None:
    assert strengths("副町長が兼ねる案も含め、責任者の在り方を研究します。")[0] == "considered"


def test_what_is_said_last_counts_not_the_noun_before_it() -> None:
    assert strengths("紙の様式の廃止を検討します。") == ["considered"]


@pytest.mark.parametrize("text", ["検討委員会を設置します。", "検討結果を踏まえて導入します。"])
def test_a_noun_made_with_kentou_is_no_weak_intention(text: str) -> None:
    assert strengths(text) == ["committed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("電子申請の対象手続の拡大", "committed"), ("窓口へのタブレット端末の導入", "committed"), ("電子申請", "mention")],
)
def test_an_action_noun_with_an_object_is_an_intention_and_a_bare_label_is_not(text: str, expected: str) -> None:
    assert strengths(text) == [expected]


def test_a_state_in_brackets_at_the_end_decides() -> None:
    assert strengths("オンライン会議の環境の整備(検討中)") == ["considered"]


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["電子申請を", "導入し", "検討", "、", "。", "(", ")", "ます", "た"])).map("".join)
)
def test_the_clauses_of_any_text_cover_it_from_end_to_end(text: str) -> None:
    norm = normalise(text)
    found = reader.clauses(norm)
    assert "".join(norm[clause.start : clause.end] for clause in found) == norm
    assert all(clause.start < clause.end for clause in found)
