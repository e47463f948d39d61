"""Facts as the engine sees them: tests of rules and facts of a plan go in, cells of short identifiers come out. No text
of a plan or a rule ever reaches durable_rules.

A *shape* is a kind of fact and the fields that some test tests together. Within a shape, values that no test tells
apart are one *class*. A *cell* is a shape and one class per field; facts in one cell are one fact to the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from compliance.errors import InputError, InternalError, Problem
from compliance.rules.fact_kinds import Fact
from compliance.rules.models import Scalar, Test

Key = tuple[type, Scalar]
"""A value with its type: 1, True and "1" are three values (durable_rules holds True == 1 and '5' == 5)."""

Cell = tuple[str, ...]
"""Number of the shape, then the number of the class of each of its fields."""

NO_FIELD: Key = (object, "field")
NO_VALUE: Key = (object, "value")
"""Keys that no value of a test has."""

MAX_CELLS = 1000
"""Cells one test may come to; each is a rule of its own."""


@dataclass(frozen=True)
class Pattern:
    """A test in canonical form: the kind of fact and, by name of field, the values allowed."""

    kind: str
    allowed: tuple[tuple[str, tuple[Key, ...]], ...]

    @staticmethod
    def of(test: Test) -> Pattern:
        """The canonical form. Raises InputError for a value that is neither text, whole number nor yes/no."""
        for field, values in test.fields.items():
            for value in values:
                if type(value) not in (str, bool, int):
                    raise InputError(_bad_value(field, value))
        return Pattern(test.fact, tuple(sorted(
            (field, tuple(dict.fromkeys((type(value), value) for value in values)))
            for field, values in test.fields.items())))


def _bad_value(field: str, value: object) -> Problem:
    shown = repr(value)[:40]
    return Problem(
        ja=f"条件の項目 {field} の値 {shown} は使えません。文字列・整数・true/false のいずれかにしてください。",
        en=f"condition field {field}: value {shown} can't be used; write a text, a whole number or true/false.")


@dataclass(frozen=True)
class Shape:
    """`fields` in the order in which they are tested; `classes[i]`: value of the i-th field -> number of its class."""

    number: str
    fields: tuple[str, ...]
    classes: tuple[Mapping[Key, str], ...]

    def cell(self, fact: Fact) -> Cell | None:
        """The cell of a fact of the shape's kind; None when no test of the shape can match it."""
        found = [self.number]
        for field, classes in zip(self.fields, self.classes, strict=True):
            number = classes.get(_key(fact, field))
            if number is None:
                return None
            found.append(number)
        return tuple(found)


def _key(fact: Fact, field: str) -> Key:
    if not field:
        return NO_FIELD
    if field not in fact:
        raise InternalError(f"a fact of kind {fact['fact']!r} has no field {field!r}")
    value = fact[field]
    # A value of another type (None, a list, NaN) equals no value of a test; it may not even be hashable.
    return (type(value), value) if type(value) in (str, bool, int) else NO_VALUE


class Shapes:
    """Every shape that a set of tests needs."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        wanted: dict[tuple[str, tuple[str, ...]], list[Pattern]] = {}
        patterns = list(dict.fromkeys(patterns))
        variety = _variety(patterns)
        for pattern in patterns:
            # The field with most values first: one look-up then tells whether any test of the shape may match.
            fields = tuple(sorted((field for field, _ in pattern.allowed),
                                  key=lambda field: (-len(variety[pattern.kind, field]), field)))
            wanted.setdefault((pattern.kind, fields), []).append(pattern)
        self._fields = {(kind, frozenset(fields)): fields for kind, fields in wanted}
        self._shapes = {key: Shape(str(number), key[1], tuple(_classes(field, members) for field in key[1]))
                        for number, (key, members) in enumerate(wanted.items())}
        self._by_first = self._index()

    def _index(self) -> dict[str, dict[str, dict[Key, list[Shape]]]]:
        """Kind -> first field -> value -> shapes; under the field "" the shapes that test no field at all."""
        index: dict[str, dict[str, dict[Key, list[Shape]]]] = {}
        for (kind, fields), shape in self._shapes.items():
            by_value = index.setdefault(kind, {}).setdefault(fields[0] if fields else "", {})
            for key in shape.classes[0] if fields else [NO_FIELD]:
                by_value.setdefault(key, []).append(shape)
        return index

    def cells(self, pattern: Pattern) -> list[Cell]:
        """The cells whose facts the pattern matches. Raises InputError when there are more than `MAX_CELLS`."""
        allowed = dict(pattern.allowed)
        shape = self._shapes[pattern.kind, self._fields[pattern.kind, frozenset(allowed)]]
        classes = [dict.fromkeys(numbers[key] for key in allowed[field])
                   for field, numbers in zip(shape.fields, shape.classes, strict=True)]
        if prod(map(len, classes)) > MAX_CELLS:
            raise InputError(_too_many_cells(pattern))
        return [(shape.number, *numbers) for numbers in product(*classes)]

    def project(self, facts: Sequence[Fact]) -> dict[Cell, list[int]]:
        """Each cell that has facts -> the indexes of these facts, in order. Raises InternalError for a fact that lacks
        a tested field."""
        found: dict[Cell, list[int]] = {}
        for index, fact in enumerate(facts):
            for first, by_value in self._by_first.get(str(fact["fact"]), {}).items():
                for shape in by_value.get(_key(fact, first), ()):
                    cell = shape.cell(fact)
                    if cell is not None:
                        found.setdefault(cell, []).append(index)
        return found


def _variety(patterns: Iterable[Pattern]) -> dict[tuple[str, str], set[Key]]:
    variety: dict[tuple[str, str], set[Key]] = {}
    for pattern in patterns:
        for field, values in pattern.allowed:
            variety.setdefault((pattern.kind, field), set()).update(values)
    return variety


def _classes(field: str, patterns: Sequence[Pattern]) -> dict[Key, str]:
    """Value -> number of its class: values that exactly the same patterns allow share a class."""
    allowed_by: dict[Key, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for key in dict(pattern.allowed)[field]:
            allowed_by.setdefault(key, []).append(number)
    numbers: dict[tuple[int, ...], str] = {}
    return {key: numbers.setdefault(tuple(by), str(len(numbers))) for key, by in allowed_by.items()}


def _too_many_cells(pattern: Pattern) -> Problem:
    names = ", ".join(field for field, _ in pattern.allowed)
    return Problem(
        ja=f"条件({pattern.kind}: {names})の値の組合せが上限 {MAX_CELLS} を超えます。列挙を減らすか、分けてください。",
        en=f"the condition ({pattern.kind}: {names}) has more than {MAX_CELLS} combinations of values; "
           "list fewer values or split the condition.")
