"""The likeness model: what it learns, that it comes out the same, and that it survives its file."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from compliance.assess import commitment_reader, statements_of
from compliance.examples import as_plan, rules_examples
from compliance.extract.likeness import features_of, likenesses, readable, scores
from compliance.likeness_training import learn, lines_of
from compliance.rules.likeness import NOTHING_LEARNED, LikenessModel, load_likeness, save_likeness
from compliance.rules.ruleset import Rules
from tests.conftest import ROOT

TELEWORK = ("TEL-01", "TEL-02", "PAY-01")
PLAN = ROOT / "plans" / "invented" / "kusanagi"


@pytest.fixture(scope="module")
def model(rules: Rules) -> LikenessModel:
    examples = [example for example in rules_examples(rules) if example.id in TELEWORK]
    return learn(examples, lines_of(PLAN / "plan.md", PLAN / "labels.yaml", rules), rules)


def test_a_passage_is_likest_to_its_own_requirement(model: LikenessModel, rules: Rules) -> None:
    statements = statements_of(as_plan("在宅勤務の制度を設け、端末を貸し出します。", ["municipality"]), rules)
    vocabulary = commitment_reader(rules)
    headings = vocabulary.headings(statements)
    names = vocabulary.find(statements, "municipality")
    own = [
        (statement, features_of(statement, vocabulary.names(names, number), vocabulary.above(statement, headings)))
        for number, statement in enumerate(statements)
        if readable(statement)
    ]
    said, features = [statement for statement, _ in own], [names for _, names in own]
    found = {entry.requirement: entry.present for entry in likenesses(said, features, scores(features, model), model)}
    assert max(found, key=lambda id_: found[id_]).startswith("TEL")
    assert found["PAY-01"] < min(found["TEL-01"], found["TEL-02"])


def plain(model: LikenessModel) -> dict[str, list[tuple[float, ...]]]:
    return {name: [tuple(entry) for entry in entries] for name, entries in model.features.items()}


def test_the_file_is_the_same_each_time_and_holds_the_whole_model(
    model: LikenessModel, rules: Rules, tmp_path: Path
) -> None:
    save_likeness(model, tmp_path / "a.gz")
    examples = [example for example in rules_examples(rules) if example.id in TELEWORK]
    save_likeness(learn(examples, lines_of(PLAN / "plan.md", PLAN / "labels.yaml", rules), rules), tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    again = load_likeness(tmp_path / "a.gz")
    assert (again.ids, again.intercepts) == (model.ids, model.intercepts)
    assert plain(again) == plain(model)


def test_other_examples_are_told_by_the_hash(model: LikenessModel, rules: Rules) -> None:
    examples = [example for example in rules_examples(rules) if example.id in TELEWORK[:2]]
    assert learn(examples, [], rules).training_sha256 != model.training_sha256


def test_rules_without_a_model(tmp_path: Path) -> None:
    assert load_likeness(tmp_path / "none.gz") is NOTHING_LEARNED


def test_lines_tell_whose_words_they_have_whether_cited_or_not(rules: Rules) -> None:
    lines = lines_of(PLAN / "plan.md", PLAN / "labels.yaml", rules)
    assert any("TEL-01" in line.worded and "TEL-01" in line.cited for line in lines)
    assert any(line.worded - line.cited.keys() for line in lines)
    assert any(not line.worded for line in lines)
