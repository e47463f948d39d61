"""Statements -> for each requirement the passage that says most what those say that meet it, with how much it does.

The second opinion beside the rules: it weighs all that a statement names, and knows nothing of elements; so it gives no
verdict, but where the two disagree a person is asked (`verdict.doubt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from compliance.extract.statements import Statement
from compliance.plan import Likeness
from compliance.rules.likeness import LikenessModel

_ELSEWHERE = frozenset(("contents", "glossary", "national", "quotation"))
STRONGEST = 4
"""How many concepts that speak for the likeness are named."""


def readable(statement: Statement) -> bool:
    """Whether a requirement can be met in a statement: the plan's own, no heading."""
    return statement.form != "heading" and statement.ground not in _ELSEWHERE and statement.actor == "own"


def features_of(statement: Statement, concepts: Iterable[str]) -> list[str]:
    """What the likeness weighs: the concepts a statement names and the strengths of its clauses."""
    return [*concepts, *dict.fromkeys(clause.strength for clause in statement.clauses)]


def likenesses(
    statements: Sequence[Statement], concepts: Iterable[Sequence[str]], model: LikenessModel
) -> list[Likeness]:
    """One entry for each requirement of the model, in its order; none for a plan without readable statements.

    `concepts`: what each statement names. The score of a statement is the bias plus the sum of the weights of its features
    over the root of their number.
    """
    if not model.ids:
        return []
    own = [
        (statement, features_of(statement, named))
        for statement, named in zip(statements, concepts, strict=True)
        if readable(statement)
    ]
    if not own:
        return []
    present, satisfied, likest = _best([features for _, features in own], model)
    return [
        Likeness(
            requirement=id_,
            present=round(present[at], 2),
            satisfied=round(satisfied[at], 2),
            concepts=_strongest(own[likest[at]][1], at, model),
            at=own[likest[at]][0].passage,
        )
        for at, id_ in enumerate(model.ids)
    ]


def _best(features: Sequence[Sequence[str]], model: LikenessModel) -> tuple[list[float], list[float], list[int]]:
    """For each requirement the best score of any statement by either model, and which statement is the first with the best
    of `present`."""
    import numpy as np  # takes a tenth of a second to load

    held = np.zeros((len(features), len(model.rows)))
    for at, own in enumerate(features):
        held[at, [model.rows[name] for name in own if name in model.rows]] = 1 / sqrt(len(own) or 1)
    models, ids = model.biases.shape
    scores = (held @ model.weights.reshape(-1, models * ids)).reshape(-1, models, ids) + model.biases
    best = scores.max(axis=0)
    return best[0].tolist(), best[1].tolist(), scores[:, 0].argmax(axis=0).tolist()


def _strongest(features: Sequence[str], at: int, model: LikenessModel) -> list[str]:
    """The concepts of a statement that speak most for the requirement."""
    weighed = [
        (weight, name)
        for name in features
        if "." in name and name in model.rows
        for weight in [float(model.weights[model.rows[name], 0, at])]
        if weight > 0
    ]
    return [name for _, name in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:STRONGEST]]
