"""Facts as the engine sees them: tests of rules and facts of a plan go in, cells of short identifiers come out. No text
of a plan or a rule ever reaches durable_rules.

A *shape* is a kind of fact and the fields that some test tests together. Values of its first field that no test tells
apart are one *class*; so are those of the second among the tests that allow the first's class, and so on. A *cell* is a
shape and one class per field; facts in one cell are one fact to the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

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

MAX_CLASSES = 100_000
"""Classes of one shape: tests that list values across each other multiply."""


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
        return Pattern(
            test.fact,
            tuple(
                sorted(
                    (field, tuple(dict.fromkeys((type(value), value) for value in values)))
                    for field, values in test.fields.items()
                )
            ),
        )


def _bad_value(field: str, value: object) -> Problem:
    shown = repr(value)[:40]
    return Problem(
        ja=f"条件の項目 {field} の値 {shown} は使えません。文字列・整数・true/false のいずれかにしてください。",
        en=f"condition field {field}: value {shown} can't be used; write a text, a whole number or true/false.",
    )


Tree = Mapping[Key, tuple[str, "Tree"]]
"""Value of a field -> number of its class, and the tree of the next field."""


@dataclass(frozen=True)
class Shape:
    """`fields` in the order in which they are tested, the classes of their values as a tree."""

    number: str
    fields: tuple[str, ...]
    tree: Tree

    def cell(self, fact: Fact) -> Cell | None:
        """The cell of a fact of the shape's kind; None when no test of the shape can match it."""
        found = [self.number]
        tree = self.tree
        for field in self.fields:
            try:
                value = fact[field]
                step = tree.get((type(value), value))
            except (KeyError, TypeError):  # no such field, or a value that can't be hashed
                step = tree.get(_key(fact, field))
            if step is None:
                return None
            number, tree = step
            found.append(number)
        return tuple(found)

    def cells(self, pattern: Pattern) -> Iterator[Cell]:
        """The cells whose facts the pattern, one of the shape's, matches."""
        return ((self.number, *path) for path in _paths(self.tree, self.fields, dict(pattern.allowed)))


def _paths(tree: Tree, fields: Sequence[str], allowed: Mapping[str, Sequence[Key]]) -> Iterator[Cell]:
    if not fields:
        yield ()
        return
    for number, below in dict(tree[key] for key in allowed[fields[0]]).items():
        for path in _paths(below, fields[1:], allowed):
            yield (number, *path)


def _key(fact: Fact, field: str | None) -> Key:
    if field is None:
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
            fields = tuple(
                sorted(
                    (field for field, _ in pattern.allowed),
                    key=lambda field: (-len(variety[pattern.kind, field]), field),
                )
            )
            wanted.setdefault((pattern.kind, fields), []).append(pattern)
        self._fields = {(kind, frozenset(fields)): fields for kind, fields in wanted}
        self._shapes = {
            (kind, fields): Shape(str(number), fields, _Trees(kind).tree(fields, [dict(own.allowed) for own in group]))
            for number, ((kind, fields), group) in enumerate(wanted.items())
        }
        self._by_first = self._index()

    def _index(self) -> dict[str, dict[str | None, dict[Key, list[Shape]]]]:
        """Kind -> first field -> value -> shapes; under None the shapes that test no field at all."""
        index: dict[str, dict[str | None, dict[Key, list[Shape]]]] = {}
        for (kind, fields), shape in self._shapes.items():
            by_value = index.setdefault(kind, {}).setdefault(fields[0] if fields else None, {})
            for key in shape.tree if fields else [NO_FIELD]:
                by_value.setdefault(key, []).append(shape)
        return index

    def cells(self, pattern: Pattern) -> list[Cell]:
        """The cells whose facts the pattern matches. Raises InputError when there are more than `MAX_CELLS`."""
        shape = self._shapes[pattern.kind, self._fields[pattern.kind, frozenset(dict(pattern.allowed))]]
        cells = list(islice(shape.cells(pattern), MAX_CELLS + 1))
        if len(cells) > MAX_CELLS:
            raise InputError(_too_many(pattern.kind, dict(pattern.allowed), MAX_CELLS))
        return cells

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


class _Trees:
    """Builds the tree of one shape. Raises InputError where it would grow beyond `MAX_CLASSES`."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._classes = 0

    def tree(self, fields: Sequence[str], patterns: Sequence[Mapping[str, Sequence[Key]]]) -> Tree:
        """The tree of these fields among these patterns: values that exactly the same patterns allow share a class."""
        if not fields:
            return {}
        allowed_by: dict[Key, list[int]] = {}
        for position, pattern in enumerate(patterns):
            for key in pattern[fields[0]]:
                allowed_by.setdefault(key, []).append(position)
        classes: dict[tuple[int, ...], tuple[str, Tree]] = {}
        for by in map(tuple, allowed_by.values()):
            if by not in classes:
                self._count(fields)
                classes[by] = str(len(classes)), self.tree(fields[1:], [patterns[position] for position in by])
        return {key: classes[tuple(by)] for key, by in allowed_by.items()}

    def _count(self, fields: Sequence[str]) -> None:
        self._classes += 1
        if self._classes > MAX_CLASSES:
            raise InputError(_too_many(self._kind, fields, MAX_CLASSES))


def _too_many(kind: str, fields: Iterable[str], limit: int) -> Problem:
    names = ", ".join(fields)
    return Problem(
        ja=f"条件({kind}: {names})の値の組合せが上限 {limit} を超えます。列挙を減らすか、分けてください。",
        en=f"the condition ({kind}: {names}) has more than {limit} combinations of values; "
        "list fewer values or split the condition.",
    )
