"""Which passages prove a finding: at most five, the best first, every part shown, each as short as proves it."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from compliance.engine.reference import Facts
from compliance.facts.commitments import commitment_facts
from compliance.facts.sourced import SourcedFact
from compliance.japanese.normalise import normalise
from compliance.plan import Likeness, NearMiss, Passage, Plan
from compliance.rules.models import Concept
from compliance.verdict.evidence import (
    LEAST_LIKEST,
    LEAST_NEAR,
    LIKEST,
    LONGEST,
    best_passages,
    cut,
    near_misses,
    shown,
)
from tests.made import commitment, requirement


def sourced(line: int, quote: str = "", **changes: Any) -> SourcedFact:
    at = Passage(line=line, quote=quote or f"{line}台のドローンを導入します。")
    (fact,) = commitment_facts([commitment(at=at, **changes)])
    return fact


def lines(facts: list[SourcedFact], *by_part: list[int]) -> list[int | None]:
    return [evidence.line for evidence in best_passages(facts, by_part)]


def test_the_strongest_comes_first() -> None:
    facts = [sourced(1, strength="considered"), sourced(2, strength="mention"), sourced(3, strength="committed")]
    assert lines(facts, [0, 1, 2]) == [3, 1, 2]


def test_an_aim_with_a_year_comes_before_one_without() -> None:
    assert lines([sourced(1, strength="aimed"), sourced(2, strength="aimed", dated=True)], [0, 1]) == [2, 1]


def test_a_measure_comes_before_the_current_state() -> None:
    assert lines([sourced(1, place="current"), sourced(2, place="measure")], [0, 1]) == [2, 1]


def test_every_part_is_shown_before_any_is_shown_twice() -> None:
    facts = [sourced(line) for line in range(1, 9)]
    assert lines(facts, [0, 1, 2, 3, 4, 5], [6, 7]) == [1, 7, 2, 8, 3]


def test_the_same_passage_is_quoted_once() -> None:
    assert lines([sourced(1), sourced(1), sourced(2)], [0, 1], [1, 2]) == [1, 2]


def test_nothing_gives_nothing() -> None:
    assert best_passages([], []) == []


def test_a_short_quote_stays_whole() -> None:
    assert cut("ドローンを導入します。", "ドローン") == (0, "ドローンを導入します。")


def test_a_chart_drawn_in_text_is_quoted_from_its_head() -> None:
    chart = "町長(本部長)│ " + "├─ 課の名を並べたもの、" * 30 + "└─ ドローン係"
    start, piece = cut(chart, "ドローン")
    assert (start, piece[:8]) == (0, chart[:8])


def test_a_cut_quote_names_the_page_on_which_it_begins() -> None:
    before = "前の頁に書かれた部分、" * 20
    passage = Passage(page=3, turn=100, quote=before + "、ドローンを導入します。")
    assert shown(passage, "ドローン")["page"] == 4
    assert shown(passage, None)["page"] == 3
    assert shown(passage.model_copy(update={"turn": None}), "ドローン")["page"] == 3
    assert shown(Passage(line=7), None) == {"quote": None, "line": 7} | dict.fromkeys(
        ("file", "page", "sheet", "cell", "section")
    )


@given(
    st.text(alphabet="あ、（ ①㍻**", max_size=200),
    st.sampled_from(["ドローン", "ﾄﾞﾛｰﾝ", "ド ローン"]),
    st.text(alphabet="い、。", max_size=200),
)
@example("あ  、  " * 60, "ドローン", "")
def test_a_cut_quote_stands_in_the_original_and_holds_the_words_that_were_recognised(
    before: str, word: str, after: str
) -> None:
    quote = before + word + after
    start, piece = cut(quote, "ドローン")
    assert piece in quote
    assert quote[start:].startswith(piece.removesuffix("…"))
    assert len(piece) <= LONGEST
    if "、" in before[-20:] or len(before) < 100:
        assert "ドローン" in normalise(piece)


def near(
    facts: list[SourcedFact], misses: list[NearMiss] | None = None, likest: Likeness | None = None
) -> list[tuple[int | None, str]]:
    plan = Plan(source="計画.md", sha256="0", near_misses=misses or [])
    plain = Facts(fact.fact for fact in facts)
    concepts = {"AAA.bridge": Concept(title="橋", kind="place", wordings={})}
    found = near_misses(plan, facts, plain, requirement(), likest, concepts)
    return [(entry.line, entry.why_not) for entry in found]


def missed(line: int, likeness: float | None = None, element: str = "AAA.robot_use") -> NearMiss:
    weighed = None if likeness is None else (likeness, likeness)
    at = Passage(line=line, quote="導入します。")
    return NearMiss(element=element, lacks="ロボット", strength="committed", likeness=weighed, at=at)


def test_what_is_seen_and_does_not_count_is_shown_with_the_reason_of_the_rule() -> None:
    assert near([sourced(1, place="glossary")]) == [(1, "用語の説明だけです。")]


def test_a_weak_statement_is_near_for_the_reason_it_is_weak() -> None:
    assert near([sourced(1, strength="considered")]) == [(1, "検討・研究にとどまる記載です")]


def test_what_counts_or_speaks_of_another_element_is_not_near() -> None:
    assert near([sourced(1), sourced(2, element="AAA.bridge_by_drone", strength="considered")]) == []


def test_a_passage_that_names_only_half_is_near_for_what_it_lacks() -> None:
    assert near([], [missed(6, element="AAA.bridge_by_drone"), missed(7)]) == [(7, "「ロボット」に当たる語がありません")]


def test_the_nearest_three_are_enough() -> None:
    assert [line for line, _ in near([sourced(line, strength="considered") for line in range(1, 9)])] == [1, 2, 3]


def test_what_is_most_like_what_meets_it_comes_first() -> None:
    weak = [sourced(line, strength="considered", likeness=(like, -9.0)) for line, like in ((1, -1.0), (2, 2.0), (3, 1.0))]
    assert [line for line, _ in near(weak, [missed(7, 1.5)])] == [2, 7, 3]


def test_a_passage_with_some_words_that_has_nothing_to_do_with_it_is_not_near() -> None:
    assert [line for line, _ in near([], [missed(6, LEAST_NEAR - 0.1), missed(7, LEAST_NEAR)])] == [7]
    assert near([sourced(1, actor="nation", likeness=(LEAST_NEAR - 0.1, -9.0))]) == []


def test_what_the_plan_itself_says_of_an_element_is_near_however_unlike() -> None:
    unlike = near([sourced(1, likeness=(-9.0, -9.0)), sourced(2, strength="considered", likeness=(-9.0, -9.0))])
    assert [line for line, _ in unlike] == [1, 2]


def test_a_line_is_shown_once() -> None:
    assert [line for line, _ in near([], [missed(7, 1.0), missed(7, 0.5), missed(8)])] == [7, 8]


def test_the_likest_passage_of_the_plan_is_near_with_what_it_speaks_of() -> None:
    likest = Likeness(
        requirement="AAA-01", present=2.0, satisfied=0.0, concepts=["AAA.bridge", "AAA.other"], at=Passage(line=4)
    )
    assert near([], [missed(7)], likest) == [(4, f"{LIKEST}(橋)"), (7, "「ロボット」に当たる語がありません")]
    assert near([], [], likest.model_copy(update={"present": LEAST_LIKEST - 0.1})) == []
