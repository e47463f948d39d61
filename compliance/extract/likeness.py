"""Statements -> for each requirement the passage worded most like those that meet it, with how much it is.

The second opinion beside the vocabulary: it knows no strength, actor or second element, and so it gives no verdict; where
the two disagree a person is asked (`verdict.doubt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from compliance.extract.passages import passage_of
from compliance.extract.statements import Statement
from compliance.japanese.words import words_of
from compliance.plan import Likeness
from compliance.rules.likeness import LikenessModel

_ELSEWHERE = frozenset(("contents", "glossary", "national", "quotation"))
STRONGEST = 4
"""How many words that speak for the likeness are named."""


def readable(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements in which a requirement can be met: the plan's own, headings left out."""
    for statement in statements:
        if statement.form != "heading" and statement.ground not in _ELSEWHERE and statement.actor == "own":
            yield statement


def likenesses(statements: list[Statement], model: LikenessModel) -> list[Likeness]:
    """One entry for each requirement of the model, in its order; none for a plan without readable statements.

    The score of a statement is the bias plus the sum of the weights of its words over the root of their number.
    """
    if not model.ids:
        return []
    size = len(model.ids)
    best_present: list[tuple[float, Statement | None]] = [(-9.0, None)] * size
    best_satisfied = [-9.0] * size
    for statement in readable(statements):
        words = words_of(statement.norm)
        present, satisfied = [0.0] * size, [0.0] * size
        for word in words:
            for at, one, other in model.weights.get(word, ()):
                present[at] += one
                satisfied[at] += other
        scale = 1 / sqrt(len(words) or 1)
        for at, (bias, other_bias) in enumerate(model.biases):
            score = bias + present[at] * scale
            if score > best_present[at][0]:
                best_present[at] = (score, statement)
            score = other_bias + satisfied[at] * scale
            best_satisfied[at] = max(best_satisfied[at], score)
    return [
        Likeness(
            requirement=id_,
            present=round(best_present[at][0], 2),
            satisfied=round(best_satisfied[at], 2),
            words=_strongest(statement, at, model),
            at=passage_of(statement),
        )
        for at, id_ in enumerate(model.ids)
        for statement in [best_present[at][1]]
        if statement is not None
    ]


def _strongest(statement: Statement, at: int, model: LikenessModel) -> list[str]:
    """The single words of a statement that speak most for the requirement."""
    weighed = [
        (weight, word)
        for word in words_of(statement.norm)
        if "_" not in word
        for position, weight, _ in model.weights.get(word, ())
        if position == at and weight > 0
    ]
    return [word for _, word in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:STRONGEST]]
