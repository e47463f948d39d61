"""How much a plan says what plans say that meet a requirement."""

from __future__ import annotations

import pytest

from compliance.extract.likeness import (
    CHANCE,
    Features,
    beyond_chance,
    chance,
    features_of,
    likenesses,
    readable,
    scores,
    with_likeness,
)
from compliance.extract.statements import Statement
from compliance.plan import Commitment, Likeness
from compliance.rules.likeness import NOTHING_LEARNED, LikenessModel
from tests.small import statements_of, titled

MODEL = LikenessModel(
    "",
    ("AAA-01", "AAA-02"),
    {
        "AAA.bridge": ((0, 4.0, 2.0),),
        "AAA.check": ((0, 2.0, 1.0), (1, -1.0, -1.0)),
        "AAA.counter": ((1, 6.0, 3.0),),
        "committed": ((0, 1.0, 2.0), (1, 1.0, 2.0)),
        "above:AAA.bridge": ((0, 2.0, 1.0),),
    },
    ((-3.0, -4.0), (-3.0, -4.0)),
)
CONCEPTS = {"橋": "AAA.bridge", "点検": "AAA.check", "窓口": "AAA.counter"}


def named(statement: Statement) -> list[str]:
    return [concept for word, concept in CONCEPTS.items() if word in statement.norm]


def likest(body: str, model: LikenessModel = MODEL) -> list[Likeness]:
    own = [statement for statement in statements_of(titled(body)) if readable(statement)]
    features = [features_of(statement, named(statement), above(statement)) for statement in own]
    return likenesses(own, features, scores(features, model), model)


def above(statement: Statement) -> tuple[str, ...]:
    named_above = (word for word in CONCEPTS if any(word in text for text in statement.block.headings))
    return tuple(f"above:{CONCEPTS[word]}" for word in named_above)


def found(body: str) -> dict[str, tuple[float, float, int | None, list[str]]]:
    return {
        entry.requirement: (entry.present, entry.satisfied, entry.at.line, entry.concepts) for entry in likest(body)
    }


def test_the_likest_statement_is_found_with_the_concepts_that_speak_for_it() -> None:
    result = found("## 具体的な取組\n\n窓口を改めます。\n\n橋の点検を行います。")
    assert result["AAA-01"][2:] == (7, ["AAA.bridge", "AAA.check"])
    assert result["AAA-02"][2:] == (5, ["AAA.counter"])
    assert result["AAA-01"][0] > -3


def test_what_others_say_and_what_heads_or_explains_is_not_looked_at() -> None:
    alike = found("## 具体的な取組\n\n会議を減らします。")
    body = "## 具体的な取組\n\n会議を減らします。\n\n国は、橋の点検を行います。\n\n"
    body += "### 橋の点検\n\n## 用語解説\n\n橋の点検: 橋を点検すること。"
    assert {id_: value[:2] for id_, value in found(body).items()} == {id_: value[:2] for id_, value in alike.items()}


def test_a_promise_is_likelier_than_a_thought() -> None:
    promised, thought = (found(f"## 具体的な取組\n\n橋の点検を{ending}。") for ending in ("行います", "検討します"))
    assert promised["AAA-01"][1] > thought["AAA-01"][1]


def test_a_heading_lends_what_the_statement_does_not_name_itself() -> None:
    plain, headed = (found(f"## 具体的な取組\n\n### {title}\n\n点検を行います。") for title in ("道", "橋"))
    assert headed["AAA-01"][0] > plain["AAA-01"][0]


def test_features_are_the_concepts_each_strength_once_and_what_is_above() -> None:
    statement = statements_of(titled("## 具体的な取組\n\n橋を直し、窓口を改め、会議は検討します。"))[-1]
    features = features_of(statement, ["AAA.bridge"], ("above:AAA.counter",))
    assert features.own[0] == "AAA.bridge"
    assert {"considered", "AAA@considered"} <= set(features.own)
    assert len(features.own) == len(set(features.own))
    assert features.above == ("above:AAA.counter",)


def test_naming_much_weakens_each_word_up_to_a_point() -> None:
    own = [Features(["A"] * number, ()).shares[0] for number in (1, 2, 30, 60)]
    assert own[0] > own[1] > own[2] == own[3]
    assert Features(["A"], ("B",) * 50).shares[0] == own[0]


def test_a_commitment_is_weighed_by_its_own_sentence() -> None:
    own = statements_of(titled("## 具体的な取組\n\n橋の点検を行います。\n\n会議を開きます。"))[-2:]
    features = [features_of(statement, named(statement), ()) for statement in own]
    commitments = [
        Commitment(element="AAA.checked", strength="committed", at=statement.passage).model_copy(
            update={"at": statement.passage}
        )
        for statement in own
    ]
    asking = {"AAA.checked": ["AAA-01"]}
    bridge, meeting = with_likeness(commitments, own, beyond_chance(scores(features, MODEL)), MODEL, asking)
    assert bridge.likeness
    assert meeting.likeness
    assert bridge.likeness > meeting.likeness
    assert with_likeness(commitments, own, beyond_chance(scores(features, MODEL)), MODEL, {})[0].likeness is None


def test_rules_without_a_model_and_plans_without_statements_have_no_likeness() -> None:
    assert likest("## 具体的な取組\n\n橋の点検を行います。", NOTHING_LEARNED) == []
    assert likenesses([], [], scores([], MODEL), MODEL) == []


@pytest.mark.parametrize(("statements", "expected"), [(0, 0.0), (1, 0.0), (10, 0.0), (100, CHANCE), (3000, CHANCE)])
def test_chance_accounts_for_nothing_in_a_passage_and_for_no_more_than_its_bound_in_a_plan(statements: int, expected: float) -> None:
    assert chance(statements) == pytest.approx(expected)
    assert 0 < chance(40) < chance(60) < CHANCE


def test_the_same_words_say_less_where_much_is_said() -> None:
    asking = {"AAA.checked": ["AAA-01"]}

    def present(body: str) -> float:
        statements = [statement for statement in statements_of(titled(body)) if readable(statement)]
        features = [features_of(statement, named(statement), ()) for statement in statements]
        first = Commitment(element="AAA.checked", strength="committed", at=statements[0].passage)
        found = with_likeness([first], statements, beyond_chance(scores(features, MODEL)), MODEL, asking)
        assert found[0].likeness
        return found[0].likeness[0]

    alone = present("## 具体的な取組\n\n橋の点検を行います。")
    assert present("## 具体的な取組\n\n橋の点検を行います。" + "道を直します。" * 120) == pytest.approx(alone - CHANCE)
