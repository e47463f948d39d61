"""Statements -> for each requirement the passage worded most like those that meet it, with how much it is.

The second opinion beside the vocabulary: it knows no strength, actor or second element, and so it gives no verdict; where
the two disagree a person is asked (`verdict.doubt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

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
    own = list(readable(statements))
    if not own:
        return []
    words = [words_of(statement.norm) for statement in own]
    present, satisfied, likest = _best(words, model)
    return [
        Likeness(
            requirement=id_,
            present=round(present[at], 2),
            satisfied=round(satisfied[at], 2),
            words=_strongest(words[likest[at]], at, model),
            at=own[likest[at]].passage,
        )
        for at, id_ in enumerate(model.ids)
    ]


def _best(words: Sequence[Sequence[str]], model: LikenessModel) -> tuple[list[float], list[float], list[int]]:
    """For each requirement the best score of any statement by either model, and which statement is the first with the best
    of `present`."""
    import numpy as np  # takes a tenth of a second to load

    unknown = len(model.rows)
    scores = np.empty((len(words), *model.biases.shape))
    for at, own in enumerate(words):
        rows = [model.rows[word] for word in own if word in model.rows] or [unknown]
        scores[at] = model.biases + model.weights[rows].sum(axis=0) / sqrt(len(own) or 1)
    best = scores.max(axis=0)
    return best[0].tolist(), best[1].tolist(), scores[:, 0].argmax(axis=0).tolist()


def _strongest(words: Sequence[str], at: int, model: LikenessModel) -> list[str]:
    """The single words of a statement that speak most for the requirement."""
    weighed = [
        (weight, word)
        for word in words
        if "_" not in word and word in model.rows
        for weight in [float(model.weights[model.rows[word], 0, at])]
        if weight > 0
    ]
    return [word for _, word in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:STRONGEST]]
