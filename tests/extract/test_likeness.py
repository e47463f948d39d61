"""How much a plan says what plans say that meet a requirement."""

from __future__ import annotations

from compliance.extract.likeness import features_of, likenesses
from compliance.extract.statements import Statement
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
    },
    ((-3.0, -4.0), (-3.0, -4.0)),
)
CONCEPTS = {"橋": "AAA.bridge", "点検": "AAA.check", "窓口": "AAA.counter"}


def named(statement: Statement) -> list[str]:
    return [concept for word, concept in CONCEPTS.items() if word in statement.norm]


def found(body: str) -> dict[str, tuple[float, float, int | None, list[str]]]:
    statements = statements_of(titled(body))
    return {
        entry.requirement: (entry.present, entry.satisfied, entry.at.line, entry.concepts)
        for entry in likenesses(statements, map(named, statements), MODEL)
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


def test_features_are_the_concepts_and_each_strength_once() -> None:
    statement = statements_of(titled("## 具体的な取組\n\n橋を直し、窓口を改め、会議は検討します。"))[-1]
    features = features_of(statement, ["AAA.bridge"])
    assert features[0] == "AAA.bridge"
    assert len(features) == len(set(features)) > 1


def test_rules_without_a_model_and_plans_without_statements_have_no_likeness() -> None:
    statements = statements_of(titled("## 具体的な取組\n\n橋の点検を行います。"))
    assert likenesses(statements, map(named, statements), NOTHING_LEARNED) == []
    assert likenesses([], [], MODEL) == []
