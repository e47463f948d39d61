"""Judgements of readers and of the tool on the same plans -> how far they agree.

A reader's judgement is a YAML file of labels (the form of the annotations: `municipality`, `requirements`, `cross_checks`), the
tool's is its assessment JSON. Agreement is given as share, as Cohen's kappa (1960; linear weights: 1968) and as
Krippendorff's alpha (nominal), each with a bootstrap interval over the items (percentiles 2.5 and 97.5).
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.errors import InputError, Problem
from compliance.yaml_source import load_source

STATUSES = ("missing", "partial", "satisfied")
CHECKS = ("clear", "not_assessable", "raised")
RESAMPLES = 400
"""Draws of a bootstrap: the ends of an interval move by less than 0.01 with more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement or cross-check of one plan, as two raters judged it."""

    plan: str
    id: str
    first: str
    second: str

    @property
    def topic(self) -> str:
        """The letters of the id."""
        return self.id.split("-", 1)[0]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of agreement and its interval; all 1 where every judgement is the same class."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over some items. `count`: how many; `share`, `kappa`, `weighted` and `alpha` with their intervals."""

    count: int
    share: Measured
    kappa: Measured
    weighted: Measured
    alpha: Measured


def load_pairs(files: Sequence[Path]) -> list[Judged]:
    """The items that the two files of each municipality judge both; the file given first is the reference.

    Raises `InputError` for a file that is no judgement, and for a municipality that not two files judge.
    """
    by_plan: dict[str, list[tuple[Path, dict[str, str]]]] = defaultdict(list)
    for file in files:
        plan, judged = _load(file)
        by_plan[plan].append((file, judged))
    lonely = [
        Problem(
            f"{plan}を判定したファイルが二つではありません。基準のファイルと、比べるファイルを一つずつ指定してください。",
            f"not two files judge {plan}; name the reference and the one to compare with it",
            str(raters[0][0]),
        )
        for plan, raters in by_plan.items()
        if len(raters) != 2
    ]
    if lonely:
        raise InputError(lonely)
    return [
        Judged(plan, id_, status, second[id_])
        for plan, ((_, first), (_, second)) in by_plan.items()
        for id_, status in first.items()
        if id_ in second and {status, second[id_]} <= {*STATUSES, *CHECKS}
    ]


def _load(file: Path) -> tuple[str, dict[str, str]]:
    """(municipality, id -> status) of a file of labels or an assessment."""
    try:
        if file.suffix == ".json":
            data = json.loads(file.read_text(encoding="utf-8"))
            found = [*data["requirements"], *data["cross_checks"]]
            return data["plan"]["municipality"], {entry["id"]: entry["status"] for entry in found}
        data = load_source(file).data
        labels = {**data["requirements"], **data.get("cross_checks", {})}
        return data["municipality"], {id_: label["status"] for id_, label in labels.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            Problem(
                "判定のファイルではありません。check の JSON 又は判定の YAML(municipality、requirements)を指定してください。",
                "no judgements; name an assessment JSON or a YAML of labels (municipality, requirements)",
                str(file),
            )
        ) from error


def agreement(items: Sequence[Judged], resamples: int = RESAMPLES) -> Agreement:
    """How far the two raters agree over the items (of one scale: requirements, or cross-checks). The draws are the same
    on every run."""
    samples = _samples(items, resamples)
    return Agreement(
        len(items), *(_measured(measure, items, samples) for measure in (_share, _kappa, _weighted, _alpha))
    )


def share(items: Sequence[Judged]) -> Measured:
    """The share of the items judged alike, with its interval."""
    return _measured(_share, items, _samples(items, RESAMPLES))


def _samples(items: Sequence[Judged], resamples: int) -> list[list[Judged]]:
    draw = random.Random(len(items))
    return [[draw.choice(items) for _ in items] for _ in range(resamples)]


def _measured(
    measure: Callable[[Sequence[Judged]], float], items: Sequence[Judged], samples: Iterable[Sequence[Judged]]
) -> Measured:
    drawn = sorted(measure(sample) for sample in samples) or [measure(items)]
    return Measured(measure(items), drawn[int(len(drawn) * 0.025)], drawn[min(int(len(drawn) * 0.975), len(drawn) - 1)])


def _share(items: Sequence[Judged]) -> float:
    return sum(item.first == item.second for item in items) / len(items)


def _task(items: Sequence[Judged], distance: Callable[[str, str], float] | None = None) -> Any:
    from nltk.metrics.agreement import AnnotationTask  # only this command needs it

    data = [
        entry
        for number, item in enumerate(items)
        for entry in (("first", number, item.first), ("second", number, item.second))
    ]
    return AnnotationTask(data, distance) if distance else AnnotationTask(data)


def _kappa(items: Sequence[Judged]) -> float:
    return float(_task(items).kappa())


def _weighted(items: Sequence[Judged]) -> float:
    scale = STATUSES if items[0].first in STATUSES else CHECKS

    def distance(one: str, other: str) -> float:
        return abs(scale.index(one) - scale.index(other)) / (len(scale) - 1)

    return float(_task(items, distance).weighted_kappa()) if not _same(items) else 1.0


def _alpha(items: Sequence[Judged]) -> float:
    return float(_task(items).alpha()) if not _same(items) else 1.0


def _same(items: Sequence[Judged]) -> bool:
    """All judgements are one class: no chance to correct for."""
    return len({status for item in items for status in (item.first, item.second)}) == 1
