"""The published vocabulary of facts: which kinds there are, which fields they have and of which type.

A fact is a flat dict `{"fact": kind, field: value, ...}`; every field of its kind is present in every fact. A rule may
test only what stands here; `compliance rules lint` names the allowed words when it does not.
"""

from __future__ import annotations

from typing import get_args

from compliance.plan import Actor, Form, PlaceKind, Strength

Fact = dict[str, str | bool | int]

FORCES = ("firm", "weak", "named", "none")
"""What a commitment is worth by the coding rules: a promise or an achievement of the plan's own (firm), an intention or
a need in its own measures (weak), a naming without a predicate (named), nothing that counts (none)."""

TEXT: tuple[str, ...] = ()
"""Marks a field that takes any text."""

FACT_KINDS: dict[str, dict[str, tuple[str, ...] | type[bool] | type[int]]] = {
    "commitment": {
        "element": TEXT,
        "object": TEXT,
        "force": FORCES,
        "strength": get_args(Strength),
        "actor": get_args(Actor),
        "place": get_args(PlaceKind),
        "form": get_args(Form),
        "year": bool,
        "number": bool,
        "frequency": bool,
    },
    "period": {"start": bool, "end": bool},
    "indicator": {"name": TEXT, "target": bool, "year": bool, "complete": bool},
    "measure": {"title": TEXT, "office": bool, "other_office": bool, "scheduled": bool},
    "body": {"name": TEXT, "chair": bool, "members": bool, "role": bool},
    "citation": {
        "document": TEXT,
        "dated": bool,
        "role": ("basis", "history", "note", "mention"),
        "actor": get_args(Actor),
    },
    "timetable": {"years": bool, "by_measure": bool},
    "systems": {"counted": bool, "listed": bool},
    "comparison": {"check": TEXT, "result": ("raised", "clear", "not_assessable")},
}
"""Kind -> field -> allowed values: a tuple of words, `TEXT` for any text, or `bool` / `int`."""
