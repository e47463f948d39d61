"""How much a plan is worded like plans that meet a requirement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.likeness import likenesses
from compliance.japanese.words import LONGEST, words_of
from compliance.rules.likeness import NOTHING_LEARNED, LikenessModel
from tests.small import statements_of, titled

MODEL = LikenessModel(
    "",
    ("AAA-01", "AAA-02"),
    {"橋": ((0, 4.0, 2.0),), "点検": ((0, 2.0, 1.0), (1, -1.0, -1.0)), "窓口": ((1, 6.0, 3.0),)},
    ((-3.0, -4.0), (-3.0, -4.0)),
)


def found(body: str) -> dict[str, tuple[float, int | None, list[str]]]:
    return {
        entry.requirement: (entry.present, entry.at.line, entry.words)
        for entry in likenesses(statements_of(titled(body)), MODEL)
    }


def test_the_likest_statement_is_found_with_the_words_that_speak_for_it() -> None:
    result = found("## 具体的な取組\n\n窓口を改めます。\n\n橋の点検を行います。")
    assert result["AAA-01"][1:] == (7, ["橋", "点検"])
    assert result["AAA-02"][1:] == (5, ["窓口"])
    assert result["AAA-01"][0] > -3


def test_what_others_say_and_what_heads_or_explains_is_not_looked_at() -> None:
    alike = found("## 具体的な取組\n\n会議を減らします。")
    body = "## 具体的な取組\n\n会議を減らします。\n\n国は、橋の点検を行います。\n\n"
    body += "### 橋の点検\n\n## 用語解説\n\n橋の点検: 橋を点検すること。"
    assert {id_: value[0] for id_, value in found(body).items()} == {id_: value[0] for id_, value in alike.items()}


def test_rules_without_a_model_and_plans_without_statements_have_no_likeness() -> None:
    assert likenesses(statements_of(titled("## 具体的な取組\n\n橋の点検を行います。")), NOTHING_LEARNED) == []
    assert likenesses([], MODEL) == []


@given(st.text(max_size=60), st.integers(0, 10))
def test_words_are_distinct_and_only_the_head_of_a_long_text_counts(text: str, times: int) -> None:
    words = words_of(text * times)
    assert len(words) == len(set(words))
    assert words_of("点検" + "あ" * LONGEST + "窓口") == words_of(("点検" + "あ" * LONGEST)[:LONGEST])


def test_spellings_of_one_word_are_one() -> None:
    assert "申し込む" in words_of("申込む")
    assert words_of("申込む") == words_of("申し込む")
