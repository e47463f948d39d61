"""Which statements name which concepts, kept by concept: a column is an integer whose bit i stands for statement i.

What a group of concepts names is then the OR of their columns, and what a way says the AND of its groups: some ten
operations answer for all statements of a plan at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

Group = frozenset[int]
"""Concepts, by their numbers in the vocabulary, of which one must be named."""


def positions(column: int) -> Iterator[int]:
    """The numbers of the statements in a column, in order."""
    while column:
        lowest = column & -column
        yield lowest.bit_length() - 1
        column ^= lowest


def union(columns: Iterable[int]) -> int:
    """The statements that stand in any of some columns."""
    return reduce(or_, columns, 0)


def column_of(numbers: Iterable[int]) -> int:
    """The column of the statements of these numbers."""
    return union(1 << number for number in numbers)


class Columns:
    """The columns of all concepts that statements name."""

    def __init__(self, by_concept: Mapping[int, int]) -> None:
        """`by_concept`: the number of a concept -> its column."""
        self._by_concept = by_concept
        self._of_group: dict[Group, int] = {}

    def of(self, group: Group) -> int:
        """The statements that name any concept of a group."""
        if group not in self._of_group:  # many ways ask for the same group
            columns = self._by_concept
            self._of_group[group] = union(columns[concept] for concept in group if concept in columns)
        return self._of_group[group]

    def any(self) -> int:
        """The statements that name something."""
        return union(self._by_concept.values())
