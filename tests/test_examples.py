"""Labelled passages judged by the rules, and how the agreement is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.examples import Example, Judged, judge, load_examples, rules_examples
from compliance.report.examples import render, share
from tests.made import requirement, small_rules

RULES = small_rules()


def test_the_examples_of_the_rules_get_their_own_status() -> None:
    judged = judge(RULES, rules_examples(RULES))
    assert [(entry.example.status, entry.got) for entry in judged] == [
        ("satisfied", "satisfied"),
        ("partial", "partial"),
        ("missing", "missing"),
    ]


def test_a_passage_is_judged_alone_as_a_measure_of_the_plans_own() -> None:
    texts = ["ドローンを導入します。ロボットを導入します。", "ドローンを導入します。", "国は、ドローンを導入します。"]
    judged = judge(RULES, [Example("AAA-01", "missing", text) for text in texts])
    assert [entry.got for entry in judged] == ["satisfied", "partial", "missing"]


def test_a_label_that_does_not_fit_is_not_made_to_fit() -> None:
    rules = small_rules(requirement(examples={"satisfied": ["広報紙を配ります。"], "missing": ["広報紙を配ります。"]}))
    assert [entry.got for entry in judge(rules, rules_examples(rules))] == ["missing", "missing"]


def test_examples_of_requirements_the_rules_do_not_have_are_left_out() -> None:
    assert judge(RULES, [Example("ZZZ-01", "missing", "広報紙を配ります。")]) == []


def test_a_file_of_examples_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "例.jsonl"
    file.write_text('{"id": "AAA-01", "status": "partial", "text": "検討します。"}\n\n', encoding="utf-8")
    assert load_examples(file) == [Example("AAA-01", "partial", "検討します。")]


@pytest.mark.parametrize("line", ["{", '{"id": "AAA-01", "status": "partial"}', "[1]", "3"])
def test_a_line_that_is_no_example_is_named_with_file_and_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "例.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_examples(file)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(file), 2)


def test_agreement_names_the_passages_that_differ() -> None:
    judged = [
        Judged(Example("AAA-01", "satisfied", "導入します。"), "satisfied"),
        Judged(Example("AAA-01", "satisfied", "配ります。"), "partial"),
        Judged(Example("AAA-02", "missing", "読みます。"), "missing"),
        Judged(Example("AAA-02", "missing", "書きます。"), "missing"),
    ]
    assert share(judged) == 0.75
    report = render(judged)
    assert "satisfied → partial: 配ります。" in report
    assert "導入します。" not in report
    assert [line.split()[:2] for line in report.splitlines() if "/" in line] == [
        ["AAA-01", "0.500"],
        ["AAA-02", "1.000"],
        ["全体", "0.750"],
    ]
