"""Which concepts a text names: the same as a naive search finds, `…` up to 15 characters, nothing inside `not_in`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.lexicon import Lexicon
from compliance.japanese.normalise import normalise
from tests.made import concept

letters = st.text(alphabet="あいうア国a", min_size=1, max_size=4)
texts = st.text(alphabet="あいうア国a\n", max_size=30)


def named(lexicon: Lexicon, text: str) -> list[str]:
    return lexicon.ids(lexicon.find([normalise(text)])[0].mask)


@given(st.lists(letters, min_size=1, max_size=8), st.lists(texts, max_size=5))
def test_plain_words_are_found_where_a_naive_search_finds_them(words: list[str], originals: list[str]) -> None:
    lexicon = Lexicon({f"c{number}": concept("-", word) for number, word in enumerate(words)})
    norms = [normalise(text) for text in originals]
    for norm, found in zip(norms, lexicon.find(norms), strict=True):
        for number, word in enumerate(normalise(word) for word in words):
            naive = [(at, at + len(word)) for at in range(len(norm)) if norm.startswith(word, at)]
            assert bool(found.mask & lexicon.bits[f"c{number}"]) == bool(naive)
            assert sorted(found.spans(lexicon.bits[f"c{number}"])) == naive


@pytest.mark.parametrize("pieces", [("橋梁", "点検"), ("橋", "点検"), ("橋梁", "検"), ("橋", "検")])
@given(between=st.text(alphabet="のを定期に", max_size=20))
def test_an_ellipsis_stands_for_fifteen_characters_at_most(pieces: tuple[str, str], between: str) -> None:
    lexicon = Lexicon({"check": concept("-", "…".join(pieces))})
    text = f"市は{pieces[0]}{between}{pieces[1]}する"
    (found,) = lexicon.find([text])
    assert found.spans(lexicon.bits["check"]) == ([(2, len(text) - 2)] if len(between) <= 15 else [])


def test_the_pieces_of_a_wording_stand_in_order_and_in_one_text() -> None:
    lexicon = Lexicon({"check": concept("-", "橋梁…点検")})
    assert named(lexicon, "点検する橋梁") == []
    assert [found.mask for found in lexicon.find(["橋梁", "点検"])] == [0, 0]


def test_a_word_over_the_border_of_two_texts_is_in_neither() -> None:
    lexicon = Lexicon({"drone": concept("ドローン")})
    assert [found.mask for found in lexicon.find(["ドロ", "ーン", "ドローン"])] == [0, 0, 1]


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


def test_where_only_the_hit_outside_counts_only_its_place_is_given() -> None:
    lexicon = Lexicon({"village": concept("村", not_in=("東村市",))})
    (found,) = lexicon.find(["東村市の村"])
    assert found.spans(lexicon.bits["village"]) == [(4, 5)]


def test_one_wording_may_mean_two_things() -> None:
    lexicon = Lexicon({"bridge": concept("-", "はし"), "stick": concept("-", "はし"), "edge": concept("-", "へり")})
    assert named(lexicon, "はしをわたる") == ["bridge", "stick"]


def test_edges_name_what_begins_and_ends_at_a_place() -> None:
    lexicon = Lexicon({"ai": concept("ai"), "rpa": concept("rpa")})
    starting, ending = lexicon.find(["ai・rpa"])[0].edges()
    assert (starting, ending) == ({0: 1, 3: 2}, {2: 1, 6: 2})


def test_an_empty_vocabulary_names_nothing() -> None:
    assert [found.mask for found in Lexicon({}).find(["本市", ""])] == [0, 0]
