"""`Plan` <-> YAML in `plans/`: what a person reads, corrects and keeps in git. Loss-free both ways."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from compliance.errors import InputError
from compliance.plan import Commitment, Passage, Plan
from compliance.yaml_source import load_source

HEADS: dict[str, str] = {
    "period": "計画期間(年度)",
    "citations": "引用した文書(role: basis 準拠・現行の根拠、history 経緯、note 廃止等の注記、mention 言及)",
    "bodies": "推進の組織",
    "measures": "施策(offices: 担当課、scheduled: 工程表にあるか)",
    "commitments": "要素ごとの記述(strength: done 済 doing 実施中 committed 行う aimed 目指す considered 検討 "
    "necessity 必要性 trial 試行 ended 廃止 effect 効果 mention 言及)",
    "near_misses": "要素に近いが足りない記述",
    "likenesses": "要件ごとの言い方の近さ(present 記載あり・一部、satisfied 記載あり。人に確かめてもらうかどうかだけに使う)",
    "indicators": "成果指標(numeric: 達成を判定できる目標か)",
    "timetable": "工程表",
    "systems": "標準化対象の業務・システム",
    "year_pairs": "元号と西暦の併記",
    "stated_values": "食い違いを見るための値",
    "deadlines": "自団体の期限",
    "priorities": "国の重点取組事項の列挙",
    "unread": "読めなかった箇所",
    "review": "人が直した点(part 部分、action 追加 add・変更 change・削除 drop、line 行、values 値、why 理由)",
}
"""Part of the plan -> the comment that introduces it."""


def load_plan(path: Path) -> Plan:
    """Read a plan model. Raises `InputError` naming file, line and the allowed keys for every fault in it."""
    source = load_source(path)
    plan = source.validate(Plan)
    if source.problems or plan is None:
        raise InputError(source.problems)
    return plan


def dump_plan(plan: Plan, element_titles: dict[str, str], quotes: bool) -> str:
    """The plan as YAML: single values first, then each part under a comment, one line an entry, in reading order;
    commitments grouped by element. `quotes`: write the quotes too, not only places and hashes."""
    lines = ["# yaml-language-server: $schema=plan.schema.json"]
    for name in type(plan).model_fields:
        value = getattr(plan, name)
        if name == "schema_version":
            lines.append("schema_version: '1'")
        elif name in HEADS:
            lines.extend(_part(name, value, element_titles, quotes))
        elif value is not None:
            lines.append(_line({name: value}))
    return "\n".join(lines) + "\n"


def _part(name: str, value: Any, titles: dict[str, str], quotes: bool) -> Iterable[str]:
    if value is None or value == [] or (isinstance(value, BaseModel) and not value.model_dump(exclude_defaults=True)):
        return
    yield ""
    yield f"# {HEADS[name]}"
    if name == "timetable":
        yield from _timetable(value, quotes)
    elif isinstance(value, BaseModel):
        yield f"{name}: {_flow(_bare(value, quotes))}"
    else:
        yield f"{name}:"
        yield from _entries(value, titles, quotes)


def _entries(value: list[BaseModel], titles: dict[str, str], quotes: bool) -> Iterable[str]:
    if value and isinstance(value[0], Commitment):
        # Order within an element is kept; the order of elements is that of their first appearance, so loading and
        # dumping again gives the same file.
        groups: dict[str, list[BaseModel]] = {}
        for entry in value:
            groups.setdefault(entry.element, []).append(entry)  # type: ignore[attr-defined]
        for element, entries in groups.items():
            yield f"  # {element} {titles.get(element, '')}".rstrip()
            yield from (f"  - {_flow(_bare(entry, quotes))}" for entry in entries)
    else:
        yield from (f"  - {_flow(_bare(entry, quotes))}" for entry in value)


def _timetable(value: Any, quotes: bool) -> Iterable[str]:
    data = _bare(value, quotes)
    rows = data.pop("rows", [])
    yield "timetable:"
    yield from (f"  {_line({key: entry})}" for key, entry in data.items())
    if rows:
        yield "  rows:"
        yield from (f"    - {_flow(row)}" for row in rows)


def _bare(value: BaseModel, quotes: bool) -> dict[str, Any]:
    """The model without defaults and, unless wanted, without quotes."""
    data = value.model_dump(mode="json", exclude_defaults=True)
    if not quotes:
        _drop_quotes(data)
    return data


def _drop_quotes(data: Any) -> None:
    if isinstance(data, dict):
        data.pop("quote", None)
        for entry in data.values():
            _drop_quotes(entry)
    elif isinstance(data, list):
        for entry in data:
            _drop_quotes(entry)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _flow(data: Any) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000
    ).strip()


def _line(data: dict[str, Any]) -> str:
    return _flow(data)[1:-1]


def restore_quotes(plan: Plan, quotes: dict[str, str]) -> Plan:
    """The plan with the quotes put back: `quotes` maps a passage's hash to the sentence."""
    data = plan.model_dump()
    _put_back(data, quotes)
    return Plan.model_validate(data)


def _put_back(data: Any, quotes: dict[str, str]) -> None:
    if isinstance(data, dict):
        if set(Passage.model_fields) <= set(data) and data["quote"] is None and data["sha256"] in quotes:
            data["quote"] = quotes[data["sha256"]]
        for entry in data.values():
            _put_back(entry, quotes)
    elif isinstance(data, list):
        for entry in data:
            _put_back(entry, quotes)
