"""What a list item hangs on: the item it is nested in, or the sentence that leads its list in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from compliance.document import Block
from compliance.extract import cells
from compliance.extract.strength import Clause
from compliance.japanese.normalise import normalise
from compliance.plan import Strength

if TYPE_CHECKING:
    from compliance.extract.statements import Statement

_ANNOUNCES = re.compile(r"(?:次|以下|下記|右記)(?:の|に|を)|[:：]$")
_LONGEST_LIST = 30
OPEN: tuple[Strength, ...] = ("considered", "trial", "necessity")
"""Strengths of what is not decided yet."""
SETTLED: tuple[Strength, ...] = ("done", "doing", "committed")
"""Strengths of what is decided."""
_BARE: tuple[Strength, ...] = ("committed", "mention")
_CIRCLED = re.compile(r"[①-⑳]\s*(?P<name>.+)")
_NOUN_END = re.compile(r"(?:[一-龥々ァ-ヺー]|[a-z0-9)\]】〕」』])$")


def lead_of(block: Block, before: list[Statement]) -> Statement | None:
    """What the list of an item hangs on: the item it is nested in, else the sentence that announces the list."""
    for statement in reversed(before[-_LONGEST_LIST:]):
        if statement.block.headings != block.headings or statement.form in ("heading", "row"):
            return None
        if block.parents and statement.form == "item" and statement.block.text == block.parents[-1]:
            return statement
        if not block.parents and statement.form == "sentence":
            return statement if _ANNOUNCES.search(statement.norm) else None
    return None


def _is_label(statement: Statement) -> bool:
    """Whether a list item is worded as the name of what the items nested in it are about."""
    return (
        statement.form == "item"
        and len(statement.norm) <= cells.LONGEST_NAME
        and bool(_NOUN_END.search(statement.norm))
    )


def labelled(statement: Statement) -> Statement:
    """An item behind the item it is nested in, where that is its label."""
    lead = statement.lead
    if statement.form != "item" or lead is None or not statement.block.parents or not _is_label(lead):
        return statement
    return replace(statement, norm=f"{lead.norm}|{statement.norm}", label=lead)


def named(statement: Statement, before: Sequence[Statement]) -> Statement:
    """The first sentence below a name with a circled number behind the name, which terse plans do not say again: ⑥ テレワーク /
    端末10台。"""
    if statement.form != "sentence" or not statement.first or not before or before[0].form != "heading":
        return statement
    name = _CIRCLED.match(before[0].block.text)
    return replace(statement, norm=f"{normalise(name['name'])}|{statement.norm}", label=before[0]) if name else statement


def as_led(clauses: list[Clause], lead: Statement) -> list[Clause]:
    """The items below 「次のことを検討します。」 are considered; bare names below 「次の手続をオンライン化します。」 are promised."""
    leading = lead.clauses[-1].strength
    if leading in OPEN:
        return [replace(clause, strength=leading) if clause.strength in _BARE else clause for clause in clauses]
    if leading in SETTLED:
        return [replace(clause, strength=leading) if clause.strength == "mention" else clause for clause in clauses]
    return clauses
