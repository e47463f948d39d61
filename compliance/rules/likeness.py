"""`rules/likeness/model.json.gz` -> weights that tell how much a passage says what those say that meet a requirement.

Two linear models per requirement, over the concepts of the vocabulary and the strengths of clauses: `present` (satisfied or
partial against all else) and `satisfied`. Learned from labelled passages and plans by `compliance rules learn`; a second
opinion, never a verdict.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FILE = "model.json.gz"


@dataclass(frozen=True, eq=False)
class LikenessModel:
    """`ids`: the requirements; `features`: concept or strength -> (position in ids, weight of present, of satisfied);
    `intercepts`: of present and of satisfied, for each of `ids`.

    `training_sha256`: of the passages and plans it was learned from.
    """

    training_sha256: str
    ids: tuple[str, ...]
    features: Mapping[str, Sequence[tuple[int, float, float]]]
    intercepts: tuple[tuple[float, float], ...]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Feature -> its row of `weights`."""
        return {name: row for row, name in enumerate(self.features)}

    @cached_property
    def weights(self) -> NDArray[float64]:
        """All weights, of the shape (features, models, requirements)."""
        import numpy as np  # takes a tenth of a second to load

        weights = np.zeros((len(self.features), 2, len(self.ids)))
        for row, entries in zip(weights, self.features.values(), strict=True):
            positions, *by_model = zip(*entries, strict=True)
            row[:, positions] = by_model
        return weights

    @cached_property
    def biases(self) -> NDArray[float64]:
        """The intercepts, of the shape (models, requirements)."""
        import numpy as np

        return np.array(self.intercepts).T


NOTHING_LEARNED = LikenessModel("", (), {}, ())
"""The model of rules that come without one: nobody is in doubt."""


def load_likeness(file: Path) -> LikenessModel:
    """The model in a file; `NOTHING_LEARNED` where there is none."""
    if not file.is_file():
        return NOTHING_LEARNED
    data = json.loads(gzip.decompress(file.read_bytes()))
    return LikenessModel(
        data["training_sha256"], tuple(data["ids"]), data["weights"], tuple(map(tuple, data["biases"]))
    )


def save_likeness(model: LikenessModel, file: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    data = {
        "training_sha256": model.training_sha256,
        "ids": model.ids,
        "biases": model.intercepts,
        "weights": {name: model.features[name] for name in sorted(model.features)},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))
