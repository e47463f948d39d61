"""A person's corrections of an extracted plan model, made again on a new extraction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compliance.errors import InputError, Problem
from compliance.plan import Plan, ReviewedPoint


def apply_review(plan: Plan, points: Sequence[ReviewedPoint], file: str) -> Plan:
    """The plan with the corrections made and kept in its `review`. `file` names the reviewed model in messages.

    Raises `InputError` with every correction that finds nothing to correct any more: the plan, or the reading of it, has
    changed there and a person must look again.
    """
    data = plan.model_dump()
    problems = [problem for number, point in enumerate(points, 1) if (problem := _apply(data, point, number, file))]
    if problems:
        raise InputError(problems)
    return Plan.model_validate(data | {"review": [point.model_dump() for point in points]})


def _apply(data: dict[str, Any], point: ReviewedPoint, number: int, file: str) -> Problem | None:
    if point.part == "plan":
        data.update(point.values)
        return None
    entries: list[dict[str, Any]] = data[point.part]
    if point.action == "add":
        entries.append(point.values)
        if point.part == "commitments":
            entries.sort(key=lambda entry: str(entry["element"]))
        return None
    found = [entry for entry in entries if _is_meant(entry, point)]
    for entry in found:
        if point.action == "drop":
            entries.remove(entry)
        else:
            entry.update(point.values)
    if found:
        return None
    where = f"{point.part} {point.line}行 {point.element or ''}".strip()
    return Problem(
        f"見直し {number} 番目の対象({where})が抽出結果にありません。計画か読み取りが変わっています。見直しを直してください。",
        f"correction {number} ({where}) finds nothing in the new extraction; look at it again",
        file,
    )


def _is_meant(entry: dict[str, Any], point: ReviewedPoint) -> bool:
    at = entry.get("at")
    lines = [passage["line"] for passage in at] if isinstance(at, list) else [at["line"]] if at else []
    return point.line in lines and (point.element is None or entry.get("element") == point.element)
