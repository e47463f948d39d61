"""Labelled passages judged by the rules: how far the rules know what plans say.

Each passage is judged as a plan of one passage under the heading 具体的な取組; that of a prefecture where its requirement is one for
prefectures alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance.assess import facts_of, plan_of
from compliance.document import Document
from compliance.engine.reference import evaluate
from compliance.errors import InputError, Problem
from compliance.read.markdown import read_markdown
from compliance.rules.ruleset import Rules


@dataclass(frozen=True)
class Example:
    """One labelled passage: the requirement it speaks to and the status it deserves."""

    id: str
    status: str
    text: str
    form: str = ""


@dataclass(frozen=True)
class Judged:
    """An example and the status the rules gave it."""

    example: Example
    got: str


def load_examples(file: Path) -> list[Example]:
    """Passages of a JSON-lines file with the keys id, status, text. Raises `InputError` naming file and line."""
    examples = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                entry = json.loads(line)
                examples.append(Example(entry["id"], entry["status"], entry["text"], entry.get("form", "")))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    Problem(
                        "id・status・text を持つ JSON の行ではありません。",
                        "not a JSON line with id, status, text",
                        str(file),
                        number,
                    )
                ) from error
    return examples


def rules_examples(rules: Rules) -> list[Example]:
    """The examples that stand in the rules themselves."""
    return [
        Example(id_, status, text)
        for id_, rule in rules.requirements.items()
        for status in ("satisfied", "partial", "missing")
        for text in getattr(rule.examples, status)
    ]


def as_plan(text: str, applies_to: Sequence[str]) -> Document:
    """A plan of one passage, of a municipality unless its requirement applies to prefectures only."""
    title = "計画" if "municipality" in applies_to else "見本県の計画"
    return read_markdown(f"# {title}\n\n## 具体的な取組\n\n{text}\n", "例")


def judge(rules: Rules, examples: Iterable[Example]) -> list[Judged]:
    """Judge each passage alone. Examples of requirements the rules do not have are left out."""
    judged = []
    for example in examples:
        rule = rules.requirements.get(example.id)
        if rule:
            plan = plan_of(as_plan(example.text, rule.applies_to), rules)
            outcome = evaluate([rule], [], [sourced.fact for sourced in facts_of(plan, {})])
            judged.append(Judged(example, outcome.statuses[example.id]))
    return judged
