"""Labelled passages and plans -> the likeness model (`rules/likeness.py`). Done when the rules are made, never when a plan is
read: needs scikit-learn (the extra `learn`).

For each requirement two logistic regressions over the features of a passage (log inverse document frequency by the share of
`extract.likeness.Features`). For: passages and cited lines that meet it. Against: the passages of all other requirements, the lines of
plans that their readers did not cite and, counted twice because they are the hard ones, its near misses and those of the lines whose
words are its own.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from compliance.assess import askers, commitment_reader, statements_of
from compliance.document import Document
from compliance.examples import Example, as_plan
from compliance.extract.identity import identity
from compliance.extract.likeness import Features, features_of, readable
from compliance.extract.statements import Statement
from compliance.facts.commitments import force
from compliance.read import read
from compliance.rules.likeness import LikenessModel
from compliance.rules.ruleset import Rules
from compliance.yaml_source import load_source

KEPT = 600
"""Weights kept for each requirement and model: the strongest. More moved no figure."""
UNCITED = 4000
"""Lines of plans that stand against a requirement, beside those with its words; drawn, the same on every run."""
HARD = 2.0
"""What a near miss weighs, and a line with the words of a requirement that its reader did not cite."""
REGULARISATION = 0.1
STATUSES = (("satisfied", "partial"), ("satisfied",))
"""The statuses that the two models tell from the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of a labelled plan: its features, for which requirements a reader cited it, with the status, and the
    requirements whose words it has."""

    plan: str
    features: Features
    cited: Mapping[str, str]
    worded: frozenset[str]


def lines_of(document: Path, labels: Path, rules: Rules) -> list[Line]:
    """The readable statements of a labelled plan."""
    cited = load_source(labels).data["requirements"]
    found = []
    for statement, features, worded in _features(read(document), rules):
        hits = {
            id_: label["status"]
            for id_, label in cited.items()
            if any(first <= (statement.line or 0) <= last for first, last in label.get("lines") or [])
        }
        found.append(Line(document.parent.name, features, hits, worded))
    return found


def _features(document: Document, rules: Rules) -> Iterator[tuple[Statement, Features, frozenset[str]]]:
    """The readable statements of a document, each with its features and the requirements whose words it has."""
    statements = statements_of(document, rules)
    vocabulary = commitment_reader(rules)
    headings = vocabulary.headings(statements)
    found = vocabulary.find(statements, identity(document).kind)
    worded: dict[int, set[str]] = defaultdict(set)
    for commitment in vocabulary.read(statements, found, headings)[0]:
        if force(commitment)[0] != "none":
            worded[id(commitment.at)].update(askers(rules).get(commitment.element, ()))
    for number, statement in enumerate(statements):
        if readable(statement):
            features = features_of(statement, vocabulary.names(found, number), vocabulary.above(statement, headings))
            yield statement, features, frozenset(worded[id(statement.passage)])


def _of_passage(example: Example, rules: Rules) -> Features:
    """The features of all that a passage says."""
    plan = as_plan(example.text, rules.requirements[example.id].applies_to)
    said = [features for _, features, _ in _features(plan, rules)]
    return Features(
        list(dict.fromkeys(name for features in said for name in features.own)),
        tuple(dict.fromkeys(name for features in said for name in features.above)),
    )


def learn(examples: Sequence[Example], plans: Sequence[Line], rules: Rules) -> LikenessModel:
    """The model of all examples and plans."""
    passages = [(example, _of_passage(example, rules)) for example in examples if example.id in rules.requirements]
    texts = [*(features for _, features in passages), *(line.features for line in plans)]
    counts = Counter(name for features in texts for name in (*features.own, *features.above))
    names = sorted(name for name, count in counts.items() if count > 1)
    columns_of = {name: at for at, name in enumerate(names)}
    rarity = {name: log((1 + len(texts)) / (1 + counts[name])) + 1 for name in names}
    matrix = _matrix(texts, columns_of, rarity)
    weights: dict[str, list[tuple[int, float, float]]] = {}
    biases = []
    ids = tuple(id_ for id_ in rules.requirements if any(example.id == id_ for example, _ in passages))
    for at, id_ in enumerate(ids):
        columns, bias = [], []
        for statuses in STATUSES:
            coefficients, intercept = _separate(matrix, _labelled(id_, statuses, passages, plans))
            strongest = sorted(range(len(names)), key=lambda index: (-abs(coefficients[index]), names[index]))[:KEPT]
            columns.append({names[index]: round(coefficients[index] * rarity[names[index]], 2) for index in strongest})
            bias.append(round(intercept, 2))
        for name in columns[0].keys() | columns[1].keys():
            weights.setdefault(name, []).append((at, columns[0].get(name, 0.0), columns[1].get(name, 0.0)))
        biases.append((bias[0], bias[1]))
    return LikenessModel(
        _sha256(examples, plans), ids, {name: tuple(found) for name, found in weights.items()}, tuple(biases)
    )


def _labelled(
    id_: str,
    statuses: tuple[str, ...],
    passages: Sequence[tuple[Example, Features]],
    plans: Sequence[Line],
) -> list[tuple[int, int, float]]:
    """(row of the matrix, 1 for or 0 against, weight) of everything a requirement learns from."""
    rows = [
        (
            row,
            int(example.id == id_ and example.status in statuses),
            HARD if example.id == id_ and example.status not in statuses else 1.0,
        )
        for row, (example, _) in enumerate(passages)
    ]
    offset = len(passages)
    rows += [(offset + at, 1, 0.5) for at, line in enumerate(plans) if line.cited.get(id_) in statuses]
    against = [at for at, line in enumerate(plans) if line.cited.get(id_) not in statuses]
    drawn = random.Random(id_).sample(against, min(UNCITED, len(against)))
    hard = {at for at in against if id_ in plans[at].worded}
    return rows + [(offset + at, 0, HARD if at in hard else 1.0) for at in sorted(hard.union(drawn))]


def _matrix(texts: Sequence[Features], columns_of: Mapping[str, int], rarity: Mapping[str, float]) -> Any:
    from scipy.sparse import csr_matrix

    rows, columns, values = [], [], []
    for row, features in enumerate(texts):
        for names, share in zip((features.own, features.above), features.shares, strict=True):
            for name in names:
                if name in columns_of:
                    rows.append(row)
                    columns.append(columns_of[name])
                    values.append(rarity[name] * share)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(columns_of)))


def _separate(matrix: Any, labelled: Sequence[tuple[int, int, float]]) -> tuple[list[float], float]:
    """Coefficients and intercept of the line that parts the rows for and against."""
    from sklearn.linear_model import LogisticRegression

    rows, sides, weights = zip(*labelled, strict=True)
    model = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=300)
    model.fit(matrix[list(rows)], sides, sample_weight=weights)
    return model.coef_[0].tolist(), float(model.intercept_[0])


def _sha256(examples: Sequence[Example], plans: Sequence[Line]) -> str:
    digest = hashlib.sha256()
    for example in examples:
        digest.update(f"{example.id}\0{example.status}\0{example.text}\n".encode())
    for line in plans:
        digest.update(
            f"{line.plan}\0{' '.join((*line.features.own, *line.features.above))}\0{sorted(line.cited.items())}"
            f"\0{sorted(line.worded)}\n".encode()
        )
    return digest.hexdigest()
