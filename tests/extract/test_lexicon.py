"""Which concepts a text names: the same as a naive search finds, `…` up to 15 characters, nothing that begins inside `not_in`."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.lexicon import Lexicon, apart
from compliance.japanese.normalise import normalise
from tests.made import concept

letters = st.text(alphabet="あいうア国a", min_size=1, max_size=4)
texts = st.text(alphabet="あいうア国a\n", max_size=30)


def named(lexicon: Lexicon, text: str) -> list[str]:
    return lexicon.ids(lexicon.find([normalise(text)]).named(0))


@given(st.lists(letters, min_size=1, max_size=8), st.lists(texts, max_size=5))
def test_plain_words_are_found_where_a_naive_search_finds_them(words: list[str], originals: list[str]) -> None:
    lexicon = Lexicon({f"c{number}": concept("-", word) for number, word in enumerate(words)})
    norms = [normalise(text) for text in originals]
    found = lexicon.find(norms)
    for at, norm in enumerate(norms):
        for number, word in enumerate(normalise(word) for word in words):
            naive = [(at, at + len(word)) for at in range(len(norm)) if norm.startswith(word, at)]
            assert (number in found.named(at)) == bool(naive)
            assert sorted(found.spans(frozenset((number,)), at)) == naive


@pytest.mark.parametrize("pieces", [("橋梁", "点検"), ("橋", "点検"), ("橋梁", "検"), ("橋", "検")])
@given(between=st.text(alphabet="のを定期に", max_size=20))
def test_an_ellipsis_stands_for_fifteen_characters_at_most(pieces: tuple[str, str], between: str) -> None:
    lexicon = Lexicon({"check": concept("-", "…".join(pieces))})
    text = f"市は{pieces[0]}{between}{pieces[1]}する"
    assert lexicon.find([text]).spans(frozenset((lexicon.numbers["check"],)), 0) == ([(2, len(text) - 2)] if len(between) <= 15 else [])


def test_the_pieces_of_a_wording_stand_in_order_and_in_one_text() -> None:
    lexicon = Lexicon({"check": concept("-", "橋梁…点検")})
    assert named(lexicon, "点検する橋梁") == []
    assert lexicon.find(["橋梁", "点検"]).columns.any() == 0


def test_a_word_over_the_border_of_two_texts_is_in_neither() -> None:
    lexicon = Lexicon({"drone": concept("ドローン")})
    assert lexicon.find(["ドロ", "ーン", "ドローン"]).columns.any() == 0b100


def test_words_are_normalised_as_texts_are() -> None:
    lexicon = Lexicon({"net": concept("-", "ＩＴ 基盤")})
    assert named(lexicon, "it基盤を整えます。") == ["net"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本市の村を巡る。", ["village"]),
        ("東村市に住む。", []),
        ("村民が住む。", []),
        ("東村市の村を巡る。", ["village"]),
        ("村と東の丘の市", ["village"]),
    ],
)
def test_a_hit_inside_another_word_does_not_count(text: str, expected: list[str]) -> None:
    assert named(Lexicon({"village": concept("村", not_in=("東村市", "村民"))}), text) == expected


def test_a_hit_that_begins_inside_another_word_does_not_count_wherever_it_ends() -> None:
    lexicon = Lexicon({"plan": concept("-", "計画を見直", "計画の改定", not_in=("避難計画",))})
    assert named(lexicon, "避難計画を見直し、避難計画の改定を行う。") == []
    assert named(lexicon, "避難の計画を見直す。") == ["plan"]


def test_where_only_the_hit_outside_counts_only_its_place_is_given() -> None:
    lexicon = Lexicon({"village": concept("村", not_in=("東村市",))})
    assert lexicon.find(["東村市の村"]).spans(frozenset((lexicon.numbers["village"],)), 0) == [(4, 5)]


def test_one_wording_may_mean_two_things() -> None:
    lexicon = Lexicon({"bridge": concept("-", "はし"), "stick": concept("-", "はし"), "edge": concept("-", "へり")})
    assert named(lexicon, "はしをわたる") == ["bridge", "stick"]


def test_edges_name_what_begins_and_ends_at_a_place() -> None:
    lexicon = Lexicon({"ai": concept("ai"), "rpa": concept("rpa")})
    starting, ending = lexicon.find(["ai・rpa"]).edges(0)
    assert (starting, ending) == ({0: {0}, 3: {1}}, {2: {0}, 6: {1}})


def test_an_empty_vocabulary_names_nothing() -> None:
    found = Lexicon({}).find(["本市", ""])
    assert [found.named(0), found.named(1), found.columns.any()] == [set(), set(), 0]


wordings = st.sampled_from(["あ", "い", "あい", "い…あ", "国い…う", "アあ…あ…い"])


@given(
    st.lists(st.tuples(wordings, st.lists(wordings, max_size=2)), min_size=1, max_size=6),
    st.lists(st.text(alphabet="あいう国ア", max_size=25), max_size=6),
)
def test_the_columns_tell_of_all_texts_what_each_text_names(
    words: list[tuple[str, list[str]]], originals: list[str]
) -> None:
    concepts = {f"c{number}": concept("-", word, not_in=tuple(not_in)) for number, (word, not_in) in enumerate(words)}
    lexicon = Lexicon(concepts)
    found = lexicon.find(originals)
    for at, number in product(range(len(originals)), range(len(words))):
        alone = lexicon.find([originals[at]])
        group = frozenset((number,))
        assert bool(found.columns.of(group) >> at & 1) == (number in found.named(at)) == bool(alone.columns.of(group))
        assert (number in found.named(at)) == bool(found.spans(group, at))
        assert sorted(found.spans(group, at)) == sorted(alone.spans(group, 0))


spans = st.lists(st.tuples(st.integers(0, 3), st.integers(4, 5)), max_size=4)


@given(st.lists(spans, max_size=4))
def test_groups_are_apart_where_some_choice_gives_each_a_word_of_its_own(groups: list[list[tuple[int, int]]]) -> None:
    assert apart(groups) == any(len(set(choice)) == len(groups) for choice in product(*groups))
