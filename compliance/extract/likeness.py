"""Statements -> how much each says what those say that meet a requirement.

The second opinion beside the rules: it weighs all that a statement names, and knows nothing of elements; so it gives no
verdict, but where the two disagree a person is asked (`verdict.doubt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10, sqrt
from typing import TYPE_CHECKING, TypeVar

from compliance.extract.statements import Statement
from compliance.plan import Commitment, Likeness, NearMiss
from compliance.rules.likeness import LikenessModel

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Said = TypeVar("Said", Commitment, NearMiss)

_ELSEWHERE = frozenset(("contents", "glossary", "national", "quotation"))
STRONGEST = 4
"""How many concepts that speak for the likeness are named."""
MANY = 30
"""How many features of its own make a statement one that names very much."""
CHANCE = 1.5
"""The log odds that chance accounts for in a plan of a hundred statements or more: among so many, some name the words of a requirement
without meaning it. Found on plans the model had not learned from: docs/decisions.md."""
ABOVE = "above:"
"""What marks a concept that the headings name."""


def readable(statement: Statement) -> bool:
    """Whether a requirement can be met in a statement: the plan's own, no heading."""
    return statement.form != "heading" and statement.ground not in _ELSEWHERE and statement.actor == "own"


@dataclass(frozen=True, slots=True)
class Features:
    """What the likeness weighs of a statement: `own`, the concepts it names, the strengths of its clauses and these with each of
    its topics; `above`, the concepts its headings name, marked as such."""

    own: Sequence[str]
    above: Sequence[str]

    @property
    def shares(self) -> tuple[float, float]:
        """What each feature counts: one over the root of their number, so that a statement that names much is not like
        everything (from `MANY` on no less: one that names very much is not like nothing); what headings name, half of that."""
        return 1 / sqrt(min(len(self.own), MANY) or 1), 0.5 / sqrt(len(self.above) or 1)


def features_of(statement: Statement, concepts: Sequence[str], above: Sequence[str]) -> Features:
    """The features of a statement, by the concepts it names and the marked ones of its headings."""
    strengths = list(dict.fromkeys(clause.strength for clause in statement.clauses))
    topics = dict.fromkeys(concept[:3] for concept in concepts)
    return Features(
        [*concepts, *strengths, *(f"{topic}@{strength}" for topic in topics for strength in strengths)], above
    )


def scores(features: Sequence[Features], model: LikenessModel) -> NDArray[float64]:
    """Log odds of the shape (statements, models, requirements): the bias plus the sum of the weights of the features, each by
    its share."""
    import numpy as np  # takes a tenth of a second to load

    if not model.ids:
        return np.zeros((len(features), 2, 0))
    rows = model.rows
    weights = model.weights.reshape(len(rows), -1)
    lent: dict[Sequence[str], NDArray[float64]] = {}
    # Sums of a few rows each: one large product would wake the threads of BLAS, which then wait busily beside the other processes.
    found = np.empty((len(features), weights.shape[1]))
    for at, one in enumerate(features):
        own, above = one.shares
        if one.above not in lent:  # a section's statements have one and the same
            lent[one.above] = weights[[rows[name] for name in one.above if name in rows]].sum(axis=0) * above
        found[at] = weights[[rows[name] for name in one.own if name in rows]].sum(axis=0) * own + lent[one.above]
    return found.reshape(-1, *model.biases.shape) + model.biases


def likenesses(
    statements: Sequence[Statement],
    features: Sequence[Features],
    found: NDArray[float64],
    model: LikenessModel,
) -> list[Likeness]:
    """For each requirement of the model, in its order, the best score of any readable statement by either model and the first
    such statement with the best of `present`; none for a plan without. `found`: the scores of the statements."""
    own = [at for at, statement in enumerate(statements) if readable(statement)]
    if not model.ids or not own:
        return []
    best = found[own].max(axis=0).round(2).tolist()
    likest = [own[at] for at in found[own, 0].argmax(axis=0)]
    return [
        Likeness(
            requirement=id_,
            present=best[0][at],
            satisfied=best[1][at],
            concepts=_strongest(features[likest[at]].own, at, model),
            at=statements[likest[at]].passage,
        )
        for at, id_ in enumerate(model.ids)
    ]


def chance(statements: int) -> float:
    """The log odds that chance accounts for where so much is said: nothing up to ten statements, all of `CHANCE` from a hundred on."""
    return CHANCE * min(max(log10(max(statements, 1) / 10), 0.0), 1.0)


def beyond_chance(found: NDArray[float64]) -> list[list[list[float]]]:
    """The scores of statements as `scores` gives them, rounded; of `present` less what chance accounts for among so many."""
    rounded: list[list[list[float]]] = (found - [[chance(len(found))], [0.0]]).round(2).tolist()
    return rounded


def with_likeness(
    said: Iterable[Said],
    statements: Sequence[Statement],
    beyond: Sequence[Sequence[Sequence[float]]],
    model: LikenessModel,
    asking: Mapping[str, Sequence[str]],
) -> list[Said]:
    """What is said of elements, each with the scores of its statement (`beyond_chance`), by the requirements that ask for its
    element (`asking`)."""
    columns = {id_: at for at, id_ in enumerate(model.ids)}
    places = {id(statement.passage): at for at, statement in enumerate(statements)}

    def weighed(one: Said) -> Said:
        at = places.get(id(one.at))
        asked = [columns[id_] for id_ in asking.get(one.element, ()) if id_ in columns]
        if at is None or not asked:
            return one
        present, satisfied = (max(by_model[column] for column in asked) for by_model in beyond[at])
        return one.model_copy(update={"likeness": (present, satisfied)})

    return list(map(weighed, said))


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
