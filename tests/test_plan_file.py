"""Plan models in YAML: loss-free both ways."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from compliance.assess import plan_of
from compliance.plan import Commitment, Passage, Plan
from compliance.plan_file import dump_plan, load_plan
from compliance.read import read
from compliance.rules.ruleset import Rules
from tests.conftest import SAMPLE

texts = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and text.strip() == text)


def test_the_sample_survives_the_round_trip(rules: Rules, tmp_path: Path) -> None:
    plan = plan_of(read(SAMPLE), rules)
    path = tmp_path / "plan.yaml"
    path.write_text(dump_plan(plan, {}, quotes=True), encoding="utf-8")
    assert load_plan(path) == plan


def test_without_quotes_no_sentence_is_left(rules: Rules) -> None:
    plan = plan_of(read(SAMPLE), rules)
    text = dump_plan(plan, {}, quotes=False)
    sentences = [c.at.quote for c in plan.commitments if c.at.quote and len(c.at.quote) > 30]
    assert sentences
    assert not any(sentence in text for sentence in sentences)


@given(quote=texts, title=texts, number=texts)
def test_any_text_survives(tmp_path_factory: object, quote: str, title: str, number: str) -> None:
    plan = Plan(
        source="計画.md",
        sha256="0",
        title=title,
        commitments=[Commitment(element="STD.x", strength="done", number=number, at=Passage(line=3, quote=quote))],
    )
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"  # type: ignore[attr-defined]
    path.write_text(dump_plan(plan, {}, quotes=True), encoding="utf-8")
    assert load_plan(path) == plan
