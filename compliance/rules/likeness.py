"""`rules/likeness/model.json.gz` -> weights that tell how much a passage is worded like those that meet a requirement.

Two linear models per requirement, over the words of `japanese.words`: `present` (satisfied or partial against all else) and
`satisfied`. Learned from labelled passages and plans by `compliance rules learn`; a second opinion, never a verdict.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

FILE = "model.json.gz"


@dataclass(frozen=True, eq=False)
class LikenessModel:
    """`ids`: the requirements; `weights`: word -> (position in ids, weight of present, of satisfied); `biases` alike.

    `training_sha256`: of the passages and plans it was learned from.
    """

    training_sha256: str
    ids: tuple[str, ...]
    weights: dict[str, tuple[tuple[int, float, float], ...]]
    biases: tuple[tuple[float, float], ...]


NOTHING_LEARNED = LikenessModel("", (), {}, ())
"""The model of rules that come without one: nobody is in doubt."""


def load_likeness(file: Path) -> LikenessModel:
    """The model in a file; `NOTHING_LEARNED` where there is none."""
    if not file.is_file():
        return NOTHING_LEARNED
    data = json.loads(gzip.decompress(file.read_bytes()))
    weights = {
        word: tuple((int(at), one, other) for at, one, other in entries) for word, entries in data["weights"].items()
    }
    return LikenessModel(data["training_sha256"], tuple(data["ids"]), weights, tuple(map(tuple, data["biases"])))


def save_likeness(model: LikenessModel, file: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    data = {
        "training_sha256": model.training_sha256,
        "ids": model.ids,
        "biases": model.biases,
        "weights": {word: model.weights[word] for word in sorted(model.weights)},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), mtime=0))
